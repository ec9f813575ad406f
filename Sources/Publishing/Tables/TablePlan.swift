import Datasets
import Quoting
import Records
import Reporting
import Specs
import Wording

/// The tables of an experiment.
package struct ExperimentTables {
    /// The tables, each with the name of its file.
    package let tables: [(name: String, table: ResultTable)]
    /// Remarks about the records for the reader, as sentences.
    package let remarks: [String]

    /// - Parameters:
    ///   - name: only the table of this name.
    ///   - isPartial: whether means are of those runs that have a record, instead of the table being refused; without any a cell stays
    ///     empty.
    ///   - column: sorts the rows by this column, best first, or worst first with `reversed`.
    /// - Throws: a `Refusal` when there is no such table, records are missing or the block does not fit the runs, a `TableError` for
    ///   an unknown column, and what reading specs, records and published values throws.
    package init(
        _ request: PublishingRequest, named name: String? = nil, isPartial: Bool = false,
        sortedBy column: String? = nil,
        reversed: Bool = false
    ) throws {
        let experiment = try request.experiment()
        let blocks = try Self.blocks(of: experiment, named: name, request)
        let found = try RecordedRun.all(of: experiment, in: request.store)
        var remarks: [String] = []
        tables = try blocks.map { block in
            let plan = TablePlan(request: request, experiment: experiment, block: block, isPartial: isPartial)
            var table = try plan.table()
            let own = try RecordedRun.remarks(found, request, showsRule: block.shows(rule:))
            table.notes += own.map { $0 + "." }
            remarks += own.filter { !remarks.contains($0) }
            if TableNotes.isPartial(table) {
                // CSV and JSON have no marks.
                let names = table.partialCells
                remarks.append(
                    "\(request.spec): means of those runs that have a record, as others are missing: \(names)")
            }
            if let column { try table.sort(by: column, reversed: reversed) }
            return (plan.name, table)
        }
        self.remarks = remarks
    }

    private static func blocks(of experiment: Experiment, named name: String?, _ request: PublishingRequest) throws
        -> [TableBlock]
    {
        guard let name else {
            let blocks = TablePlan.blocks(of: experiment)
            return blocks.isEmpty ? [.standard] : blocks
        }
        return try request.named(name, "table", in: experiment.tables, by: \.name)
    }
}

/// The table of one block of a spec.
struct TablePlan {
    let request: PublishingRequest
    let experiment: Experiment
    let block: TableBlock
    /// Whether means are of those runs that have a record, instead of the table being refused.
    var isPartial = false

    /// `<name>-<scale>`, without the scale at the published size, and the block's own name.
    var name: String {
        [experiment.name, experiment.scaleInNames, block.name ?? ""].filter { !$0.isEmpty }.joined(
            separator: "-") + OverrideName.suffix(request.overrides)
    }

    /// The spec's tables; without those that compare with the paper's figures where the runs have not the paper's size.
    static func blocks(of experiment: Experiment) -> [TableBlock] {
        experiment.tables.filter { $0.kind != .candidates || experiment.isOfPublishedSize }
    }

    /// The experiment with the spec's own values, without scale and arguments; nil where it cannot be read.
    var full: Experiment? { try? Experiment(contentsOf: request.spec) }

    /// Throws a `Refusal` when records are missing or the block does not fit the runs, and what reading records and published values throws.
    func table() throws -> ResultTable {
        guard block.kind != .candidates || experiment.isOfPublishedSize else {
            throw Refusal(
                "\(request.spec): a table of kind '\(block.kind.rawValue)' needs the paper's images at their own size, "
                    + "and the runs of this scale have others")
        }
        let found = try RecordedRun.all(of: experiment, in: request.store)
        let gap = RecordedRun.missing(found, of: experiment, request)
        if let gap, !isPartial { throw Refusal(gap) }
        let runs = zip(experiment.runs, found).map { (run: $0, recorded: $1) }
        var table =
            switch block.kind {
            case .results: try ResultRows(plan: self).table(runs)
            case .stopping: try StoppingRows(plan: self).table(found.compactMap(\.self))
            case .candidates: try CandidateRows(plan: self).table(found.compactMap(\.self))
            }
        table.title = block.title ?? experiment.title
        table.caption = TableNotes.caption(found.compactMap(\.self), scale: experiment.scale)
        table.command = ShellText.command(request.command("table") + (gap == nil ? [] : ["--partial"]))
        if let gap { table.notes.append("Incomplete: " + gap + ".") }
        return table
    }

    /// The values of a key in the order of the runs; throws a `Refusal` when it does not vary in these runs at all.
    func values(of key: String) throws -> [String] {
        let values = experiment.runs.compactMap { $0.value(of: key) }
        guard !values.isEmpty else {
            throw Refusal("\(request.spec): the table needs values of '\(key)', which is not swept here")
        }
        return values.distinct
    }

    /// What stands above the columns of one value of `key`.
    func heading(of value: String, key: String) -> String {
        block.label(for: ShownNames(experiment).value(value, of: key))
    }
}

/// Keys that tables accept in addition to the swept ones.
enum TableKey {
    static let image = "image"
    /// The key whose values are the names of variants.
    static let variant = TableBlock.variantKey
}

extension ResultTable {
    /// The marked cells by their rows and columns, `1: psnr_best, drop; 2: drop`.
    fileprivate var partialCells: String {
        rows.compactMap { row in
            let marked = zip(columns, row.cells).filter { $0.1.mark.contains(TableNotes.partialMark) }.map(\.0.name)
            return marked.isEmpty ? nil : row.headings.joined(separator: ", ") + ": " + marked.joined(separator: ", ")
        }
        .joined(separator: "; ")
    }
}
