import ArgumentParser
import Foundation
import Harness
import Quoting
import Records

/// How the runs ended, in words and as an exit status.
struct Outcome {
    let summary: RunSummary
    /// Number of runs of the plan.
    let count: Int
    /// The words of a command that makes only the run with this key.
    let again: (String) -> [String]

    private static let shownLogLines = 4

    /// One line that counts the runs by how they ended.
    var line: String {
        let ended = [(summary.completed.count, "completed"), (summary.cached.count, "cached"), (summary.failed.count, "failed"),
                     (summary.elsewhere.count, "running elsewhere")]
        let counts = ended + [(count - ended.map(\.0).reduce(0, +), "not made")]
        let words = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        return words + (summary.interrupted ? "; interrupted: the same command makes the rest" : "")
    }

    /// The failed runs: name, reason and folder of each, the end of its log, and the command that makes it again; nil when none failed.
    var failures: String? {
        guard !summary.failed.isEmpty else { return nil }
        let rows = TextColumns.lines(summary.failed.map { ["  \($0.label)", $0.reason, "(\($0.directory))"] })
        let each = zip(summary.failed, rows).flatMap { failure, row in
            [row] + log(failure.directory).map { "      \($0)" } + ["    again: \(ShellText.command(again(failure.key)))"]
        }
        return (["\(rows.count) of \(count) runs failed:"] + each).joined(separator: "\n")
    }

    private func log(_ directory: String) -> [Substring] {
        ((try? TextFile.read(directory + "/log.txt")) ?? "").split(separator: "\n").suffix(Self.shownLogLines)
    }

    /// Nil when all went well.
    var exitCode: ExitCode? {
        if summary.interrupted { return ExitStatus.stopped(by: Interruption.stopSignal ?? SIGINT) }
        return summary.failed.isEmpty ? nil : ExitStatus.failed
    }
}
