import ArgumentParser
import Foundation
import Publishing
import Quoting
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

            With --paper the table is another: the values that were read off the paper's figures, beside those of the \
            records at the same iteration, of all specs that are named. Shorter runs count as far as they go.
            """)

    @OptionGroup var request: SpecArguments

    @Option(help: "Output format: md, csv, json or latex.")
    var format = TableFormat.markdown

    @Option(
        help: ArgumentHelp(
            "Sort the rows, best first, by a column: a name in the CSV header, a heading or a measure.",
            valueName: "column"))
    var sortBy: String?

    @Flag(help: "Reverse the order of the rows.")
    var reverse = false

    @Option(help: ArgumentHelp("Only the table with this name, if the spec has several.", valueName: "table"))
    var name: String?

    @Flag(
        help: "Do without runs that have no record: means over the others are marked, and cells without any are empty.")
    var partial = false

    @Flag(help: "One table of the paper's figures instead: paper-figures.")
    var paper = false

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("A file, or a folder if it ends with a slash.", valueName: "file"), completion: .file())
    var output: String?

    func validate() throws {
        guard output.map({ !$0.isEmpty }) ?? true else { throw ValidationError("--output needs the name of a file") }
        guard sortBy != nil || !reverse else { throw ValidationError("--reverse needs --sort-by") }
        guard !paper || (name == nil && !partial) else {
            throw ValidationError(
                "--paper makes one table, of all records that there are: leave out --name and --partial")
        }
    }

    func run() throws {
        let texts = try (paper ? [paperFigures()] : tables()).map { (name: $0.name, text: $0.table.text(format)) }
        guard let output else {
            guard format == .json, texts.count > 1 else {
                return print(texts.map(\.text).joined(separator: "\n"), terminator: "")
            }
            let members = texts.map { "\(JSONString.quoted($0.name)): \($0.text.dropLast())" }
            return print("{" + members.joined(separator: ",\n") + "}\n", terminator: "")
        }
        guard output.hasSuffix("/") else {
            guard texts.count == 1 else {
                let specs = request.each.map(\.spec)
                throw Refusal(
                    specs.joined(separator: ", ")
                        + ": \(specs.count > 1 ? "have" : "has") \(texts.count) tables; choose "
                        + "one with --name, or give a folder: --output \(output)/")
            }
            return try Output.write(texts[0].text, toFile: output)
        }
        for table in texts {
            try Output.write(table.text, toFile: "\(output)\(table.name).\(format.fileExtension)")
        }
    }
}

extension TableCommand {
    private func tables() throws -> [(name: String, table: ResultTable)] {
        let made = try request.each.map {
            try ExperimentTables(
                $0.request(), named: name, isPartial: partial, sortedBy: sortBy, reversed: reverse)
        }
        made.flatMap(\.remarks).forEach(Terminal.complain)
        return made.flatMap(\.tables)
    }

    private func paperFigures() throws -> (name: String, table: ResultTable) {
        let made = try PaperFigures(request.each.map { $0.request() })
        made.remarks.forEach(Terminal.complain)
        var table = made.table
        if let sortBy { try table.sort(by: sortBy, reversed: reverse) }
        return (PaperFigures.name, table)
    }
}

extension TableFormat: ExpressibleByArgument {}
