import Architectures
import ArgumentParser
import Foundation
import Imaging
import Kernels
import Networks
import Publishing
import Quoting
import Records
import Restoration
import Specs
import Spectra
import Wording

/// `dip list`: what a spec may name, and which datasets and runs exist.
struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List what specs may name, the datasets, or the runs.",
        discussion: """
            Without an argument, shows what can be listed. 'dip list runs' has a column for every setting in which the runs of an \
            experiment differ.
            """)

    @Argument(help: "What to list.")
    var thing: Catalogue?

    @Argument(
        help: ArgumentHelp(
            "Only runs that fit: a part of the run's name or image, or key=value of a column or setting.",
            valueName: "filter"),
        completion: .custom { words, _, _ in Completions.runs(words) })
    var filters: [String] = []

    @Option(
        help: ArgumentHelp(
            "Sort runs by a column or setting: results best first, others upwards.", valueName: "column"))
    var sortBy: String?

    @Flag(help: "Reverse the order of the runs.")
    var reverse = false

    @Option(help: "How the list is printed.")
    var format = ListFormat.text

    @OptionGroup var records: ResultsOption

    func validate() throws {
        guard thing == .runs || filters.isEmpty && sortBy == nil else {
            throw ValidationError("filters and --sort-by belong to 'dip list runs'")
        }
        guard sortBy != nil || !reverse else { throw ValidationError("--reverse needs --sort-by") }
    }

    func run() throws {
        guard let thing else {
            return show(["name", "what"], Catalogue.allCases.map { [$0.rawValue, $0.explanation] })
        }
        guard thing == .runs else { return show(thing.columns, try thing.rows()) }
        var runs = try RunListing(records.store, filters: filters)
        if let sortBy { try runs.sort(by: sortBy, reversed: reverse) }
        switch format {
        case .text: runs.lines.forEach(Terminal.show)
        case .csv: print(runs.data.csv, terminator: "")
        case .json: print(runs.data.json, terminator: "")
        }
    }

    private func show(_ columns: [String], _ rows: [[String]]) {
        let data = DataTable(
            columns: columns,
            rows: rows.map { row in columns.indices.map { $0 < row.count ? .text(row[$0]) : .absent } })
        switch format {
        case .text: for line in TextColumns.lines(rows) { print(line) }
        case .csv: print(data.csv, terminator: "")
        case .json: print(data.json, terminator: "")
        }
    }
}

extension Catalogue: ExpressibleByArgument {}

/// How a list is printed.
enum ListFormat: String, CaseIterable, ExpressibleByArgument {
    case text, csv, json
}

/// What `dip list` can list.
enum Catalogue: String, CaseIterable {
    case methods, architectures, upsamplers, norms
    case lipschitzNorms = "lipschitz-norms"
    case paddings, presets, activations, downsamplers, inputs, optimizers, regularizations, tasks, kernels, details,
        targets, measures
    case bandDefinitions = "band-definitions"
    case bandReferences = "band-references"
    case stopping = "stopping-rules"
    case datasets, synthetic, scales, figures, tables
    case tableMeasures = "table-measures"
    case runs, devices

    var explanation: String {
        switch self {
        case .methods: "ways to restore an image (method)"
        case .architectures: "networks (network.architecture)"
        case .presets: "published settings of skip networks (network.preset)"
        case .activations: "non-linearities (network.activation)"
        case .downsamplers: "ways to halve the resolution in a skip network (network.downsample)"
        case .upsamplers: "ways to double the resolution in a stage (network.upsampler)"
        case .norms: "normalisations after a convolution (network.norm)"
        case .lipschitzNorms: "norms that the Lipschitz control bounds (network.lipschitz)"
        case .paddings: "what a convolution sees beyond the border (network.padding)"
        case .inputs: "network inputs (input)"
        case .optimizers: "optimizers of the weights (optimizer)"
        case .regularizations: "terms added to the loss (regularization)"
        case .tasks: "restoration tasks, each with its degradation (task)"
        case .kernels: "kernels for downsampling images (task.super-resolve.kernel)"
        case .details: "which details are added (task.enhance.detail)"
        case .targets: "what a network is fitted to (task.reconstruct.target)"
        case .measures: "columns of curves.csv"
        case .bandDefinitions: "how frequencies are divided into bands (fbc.definition)"
        case .bandReferences: "what the bands are compared with (fbc.reference)"
        case .stopping: "rules that stop a run, or only monitor it (stop, monitors)"
        case .datasets: "sets of test images (dataset)"
        case .synthetic: "images of the dataset 'synthetic'"
        case .scales: "sizes of an experiment (--scale)"
        case .figures: "kinds of figures (figure.kind)"
        case .tables: "kinds of tables (table.kind)"
        case .tableMeasures: "what the columns of a table show (table.columns.measure)"
        case .runs: "records in the results folder"
        case .devices: "where networks can be trained on this machine (--device)"
        }
    }

    /// The names of what a row has.
    var columns: [String] {
        switch self {
        case .datasets: ["name", "files", "title", "missing"]
        case .devices: ["device", "name", "abilities"]
        default: ["name", "explanation"]
        }
    }

    /// One row for each thing but runs, its name first; throws what reading manifests throws.
    func rows() throws -> [[String]] {
        switch self {
        case .methods: RestorationMethod.Name.rows
        case .architectures: Architecture.Name.rows
        case .presets: SkipPreset.rows
        case .activations: Nonlinearity.rows
        case .downsamplers: Downsampler.rows
        case .upsamplers: Upsampler.Name.rows
        case .norms: Normalization.rows
        case .lipschitzNorms: LipschitzNorm.rows
        case .paddings: Padding.rows
        case .inputs: NetworkInput.Name.rows
        case .optimizers: OptimizerName.rows
        case .regularizations: RegularizationName.rows
        case .tasks: RestorationTask.Name.rows
        case .kernels: DownsamplingKernel.rows
        case .details: DetailEnhancement.rows
        case .targets: ReconstructionTarget.Name.rows
        case .measures: Metric.rows
        case .bandDefinitions: BandGeometry.rows
        case .bandReferences: BandReference.rows
        case .stopping: StoppingRule.Name.rows
        case .datasets: try DatasetList().rows
        case .synthetic: SyntheticImage.rows
        case .scales: Scale.rows
        case .figures: FigureBlock.Kind.rows
        case .tables: TableBlock.Kind.rows
        case .tableMeasures: RunMetric.rows
        case .runs: []
        case .devices: DeviceRows(.machine).rows
        }
    }
}
