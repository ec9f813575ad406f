import ArgumentParser
import Foundation
import Publishing
import Records
import Wording

/// `dip report`: one page about all runs.
struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Write one page about all records: tables, figures, images, provenance.",
        discussion: """
            The page is self-contained and works offline. It covers the specs in the folder Experiments, unless --specs names others. \
            Figures are those that 'dip plot' has drawn; cells of missing runs stay empty.
            """)

    @Option(
        help: ArgumentHelp(
            "A spec, or a folder that is searched for specs (repeatable).", valueName: "path"))
    var specs: [String] = ["Experiments"]

    @Option(help: ArgumentHelp("The folder of records.", valueName: "folder"))
    var results = PublishingRequest.standardResults

    @Option(help: ArgumentHelp("The folder of figures.", valueName: "folder"))
    var plots = PublishingRequest.standardPlots

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("The page; by default index.html in the folder of records.", valueName: "file"))
    var output: String?

    @Option(help: "The page's title.")
    var title = "Measuring and controlling the spectral bias of the Deep Image Prior"

    @Flag(help: "Leave out all images, for example photographs that may not be redistributed.")
    var withoutImages = false

    func validate() throws {
        guard !results.isEmpty, !plots.isEmpty, output.map({ !$0.isEmpty }) ?? true else {
            throw ValidationError("--results, --plots and --output need a name")
        }
    }

    func run() throws {
        guard Folder.exists(results) else {
            throw Refusal("\(results): this folder of records does not exist; 'dip run' creates it")
        }
        let page = try ReportPlan(specs: specs, results: results, plots: plots, leavesOutImages: withoutImages).page(
            title: title)
        let path = output ?? "\(results)/index.html"
        try AtomicFile.write(page.html, to: path)
        print(path)
    }
}
