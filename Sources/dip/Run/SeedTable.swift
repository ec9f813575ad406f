import Harness
import Records
import Reporting
import Specs

/// What the seeds of each case come to, for the end of `dip run`.
struct SeedTable {
    let summaries: [SeedSummary]

    /// Of the experiment's complete runs; throws `RecordError`.
    init(_ experiment: Experiment, store: RunStore) throws {
        summaries = SeedSummary.groups(try experiment.records(in: store).compactMap { $0?.record })
    }

    /// Nil when no case has several seeds.
    var text: String? {
        guard summaries.contains(where: { $0.seeds.count > 1 }) else { return nil }
        let hasAverages = summaries.contains { $0.averaged != nil }
        let header = ["case", "seeds", "final PSNR", "best PSNR"] + (hasAverages ? ["final PSNR of the average"] : [])
        let rows = summaries.map { summary in
            [summary.label, summary.seeds.map(String.init).joined(separator: ", "), Self.words(summary.final), Self.words(summary.peak)]
                + (hasAverages ? [Self.words(summary.averaged)] : [])
        }
        return "Mean ± sample standard deviation over seeds:\n" + TextColumns.lines([header] + rows).map { "  \($0)\n" }.joined()
    }

    private static func words(_ spread: SeedSummary.Spread?) -> String { spread.map { "\($0)" } ?? "-" }
}
