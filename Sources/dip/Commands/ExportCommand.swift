import ArgumentParser
import Foundation
import Publishing
import Quoting
import Records
import Specs
import Wording

/// `dip export`: the curves of runs as one tidy table, or their records as a package for an archive.
struct ExportCommand: ParsableCommand {
    enum Format: String, CaseIterable, ExpressibleByArgument {
        case csv, json
    }

    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Export the curves of runs as one tidy table, or their records as an RO-Crate.",
        discussion: """
            One row for every recorded iteration of every run: experiment, key, scale, data set, image, seed, a column for each \
            setting in which the runs differ, then the columns of curves.csv. Without a spec, all complete records are exported. Undefined \
            values are empty cells, or null.

            --ro-crate writes a folder for an archive instead: the records, and metadata (RO-Crate 1.2, Process Run Crate 0.5) that \
            name each file with size and SHA-256, and each run with its program, times, settings and inputs. Images that runs read are named \
            by SHA-256 and not copied, and pictures made of them only with --pictures.
            """)

    @Argument(
        help: "The experiment's spec, a YAML file; without it all complete records are exported.",
        completion: .custom { words, _, prefix in Completions.specs(words, prefix) })
    var spec: String?

    @OptionGroup var settings: SpecSettings
    @OptionGroup var records: ResultsOption

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("A file to write, .csv or .json.", valueName: "file"), completion: .file())
    var output: String?

    @Option(help: "Output format (default: that of the file's name, else csv).")
    var format: Format?

    @Flag(help: "Leave out runs without a complete record.")
    var partial = false

    @Option(
        help: ArgumentHelp("Write the records and their metadata to this new folder.", valueName: "folder"),
        completion: .directory)
    var roCrate: String?

    @Option(
        name: [.customLong("license"), .customLong("licence")],
        help: ArgumentHelp(
            "The crate's licence, as an SPDX identifier such as CC-BY-4.0, or as a web address.", valueName: "licence"))
    var licence: String?

    @Option(
        help: ArgumentHelp(
            "Who ran the runs: a name, or 'Jane Doe <https://orcid.org/0000-0002-1825-0097>'.", valueName: "name"))
    var agent: String?

    @Flag(help: "Copy pictures that were made of image files into the crate, too.")
    var pictures = false

    func validate() throws {
        guard spec != nil || settings.scale == nil else { throw ValidationError("--scale needs a spec") }
        guard format != nil || output.map({ $0.hasSuffix(".csv") || $0.hasSuffix(".json") }) ?? true else {
            throw ValidationError("--output needs a name that ends in .csv or .json, or --format")
        }
        guard let roCrate else {
            guard licence == nil, agent == nil, !pictures else {
                throw ValidationError("--license, --agent and --pictures belong to --ro-crate")
            }
            return
        }
        guard !roCrate.isEmpty else { throw ValidationError("--ro-crate needs the name of a folder") }
        guard output == nil, format == nil else {
            throw ValidationError("--ro-crate writes a folder; --output and --format belong to the table of curves")
        }
    }

    func run() throws {
        let request = spec.map { spec in
            PublishingRequest(
                spec: spec, overrides: settings.overrides, scale: settings.scale?.settled(for: spec),
                results: records.results)
        }
        if let output { try Output.check(output, against: request.map { [$0] } ?? [], results: records.results) }
        let runs =
            try request.map { try ExportedRuns(of: $0, isPartial: partial) } ?? ExportedRuns(all: records.store)
        for remark in runs.remarks { Terminal.complain(remark) }
        if let roCrate { return try write(runs, to: roCrate) }
        let table = try CurveExport(runs).table()
        let isJSON = format.map { $0 == .json } ?? output?.hasSuffix(".json") ?? false
        let text = isJSON ? table.json : table.csv
        guard let output else { return print(text, terminator: "") }
        try Output.write(text, toFile: output)
    }

    private func write(_ runs: ExportedRuns, to folder: String) throws {
        let crate = try RunCrate(
            runs, spec: spec, licence: licence.map(CrateLicence.init), agent: agent.map(CrateAgent.init),
            pictures: pictures)
        try crate.write(to: folder)
        print(folder)
        if licence == nil {
            Terminal.complain("note: the crate states no licence; --license CC-BY-4.0, for example, states one")
        }
        if crate.runsWithoutPictures > 0 {
            let count = crate.runsWithoutPictures
            Terminal.complain(
                "note: the pictures of \(count) run\(count == 1 ? " were" : "s were") left out, because they were made of image files; "
                    + "--pictures copies them, where they are yours to publish")
        }
    }
}
