import Records
import Reporting
import Wording

/// The rows of a table of kind `stopping`: how far from the best iteration each rule stops, how much it saves, and how often it fires.
struct StoppingRows {
    let plan: TablePlan
    /// The rule that needs the clean image; it is not ranked with the others.
    private static let oracle = "oracle"

    func table(_ runs: [RecordedRun]) throws -> ResultTable {
        let isByVariant = plan.experiment.runs[0].axes.contains { $0.key == TableKey.variant }
        let across = plan.block.across ?? (isByVariant ? TableKey.variant : nil)
        let groups: [String?] = try across.map(plan.values) ?? [nil]
        let rules = try runs.flatMap { try $0.numbers.stops() }.reduce(into: [(rule: String, parameters: String)]()) {
            rules, row in
            if !rules.contains(where: { $0 == (row.rule, row.parameters) }) { rules.append((row.rule, row.parameters)) }
        }
        guard !rules.isEmpty else {
            throw Refusal(
                "\(plan.request.spec): no run has a file \(StopTable.file), which holds the choices of stopping rules; "
                    + "'dip describe spec' says how to set stopping rules in a spec")
        }
        let columns = groups.flatMap { group in
            Self.columns(across.flatMap { key in group.map { plan.heading(of: $0, key: key) } })
        }
        var table = ResultTable(title: "", rowHeadings: ["rule", "parameters"], columns: columns, rows: [])
        for (rule, parameters) in rules {
            let cells = try groups.flatMap { group in
                try self.cells(
                    rule, parameters,
                    of: runs.filter { run in
                        across.map { run.run.value(of: $0) == group } ?? true
                    })
            }
            table.rows.append(
                ResultTable.Row(headings: [rule, parameters], cells: cells, isRanked: rule != Self.oracle))
        }
        table.markBest(BestScope(rawValue: plan.block.best?.rawValue ?? "") ?? .column)
        table.notes =
            [
                "Gap: PSNR of the best iteration less that of the chosen image. Decided at: the iteration at which the rule knew its choice, "
                    + "for which a user waits. Saved: the share of the iterations after it. A rule that never fires leaves the end of the run, and saves nothing."
            ]
            + TableNotes.reading(table, over: ["run"])
        return table
    }

    private static func columns(_ group: String?) -> [ResultTable.Column] {
        func column(_ heading: String, _ name: String, digits: Int = 0, largerIsBetter: Bool? = nil)
            -> ResultTable.Column
        {
            ResultTable.Column(
                heading: heading, group: group, name: (group.map { TableName.snakeCase($0) + "_" } ?? "") + name,
                digits: digits,
                largerIsBetter: largerIsBetter)
        }
        return [
            column("gap (dB)", "gap", digits: 2, largerIsBetter: false), column("decided at", "decided_at"),
            column("saved (%)", "saved"),
            column("fired", "fired"), column("runs", "runs"),
        ]
    }

    private func cells(_ rule: String, _ parameters: String, of runs: [RecordedRun]) throws -> [ResultTable.Cell] {
        let ran = try runs.filter { run in
            try run.numbers.stops().contains { ($0.rule, $0.parameters) == (rule, parameters) }
        }
        func spread(_ measure: RunMetric) throws -> SeedSummary.Spread? {
            SeedSummary.Spread(
                try ran.compactMap {
                    try $0.numbers.value(MetricQuery(measure, rule: rule, parameters: parameters))?.number
                })
        }
        func cell(_ spread: SeedSummary.Spread?) -> ResultTable.Cell {
            ResultTable.Cell(spread.map { .number($0.mean, deviation: $0.deviation) } ?? .empty)
        }
        guard !ran.isEmpty else { return [ResultTable.Cell](repeating: ResultTable.Cell(.empty), count: 5) }
        let fired = try ran.count { run in
            try run.numbers.value(MetricQuery(.stopIteration, rule: rule, parameters: parameters))?.isOfTheEnd == false
        }
        return [
            cell(try spread(.stopGap)), cell(try spread(.decidedAt)), cell(try spread(.stopSaved)),
            ResultTable.Cell(.number(Double(fired), deviation: nil)),
            ResultTable.Cell(.number(Double(ran.count), deviation: nil)),
        ]
    }
}
