import ArgumentParser
import Foundation
import Publishing
import Quoting
import Records
import Reporting
import Wording

/// `dip table`: the records of an experiment as the table that its spec asks for.
struct TableCommand: SpecCommand {
    static let configuration = CommandConfiguration(
        commandName: "table", abstract: "Write the table of an experiment from its records.",
        discussion: """
            Prints the table, or writes it to a file. An output that ends with a slash is a folder; each table of the \
            spec becomes a file <name>-<scale>.<format> in it.

            With --paper the table is another: the values that were read off the paper's figures, beside those of the \
            records at the same iteration, of all specs that are named. Shorter runs count as far as they go.
            """)

    @OptionGroup var path: SpecPath
    @OptionGroup var settings: SpecSettings
    @OptionGroup var records: ResultsOption

    @Option(
        name: .customLong("format"), help: "Output format: md, csv, json or latex; several with an output folder.")
    var formats = [TableFormat.markdown]

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
        help:
            "Skip runs without a record: means over the remaining runs are marked, and cells without any run stay empty."
    )
    var partial = false

    @Flag(help: "One table of the paper's figures instead: paper-figures.")
    var paper = false

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("A file, or a folder if it ends with a slash.", valueName: "file"), completion: .file())
    var output: String?

    func validate() throws {
        guard output.map({ !$0.isEmpty }) ?? true else { throw ValidationError("--output needs the name of a file") }
        guard formats.count == 1 || output?.hasSuffix("/") == true else {
            throw ValidationError("more than one --format needs a folder for the tables, such as --output Tables/")
        }
        guard sortBy != nil || !reverse else { throw ValidationError("--reverse needs --sort-by") }
        guard !paper || (name == nil && !partial) else {
            throw ValidationError(
                "--paper makes one table, of all records that there are: leave out --name and --partial")
        }
    }

    func run() throws {
        if let output { try check(output) }
        let tables = try paper ? [paperFigures()] : tables()
        guard let output else {
            let texts = tables.map { $0.table.text(formats[0]) }
            guard formats[0] == .json, texts.count > 1 else {
                return print(texts.joined(separator: "\n"), terminator: "")
            }
            let members = zip(tables, texts).map { "\(JSONString.quoted($0.name)): \($1.dropLast())" }
            return print("{" + members.joined(separator: ",\n") + "}\n", terminator: "")
        }
        guard output.hasSuffix("/") else {
            guard tables.count == 1 else {
                let specs = request.each.map(\.spec)
                throw Refusal(
                    specs.joined(separator: ", ")
                        + ": \(specs.count > 1 ? "have" : "has") \(tables.count) tables; choose "
                        + "one with --name, or give a folder: --output \(output)/")
            }
            return try Output.write(tables[0].table.text(formats[0]), toFile: output)
        }
        let files = tables.flatMap { table -> [(path: String, text: String)] in
            formats.map { (path: "\(output)\(table.name).\($0.fileExtension)", text: table.table.text($0)) }
        }
        for file in files { try check(file.path) }
        for file in files { try Output.write(file.text, toFile: file.path) }
    }
}

extension TableCommand {
    private func check(_ path: String) throws {
        try Output.check(path, against: request.each.map { $0.request() }, results: records.results)
    }

    private func tables() throws -> [(name: String, table: ResultTable)] {
        let made = try request.each.map {
            try ExperimentTables(
                $0.request(), named: name, isPartial: partial, sortedBy: sortBy, reversed: reverse)
        }
        made.flatMap(\.remarks).forEach(Terminal.complain)
        let tables = made.flatMap(\.tables), names = tables.map(\.name)
        // One would replace the other.
        let areNamed = output?.hasSuffix("/") == true || output == nil && formats[0] == .json
        if areNamed, let twice = names.indices.first(where: { names[..<$0].contains(names[$0]) }) {
            throw Refusal(
                "\(request.each.map(\.spec).joined(separator: ", ")): two tables are called '\(names[twice])'; "
                    + "ask for one spec at a time")
        }
        return tables
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
