import Architectures
import ArgumentParser
import Foundation
import Imaging
import Kernels
import Networks
import Publishing
import Records
import Restoration
import Specs
import Spectra
import Wording

/// `dip list`: what a spec may name, and which datasets and runs exist.
struct ListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List what specs may name, the datasets, or the runs.",
        discussion: "Without an argument, shows what can be listed.")

    @Argument(help: "What to list.")
    var thing: Catalogue?

    @Option(help: ArgumentHelp("The folder of records.", valueName: "folder"))
    var results = PublishingRequest.standardResults

    func run() throws {
        let rows =
            try thing?.rows(store: RunStore(root: results)) ?? Catalogue.allCases.map { [$0.rawValue, $0.explanation] }
        for line in TextColumns.lines(rows) { print(line) }
    }
}

extension Catalogue: ExpressibleByArgument {}

/// What `dip list` can list.
enum Catalogue: String, CaseIterable {
    case architectures, upsamplers, norms
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

    /// One row for each thing, its name first; throws what reading manifests and records throws.
    func rows(store: RunStore) throws -> [[String]] {
        switch self {
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
        case .runs: try store.all().map(Self.row)
        case .devices: DeviceRows(.machine).rows
        }
    }

    private static func row(_ run: StoredRun) -> [String] {
        guard let record = run.record else { return [run.directory, "unreadable", run.problem ?? ""] }
        let best = record.summary["psnr_best"].map { Amount.decibels($0) } ?? "-"
        return [
            "\(record.name)-\(record.key)", record.status.rawValue, best,
            "\(record.image) \(record.label)"
                + (record.scale.map { " (\($0))" } ?? ""),
        ]
    }
}
