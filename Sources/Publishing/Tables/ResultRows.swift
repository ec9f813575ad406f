import Records
import Reporting
import Specs
import Wording

/// The rows of a table of kind `results`: cases, and means over the last of their keys.
struct ResultRows {
    typealias Run = (run: ExperimentRun, recorded: RecordedRun?)

    let plan: TablePlan
    private var block: TableBlock { plan.block }

    func table(_ runs: [Run]) throws -> ResultTable {
        let keys = try rowKeys()
        let full = plan.full, names = ShownNames(plan.experiment)
        let all = try TableColumn.all(plan)
        let columns = try all.filter { try isMade($0, runs: runs.map(\.run), full: full) }
        let published = try PublishedColumns(block, experiment: plan.experiment, full: full, request: plan.request)
        var table = ResultTable(
            title: "", rowHeadings: keys.map(SettingName.shown),
            rowNames: keys.map { TableName.snakeCase(SettingName.last($0)) },
            columns: Self.unique(columns.flatMap(\.resultColumns)),
            rows: [])
        let cases = runs.map { run in keys.map { run.run.value(of: $0) ?? "" } }.distinct
        let hasMeans = block.hasMeans ?? (keys.last == TableKey.image)
        var notes: [String] = [], sources: [String] = []
        for group in cases.map({ Array($0.dropLast()) }).distinct {
            let members = cases.filter { Array($0.dropLast()) == group }
            let chosen = members.map { values in
                (
                    values: values,
                    runs: runs.filter { run in zip(keys, values).allSatisfy { (run.run.value(of: $0) ?? "") == $1 } }
                )
            }
            let found = try chosen.map { member in
                try columns.map { try numbers(member.runs, $0, row: member.values) }
            }
            func append(
                _ headings: [String], _ cells: [CellNumbers?], image: String?, count: Int, of runs: [Run], isMean: Bool
            ) {
                var row = ResultTable.Row(
                    headings: zip(headings, keys).map { names.value($0, of: $1) }, cells: [], isMean: isMean)
                for (column, numbers) in zip(columns, cells) {
                    if let numbers { row.cells.append(numbers.cell) }
                    let fitting = runs.map(\.run).filter { $0.fits(column.conditions) }
                    guard
                        let beside = published?.cells(
                            column, measured: numbers.flatMap { $0.isPartial ? nil : $0.spread?.mean }, image: image,
                            count: count, runs: fitting)
                    else { continue }
                    row.cells += beside.cells
                    notes += [beside.note].compactMap(\.self).filter { !notes.contains($0) }
                    sources += [beside.source].compactMap(\.self).filter { !sources.contains($0) }
                }
                table.rows.append(row)
            }
            for (member, cells) in zip(chosen, found) {
                let images = member.runs.map { $0.run.spec.source.image }.distinct
                append(
                    member.values, cells, image: images.count == 1 ? images[0] : nil, count: images.count,
                    of: member.runs, isMean: false)
            }
            if hasMeans, members.count > 1 {
                let means = columns.indices.map { column in
                    columns[column].column.quantity == nil ? nil : CellNumbers(meanOf: found.compactMap { $0[column] })
                }
                append(
                    group + ["mean"], means, image: nil, count: members.count, of: chosen.flatMap(\.runs), isMean: true)
            }
        }
        let isByImage = keys.last == TableKey.image
        table.markBest(BestScope(rawValue: block.best?.rawValue ?? "") ?? (isByImage ? .row : .column))
        table.notes = TableNotes.reading(table, over: block.over) + notes
        if !sources.isEmpty { table.notes.append("Published: \(sources.joined(separator: "; ")).") }
        let absent = all.count - columns.count
        if absent > 0 {
            table.notes.append(
                "Left out: \(absent) column\(absent == 1 ? "" : "s") of settings that were not run here.")
        }
        return table
    }

    /// Whether runs fit a column; throws a `Refusal` where none would fit at any scale, and where no column is left.
    private func isMade(_ column: TableColumn, runs: [ExperimentRun], full: Experiment?) throws -> Bool {
        if runs.contains(where: { $0.fits(column.conditions) }) { return true }
        let isOfAnotherScale = full?.runs.contains { $0.fits(column.conditions) } ?? false
        guard isOfAnotherScale, block.columns.count > 1 || block.across != nil else {
            throw Refusal(
                "\(plan.request.spec): no run fits the column '\(column.fullHeading)': "
                    + column.conditions.map { "\($0.key)=\($0.value)" }.joined(separator: " "))
        }
        return false
    }

    private func numbers(_ runs: [Run], _ column: TableColumn, row: [String]) throws -> CellNumbers? {
        guard let quantity = column.column.quantity else { return nil }
        return try CellNumbers(
            runs.filter { $0.run.fits(column.conditions) }, quantity, over: block.over,
            place: "\(plan.request.spec): the cell '\(column.fullHeading)' of \(row.joined(separator: ", "))")
    }

    /// The keys of the block, or all that vary, the image last.
    private func rowKeys() throws -> [String] {
        if let rows = block.rows {
            for key in rows { _ = try plan.values(of: key) }
            return rows
        }
        let chosen =
            block.columns.isEmpty
            ? []
            : block.columns[0].runs.map(\.key).filter { key in
                block.columns.allSatisfy { column in column.quantity == nil || column.runs.contains { $0.key == key } }
            }
        let used = block.over + chosen + [block.across].compactMap(\.self)
        let swept = plan.experiment.runs[0].axes.map(\.key)
        let varying = try (swept + [TableKey.image]).filter { key in
            let values = try plan.values(of: key)
            return values.count > 1 && !used.contains(key)
        }
        return varying.isEmpty ? [TableKey.image] : varying
    }

    /// Repeated names get a number.
    private static func unique(_ columns: [ResultTable.Column]) -> [ResultTable.Column] {
        var names: [String] = []
        return columns.map { column in
            var column = column, number = 2
            let name = column.name
            while names.contains(column.name) {
                column.name = "\(name)_\(number)"
                number += 1
            }
            names.append(column.name)
            return column
        }
    }
}
