import ArgumentParser
import Foundation
import Harness

/// How the runs ended, in words and as an exit status.
struct Outcome {
    let summary: RunSummary
    /// Number of runs of the plan.
    let count: Int

    /// One line that counts the runs by how they ended.
    var line: String {
        let ended = [(summary.completed.count, "completed"), (summary.cached.count, "cached"), (summary.failed.count, "failed")]
        let counts = ended + [(count - ended.map(\.0).reduce(0, +), "not made")]
        let words = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        return words + (summary.interrupted ? "; interrupted: the same command makes the rest" : "")
    }

    /// A table of the failed runs: name, reason and folder of each; nil when none failed.
    var failures: String? {
        guard !summary.failed.isEmpty else { return nil }
        let rows = TextColumns.lines(summary.failed.map { ["  \($0.label)", $0.reason, "(\($0.directory))"] })
        return (["\(rows.count) of \(count) runs failed:"] + rows).joined(separator: "\n")
    }

    /// Nil when all went well.
    var exitCode: ExitCode? {
        if summary.interrupted { return ExitStatus.stopped(by: Interruption.stopSignal ?? SIGINT) }
        return summary.failed.isEmpty ? nil : ExitStatus.failed
    }
}
