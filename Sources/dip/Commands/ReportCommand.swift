import ArgumentParser
import Foundation
import Publishing
import Quoting
import Records
import Specs
import Wording

/// `dip report`: one page about all runs.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Write one page about all records: claims, figures, curves, tables, images.",
        discussion: """
            The page works offline. It covers the specs in the folder Experiments and those that records name, unless specs are named. \
            Figures are those that 'dip plot' has drawn; pictures are files beside the page, unless --single-file. \
            'dip serve' shows the same page while runs go on.
            """)

    @Argument(
        help: ArgumentHelp("Specs, or folders that are searched for specs.", valueName: "spec"), completion: .file())
    var experiments: [String] = []

    @Option(help: ArgumentHelp("The same as <spec> (repeatable).", valueName: "path"), completion: .file())
    var specs: [String] = []

    @OptionGroup var records: ResultsOption

    @Option(help: ArgumentHelp("The folder of figures.", valueName: "folder"), completion: .directory)
    var plots = PublishingRequest.standardPlots

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("The page; by default index.html in the folder of records.", valueName: "file"),
        completion: .file())
    var output: String?

    @Option(help: "The page's title.")
    var title = Self.standardTitle

    private static let standardTitle = "Measuring and controlling the spectral bias of the Deep Image Prior"

    @Flag(help: "Put the pictures into the page, so that it can be sent as one file.")
    var singleFile = false

    @Flag(help: "Leave out all images, for example photographs that may not be redistributed.")
    var withoutImages = false

    func validate() throws {
        guard !plots.isEmpty, output.map({ !$0.isEmpty }) ?? true else {
            throw ValidationError("--plots and --output need a name")
        }
    }

    func run() throws {
        let results = records.results
        guard Folder.exists(results) else {
            throw Refusal("\(results): this folder of records does not exist; 'dip run' creates it")
        }
        let path = output ?? "\(results)/index.html"
        if let output { try Output.check(output, against: requests, results: results) }
        let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
        // Known now rather than after all records are read.
        if case .file = try OutputPlace(path) { try Folder.create(folder) }
        let plan = try ReportPlan(
            specs: experiments + specs, results: results, plots: plots,
            links: singleFile ? .embedded : .relative(to: folder), leavesOutImages: withoutImages)
        let page = try plan.page(title: title, origin: "dip \(Version.current): \(command)")
        try Output.write(page.html, toFile: path)
    }

    /// The specs that the page may be about.
    private var requests: [PublishingRequest] {
        let named = experiments + specs
        let recorded = named.isEmpty ? ((try? records.store.all()) ?? []).compactMap { $0.record?.spec } : []
        let found = (named.isEmpty ? [ReportPlan.standardSpecs] : named).flatMap { place -> [String] in
            guard Folder.exists(place) else { return [place] }
            let names = FileManager.default.enumerator(atPath: place)?.compactMap { $0 as? String } ?? []
            return names.filter(Completions.isSpec).map { FilePath.join(place, $0) }
        }
        return (found + recorded).distinct.map { PublishingRequest(spec: $0, results: records.results, plots: plots) }
    }

    /// The command line that writes the page again.
    private var command: String {
        let results = records.results
        return ShellText.command(
            ["dip", "report"] + (experiments + specs).map(ScriptWord.path)
                + (results == PublishingRequest.standardResults ? [] : ["--results", ScriptWord.path(results)])
                + (plots == PublishingRequest.standardPlots ? [] : ["--plots", ScriptWord.path(plots)])
                + (output.map { ["--output", ScriptWord.path($0)] } ?? [])
                + (title == Self.standardTitle ? [] : ["--title=\(title)"])
                + (singleFile ? ["--single-file"] : []) + (withoutImages ? ["--without-images"] : []))
    }
}
