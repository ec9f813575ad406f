import Architectures
import Foundation
import Harness
import Imaging
import Networks
import Records
import Restoration
import Spectra

/// What `dip list` can list.
enum Catalogue: String, CaseIterable {
    case architectures, upsamplers, norms, paddings, presets, activations, downsamplers, inputs, tasks, measures
    case bandDefinitions = "band-definitions"
    case bandReferences = "band-references"
    case datasets, synthetic, scales, figures, runs

    var explanation: String {
        switch self {
        case .architectures: "networks (network.architecture)"
        case .presets: "published settings of skip networks (network.preset)"
        case .activations: "non-linearities (network.activation)"
        case .downsamplers: "ways to halve the size in a skip network's scale (network.downsample)"
        case .upsamplers: "ways to double the size in a stage (network.upsampler)"
        case .norms: "normalisations after a convolution (network.norm)"
        case .paddings: "what a convolution sees beyond the border (network.padding)"
        case .inputs: "network inputs (input)"
        case .tasks: "degradations to restore from (task)"
        case .measures: "columns of curves.csv"
        case .bandDefinitions: "how frequencies are put into bands (fbc.definition)"
        case .bandReferences: "what the bands are compared with (fbc.reference)"
        case .datasets: "sets of test images (dataset)"
        case .synthetic: "images of the dataset 'synthetic'"
        case .scales: "sizes of an experiment (--scale)"
        case .figures: "kinds of figures (figure.kind)"
        case .runs: "records in the results folder"
        }
    }

    /// One row a thing, the name first; throws what reading manifests and records throws.
    func rows(store: RunStore) throws -> [[String]] {
        switch self {
        case .architectures: Architecture.Name.rows
        case .presets: SkipPreset.rows
        case .activations: Nonlinearity.rows
        case .downsamplers: Downsampler.rows
        case .upsamplers: Upsampler.Name.rows
        case .norms: Normalization.rows
        case .paddings: Padding.rows
        case .inputs: NetworkInput.rows
        case .tasks: RestorationTask.Name.rows
        case .measures: Probe.rows
        case .bandDefinitions: BandGeometry.rows
        case .bandReferences: BandReference.rows
        case .datasets: try DatasetList().rows
        case .synthetic: SyntheticImage.rows
        case .scales: Scale.rows
        case .figures: FigureBlock.Kind.rows
        case .runs: try store.all().map(Self.row)
        }
    }

    private static func row(_ run: StoredRun) -> [String] {
        guard let record = run.record else { return [run.directory, "unreadable", run.problem ?? ""] }
        let best = record.summary["psnr_best"].map { String(format: "%.2f dB", $0) } ?? "-"
        return ["\(record.name)-\(record.key)", record.status.rawValue, best, "\(record.image) \(record.label)"
            + (record.scale.map { " (\($0))" } ?? "")]
    }
}
