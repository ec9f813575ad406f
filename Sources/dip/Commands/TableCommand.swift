import ArgumentParser
import Foundation
import Publishing
import Records
import Reporting
import Wording

/// `dip table`: the records of an experiment as the table that its spec asks for.
struct TableCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "table", abstract: "Write the table of an experiment from its records.",
        discussion: """
            Prints the table, or writes it to a file. An output that ends with a slash is a folder; each table of the \
            spec becomes a file <name>-<scale>.<format> in it.
            """)

    @OptionGroup var request: SpecArguments

    @Option(help: "Output format: md, csv or latex.")
    var format = TableFormat.markdown

    @Option(
        help: ArgumentHelp(
            "Sort the rows by a column, best first: a name in the CSV header, or a heading.", valueName: "column"))
    var sortBy: String?

    @Flag(help: "Reverse the order of the rows.")
    var reverse = false

    @Option(help: ArgumentHelp("Only the table with this name, if the spec has several.", valueName: "table"))
    var name: String?

    @Flag(help: "Leave cells of runs without a record empty.")
    var partial = false

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("A file, or a folder if it ends with a slash.", valueName: "file"))
    var output: String?

    func validate() throws {
        guard output.map({ !$0.isEmpty }) ?? true else { throw ValidationError("--output needs the name of a file") }
        guard sortBy != nil || !reverse else { throw ValidationError("--reverse needs --sort-by") }
    }

    func run() throws {
        let made = try ExperimentTables(
            request.request(), named: name, isPartial: partial, sortedBy: sortBy, reversed: reverse)
        made.remarks.forEach(Terminal.complain)
        let texts = made.tables.map { (name: $0.name, text: $0.table.text(format)) }
        guard let output else { return print(texts.map(\.text).joined(separator: "\n"), terminator: "") }
        guard output.hasSuffix("/") else {
            guard texts.count == 1 else {
                throw Refusal(
                    "\(request.spec): has \(texts.count) tables; choose one with --name, or give a folder: --output \(output)/"
                )
            }
            return try write(texts[0].text, to: output)
        }
        try Folder.create(String(output.dropLast()))
        for table in texts { try write(table.text, to: "\(output)\(table.name).\(format.fileExtension)") }
    }

    private func write(_ text: String, to path: String) throws {
        try AtomicFile.write(text, to: path)
        print(path)
    }
}

extension TableFormat: ExpressibleByArgument {}
