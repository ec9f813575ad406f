import ArgumentParser
import Foundation
import Quoting
import Records
import Reporting
import Runs
import Wording

/// The outcome of all runs, in words and as an exit status.
struct RunSummaryText {
    let summary: RunSummary
    /// Number of runs of the plan.
    let count: Int
    /// The words of a command that runs only the run with this key.
    let again: (String) -> [String]

    private static let shownLogLines = 4

    /// One line that counts the runs by how they ended.
    var line: String {
        let ended = [
            (summary.completed.count, "completed"), (summary.cached.count, "cached"), (summary.failed.count, "failed"),
            (summary.elsewhere.count, "running elsewhere"),
        ]
        let counts = ended + [(count - ended.map(\.0).reduce(0, +), "not run")]
        let words = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
        return words + (summary.interrupted ? "; interrupted: repeat the command to resume" : "")
    }

    /// The failed runs: name, reason and folder of each, the end of its log, and the command that runs it again; nil when none failed.
    var failures: String? {
        guard !summary.failed.isEmpty else { return nil }
        let cells = summary.failed.map { ["  \($0.label)", $0.reason, "(\($0.directory))"].map(TerminalText.line) }
        let rows = TextColumns.lines(cells)
        let each = zip(summary.failed, rows).flatMap { failure, row in
            [row] + log(failure.directory).map { "      \($0)" } + [
                "    again: \(ShellText.command(again(failure.key)))"
            ]
        }
        return (["\(rows.count) of \(count) runs failed:"] + each).joined(separator: "\n")
    }

    private func log(_ directory: String) -> [Substring] {
        ((try? TextFile.read("\(directory)/\(RecordFile.log)")) ?? "").split(separator: "\n").suffix(Self.shownLogLines)
    }

    /// Nil when all went well.
    var exitCode: ExitCode? {
        if summary.interrupted { return ExitStatus.stopped(by: Interruption.stopSignal ?? SIGINT) }
        return summary.failed.isEmpty ? nil : ExitStatus.failed
    }
}

/// Mean and standard deviation over the seeds of each case, printed at the end of `dip run`.
struct SeedTable {
    let summaries: [SeedSummary]

    /// Summarises the complete runs of the plan's experiment that were made in its place, of the files as they are now. Throws `RecordError`.
    init(_ plan: ExperimentPlan) throws {
        let driver = plan.place.driver
        summaries = SeedSummary.groups(
            try plan.experiment.foundRecords(in: plan.store, madeOn: driver).compactMap(\.self)
                .filter(\.changedFiles.isEmpty).compactMap(\.stored.record)
                .filter { $0.provenance.device?.driver == driver?.rawValue })
    }

    /// Nil when no case has several seeds.
    var text: String? {
        guard summaries.contains(where: { $0.seeds.count > 1 }) else { return nil }
        let hasAverages = summaries.contains { $0.averaged != nil }
        let header =
            ["case", "seeds", "last iteration", "best PSNR"] + (hasAverages ? ["last average"] : [])
        let rows = summaries.map { summary in
            [
                summary.label, summary.seeds.map(String.init).joined(separator: ", "), Self.words(summary.final),
                Self.words(summary.peak),
            ]
                + (hasAverages ? [Self.words(summary.averaged)] : [])
        }
        return "PSNR, mean ± sample standard deviation over seeds:\n"
            + TextColumns.lines([header] + rows).map { "  \($0)\n" }.joined()
    }

    private static func words(_ spread: SeedSummary.Spread?) -> String { spread.map { "\($0)" } ?? "-" }
}
