import ArgumentParser
import Foundation
import Publishing
import Quoting
import Records
import Specs
import Wording

/// `dip export`: the curves of runs as one tidy table.
struct ExportCommand: ParsableCommand {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case csv, json
    }

    static let configuration = CommandConfiguration(
        commandName: "export", abstract: "Export the curves of runs as one tidy table.",
        discussion: """
            One row for every recorded iteration of every run: experiment, key, scale, data set, image, seed, a column for each \
            setting in which the runs differ, then the columns of curves.csv. Without a spec, all complete records are exported. Undefined \
            values are empty cells, or null.
            """)

    @Argument(
        help: "The experiment's spec, a YAML file; without it all complete records are exported.",
        completion: .custom { words, _, prefix in Completions.specs(words, prefix) })
    var spec: String?

    @Argument(
        help: ArgumentHelp("Settings to override, as for 'dip run'.", valueName: "key=value"),
        completion: .custom { words, _, prefix in Completions.specs(words, prefix) })
    var overrides: [String] = []

    @Option(help: "Use the spec's block for this scale.")
    var scale: Scale?

    @Option(help: ArgumentHelp("The folder of records.", valueName: "folder"), completion: .directory)
    var results = PublishingRequest.standardResults

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("A file to write, .csv or .json.", valueName: "file"), completion: .file())
    var output: String?

    @Option(help: "Output format (default: that of the file's name, else csv).")
    var format: Format?

    @Flag(help: "Leave out runs without a complete record.")
    var partial = false

    func validate() throws {
        guard !results.isEmpty else { throw ValidationError("--results needs the name of a folder") }
        guard spec != nil || scale == nil else { throw ValidationError("--scale needs a spec") }
        guard format != nil || output.map({ $0.hasSuffix(".csv") || $0.hasSuffix(".json") }) ?? true else {
            throw ValidationError("--output needs a name that ends in .csv or .json, or --format")
        }
    }

    func run() throws {
        let export =
            try spec.map {
                try CurveExport(
                    PublishingRequest(spec: $0, overrides: overrides, scale: scale, results: results),
                    isPartial: partial)
            } ?? CurveExport(all: RunStore(root: results))
        let table = try export.table()
        let isJSON = format.map { $0 == .json } ?? output?.hasSuffix(".json") ?? false
        let text = isJSON ? table.json : table.csv
        guard let output else { return print(text, terminator: "") }
        try Output.write(text, toFile: output)
    }
}
