import Records
import Reporting
import Specs
import Wording

/// The numbers of one cell, by the values of the keys that are averaged over.
struct CellNumbers {
    /// E.g. seed 0 and seed 1; in the order of the runs.
    private(set) var values: [(over: [String], number: Double)] = []
    /// Whether one of the numbers is of a stopping rule that never fired.
    private(set) var isOfTheEnd = false
    /// Whether a run lacks the number: then there is no mean.
    private(set) var isIncomplete = false
    /// Whether a run has no record, so that the mean is that of the others.
    private(set) var isPartial = false

    /// The quantity for each run; nil is a run without a record, which only a partial table has.
    ///
    /// Throws a `Refusal` when runs differ in keys that are not averaged over, and `RecordError`.
    init(_ runs: [(run: ExperimentRun, recorded: RecordedRun?)], _ quantity: MetricQuery, over: [String], place: String)
        throws
    {
        for (run, recorded) in runs {
            guard let recorded else {
                isPartial = true
                continue
            }
            guard let value = try recorded.numbers.value(quantity) else {
                isIncomplete = true
                continue
            }
            let key = over.map { run.value(of: $0) ?? "" }
            if let other = values.first(where: { $0.over == key }) {
                // Runs on the same degraded image share its numbers.
                guard other.number == value.number else {
                    throw Refusal(Self.ambiguity(runs.map(\.run), over: over, place: place))
                }
                continue
            }
            values.append((key, value.number))
            if value.isOfTheEnd { isOfTheEnd = true }
        }
    }

    /// The means over cells, for each of the values that are averaged over.
    init(meanOf cells: [CellNumbers]) {
        isOfTheEnd = cells.contains(where: \.isOfTheEnd)
        isPartial = cells.contains(where: \.isPartial)
        isIncomplete = cells.isEmpty || cells.contains { $0.isIncomplete || $0.values.isEmpty }
        guard !isIncomplete else { return }
        let keys = cells[0].values.map(\.over)
        let shares = cells.allSatisfy {
            $0.values.count == keys.count && $0.values.allSatisfy { value in keys.contains(value.over) }
        }
        guard shares else {
            let means: [Double] = cells.compactMap { $0.spread?.mean }
            values = [([], means.reduce(0, +) / Double(cells.count))]
            return
        }
        values = keys.map { key -> (over: [String], number: Double) in
            let numbers: [Double] = cells.map { cell in cell.values.first { $0.over == key }!.number }
            return (key, numbers.reduce(0, +) / Double(cells.count))
        }
    }

    /// Nil when there is no number, or a run lacks it.
    var spread: SeedSummary.Spread? { isIncomplete ? nil : SeedSummary.Spread(values.map(\.number)) }

    var cell: ResultTable.Cell {
        guard let spread else { return ResultTable.Cell(.empty) }
        return ResultTable.Cell(
            .number(spread.mean, deviation: spread.deviation),
            mark: (isOfTheEnd ? TableNotes.endMark : "") + (isPartial ? TableNotes.partialMark : ""),
            // A rule that never fired chose nothing: the value is that of the end, which other columns show.
            isRanked: !isOfTheEnd)
    }

    private static func ambiguity(_ runs: [ExperimentRun], over: [String], place: String) -> String {
        let keys = (["image"] + (runs.first?.axes.map(\.key) ?? [])).filter { key in
            !over.contains(key) && Set(runs.map { $0.value(of: key) }).count > 1
        }
        return "\(place) combines runs that differ in \(keys.map { "'\($0)'" }.joined(separator: ", ")); "
            + "name it in 'rows', 'across' or 'over', or choose a value by the column's 'where'"
    }
}
