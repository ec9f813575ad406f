import ArgumentParser
import Foundation
import Harness
import Records
import Reporting
import Specs

/// `dip table`: the records of an experiment as the table that its spec asks for.
struct TableCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "table", abstract: "Make the table of an experiment from its records.",
        discussion: """
            Prints the table, or writes it to a file. An output that ends with a slash is a folder, which gets a file \
            <name>-<scale>.<format> for each table of the spec.
            """)

    @OptionGroup var request: SpecArguments

    @Option(help: "How the table is written: md, csv or latex.")
    var format = TableFormat.markdown

    @Option(help: ArgumentHelp("Order the rows by a column, the best first: a name of the CSV header, or a heading.", valueName: "column"))
    var sortBy: String?

    @Flag(help: "Order the rows the other way round.")
    var reverse = false

    @Option(help: ArgumentHelp("Only the table of this name, where the spec has several.", valueName: "table"))
    var name: String?

    @Flag(help: "Leave cells of runs without a record empty.")
    var partial = false

    @Option(name: [.customShort("o"), .long], help: ArgumentHelp("A file, or a folder with a slash at its end.", valueName: "file"))
    var output: String?

    func validate() throws {
        guard output.map({ !$0.isEmpty }) ?? true else { throw ValidationError("--output needs the name of a file") }
        guard sortBy != nil || !reverse else { throw ValidationError("--reverse needs --sort-by") }
    }

    func run() throws {
        let experiment = try request.experiment()
        let plans = try blocks(of: experiment).map { TablePlan(request: request, experiment: experiment, block: $0, isPartial: partial) }
        let found = try RecordedRun.all(of: experiment, in: request.store)
        var remarks: [String] = []
        let tables = try plans.map { plan in
            var table = try plan.table()
            let own = try RecordedRun.remarks(found, request, showsRule: plan.block.shows(rule:))
            table.notes += own.map { $0 + "." }
            remarks += own.filter { !remarks.contains($0) }
            if let sortBy { try table.sort(by: sortBy, reversed: reverse) }
            return (name: plan.name, text: table.text(format))
        }
        remarks.forEach(Terminal.complain)
        guard let output else { return print(tables.map(\.text).joined(separator: "\n"), terminator: "") }
        guard output.hasSuffix("/") else {
            guard tables.count == 1 else {
                throw Refusal("\(request.spec): has \(tables.count) tables; choose one with --name, or name a folder: --output \(output)/")
            }
            return try write(tables[0].text, to: output)
        }
        try Folder.create(String(output.dropLast()))
        for table in tables { try write(table.text, to: "\(output)\(table.name).\(format.fileExtension)") }
    }

    private func write(_ text: String, to path: String) throws {
        try AtomicFile.write(text, to: path)
        print(path)
    }

    private func blocks(of experiment: Experiment) throws -> [TableBlock] {
        guard !experiment.tables.isEmpty else {
            throw Refusal("\(request.spec): has no 'table' block, which says what the table of the records shows")
        }
        guard let name else { return experiment.tables }
        let chosen = experiment.tables.filter { $0.name == name }
        guard !chosen.isEmpty else {
            throw Refusal("\(request.spec): has no table '\(name)'; it has: "
                + experiment.tables.map { $0.name ?? "one without a name" }.joined(separator: ", "))
        }
        return chosen
    }
}

extension TableFormat: ExpressibleByArgument {}
