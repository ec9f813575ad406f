import Harness
import Quoting
import Records
import Reporting
import Specs

/// A table of an experiment's records.
struct TablePlan {
    let request: SpecArguments
    let experiment: Experiment
    let block: TableBlock
    /// Whether cells of runs without a record stay empty, instead of the table being refused.
    var isPartial = false

    /// `<name>-<scale>`, and the block's own name.
    var name: String {
        [experiment.name, experiment.scale?.rawValue ?? "", block.name ?? ""].filter { !$0.isEmpty }.joined(separator: "-")
    }

    /// The experiment with the spec's own values, without scale and arguments; nil where it cannot be read.
    var full: Experiment? { try? Experiment(contentsOf: request.spec) }

    /// Throws a `Refusal` when records are missing or the block does not fit the runs, and what reading records and published values throws.
    func table() throws -> ResultTable {
        let found = try RecordedRun.all(of: experiment, in: request.store)
        let gap = RecordedRun.missing(found, of: experiment, request)
        if let gap, !isPartial { throw Refusal(gap) }
        let runs = zip(experiment.runs, found).map { (run: $0, recorded: $1) }
        var table = try block.kind == .stopping ? StoppingRows(plan: self).table(found.compactMap(\.self)) : ResultRows(plan: self).table(runs)
        table.title = block.title ?? experiment.title
        table.caption = TableNotes.caption(found.compactMap(\.self), scale: experiment.scale)
        table.command = ShellText.command(request.command("table"))
        if let gap { table.notes.append("Incomplete: " + gap + ".") }
        return table
    }

    /// The values of a key in the order of the runs; throws a `Refusal` when it does not vary in these runs at all.
    func values(of key: String) throws -> [String] {
        let values = experiment.runs.compactMap { $0.value(of: key) }
        guard !values.isEmpty else {
            throw Refusal("\(request.spec): the table asks for values of '\(key)', which is not swept here")
        }
        return values.reduce(into: []) { if !$0.contains($1) { $0.append($1) } }
    }
}

/// Keys that tables know beside the swept ones.
enum TableKey {
    static let image = "image"
    /// The key whose values are the names of variants.
    static let variant = TableBlock.variantKey
}
