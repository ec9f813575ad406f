import Harness
import Imaging

/// The datasets that have a manifest, with how much of each is there.
struct DatasetList {
    private let datasets = Datasets.standard()

    /// The data root; nil when DIP_DATA is not set.
    var root: String? { datasets.dataRoot }

    /// Name, images present of how many, and title; throws a `SpecError` for a wrong manifest.
    var rows: [[String]] {
        get throws {
            let synthetic = ["synthetic", "\(SyntheticImage.allCases.count) images", "scenes drawn by the program, at any size"]
            return [synthetic] + (try manifests.map { [$0.name, presence($0), $0.title] })
        }
    }

    var manifests: [DatasetManifest] {
        get throws { try datasets.names.compactMap(datasets.manifest) }
    }

    func present(_ manifest: DatasetManifest) -> Int { datasets.present(in: manifest) }

    /// E.g. `9 of 9 images`.
    func presence(_ manifest: DatasetManifest) -> String { "\(present(manifest)) of \(manifest.files.count) images" }
}
