import Records
import Reporting
import Specs
import Wording

/// The caption above a table and the notes below it.
enum TableNotes {
    static let endMark = "†"
    /// Marks a mean over fewer runs than the table asks for.
    static let partialMark = "‡"

    /// Scale, sizes, iterations and seeds of the runs.
    static func caption(_ runs: [RecordedRun], scale: Scale?) -> String {
        let sizes = runs.map(\.size).filter { !$0.isEmpty }.distinct
        let iterations = runs.map(\.record.iterations).distinct.sorted()
        let seeds = runs.map(\.record.seed).distinct.sorted()
        let parts = [
            scale.flatMap { $0 == .published ? nil : "Scale \($0.rawValue)" },
            sizes.isEmpty ? nil : sizes.count > 4 ? "\(sizes.count) sizes" : sizes.joined(separator: ", ") + " pixels",
            iterations.isEmpty ? nil : iterations.map(String.init).joined(separator: ", ") + " iterations",
            seeds.isEmpty ? nil : "seed\(seeds.count > 1 ? "s" : "") " + seeds.map(String.init).joined(separator: ", "),
        ].compactMap(\.self)
        let text = parts.joined(separator: "; ")
        return text.prefix(1).uppercased() + text.dropFirst()
    }

    /// Notes that explain deviations, marks and bold cells.
    static func reading(_ table: ResultTable, over: [String]) -> [String] {
        let cells = table.rows.flatMap(\.cells)
        let hasEnds = cells.contains { $0.mark.contains(endMark) }
        let hasDeviation = cells.contains { if case .number(_, deviation: .some) = $0.content { true } else { false } }
        return
            (hasDeviation
            ? ["Mean ± sample standard deviation over \(over.map(SettingName.several).joined(separator: " and "))."]
            : [])
            + (hasEnds
                ? ["\(endMark) The rule never fired in at least one run, for which the end of the run counts."] : [])
            + (isPartial(table)
                ? ["\(partialMark) The mean of those runs that have a record; others are missing."] : [])
            + (cells.contains(where: \.isBest)
                ? [hasEnds ? "Bold: the best; values with \(endMark) are not compared." : "Bold: the best."] : [])
    }

    /// Whether a cell is the mean of fewer runs than the table asks for.
    static func isPartial(_ table: ResultTable) -> Bool {
        table.rows.contains { $0.cells.contains { $0.mark.contains(partialMark) } }
    }
}
