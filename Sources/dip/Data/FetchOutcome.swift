import ArgumentParser
import Foundation
import Harness

/// How fetching ended, in words and as an exit status.
struct FetchOutcome {
    let summary: DatasetFetch.Summary

    /// One line that counts the files by how they ended.
    var line: String {
        let counts = [(summary.fetched, "fetched"), (summary.wereThere, "there before"), (summary.failures.count, "failed"),
                      (summary.notTried, "not tried")]
        let words = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        return words + (exitCode == nil ? "" : "; the same command goes on with what is missing")
    }

    /// The files that failed and why; nil when none did.
    var failures: String? {
        guard !summary.failures.isEmpty else { return nil }
        let rows = TextColumns.lines(summary.failures.map { ["  \($0.label)", $0.reason] })
        return (["\(rows.count) file\(rows.count == 1 ? " was" : "s were") not fetched:"] + rows).joined(separator: "\n")
    }

    /// Nil when all went well.
    var exitCode: ExitCode? {
        if summary.interrupted { return ExitStatus.stopped(by: Interruption.stopSignal ?? SIGINT) }
        return summary.failures.isEmpty && summary.notTried == 0 ? nil : ExitStatus.failed
    }
}
