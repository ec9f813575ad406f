import Harness
import Imaging

/// The datasets that have a manifest, with how much of each is there.
struct DatasetList {
    let datasets = Datasets.standard()

    /// Name, files present of how many, title, and how to fetch what is missing; throws a `SpecError` for a wrong manifest.
    var rows: [[String]] {
        get throws {
            let synthetic = ["synthetic", "\(SyntheticImage.allCases.count) images", "scenes drawn by the program, at any size"]
            return [synthetic] + (try datasets.manifests().map { manifest in
                [manifest.name, presence(manifest), manifest.title]
                    + (isComplete(manifest) ? [] : ["fetch with: \(Datasets.fetchCommand([manifest.name]))"])
            })
        }
    }

    /// Those of these names, or all; throws a `Refusal` when there are none, and what reading them throws.
    func manifests(_ names: [String]) throws -> [DatasetManifest] {
        let manifests = try datasets.manifests(names)
        guard !manifests.isEmpty else {
            throw Refusal("there are no manifests in \(datasets.manifestFolders.joined(separator: ", ")); "
                + "run dip in the folder of its source")
        }
        return manifests
    }

    func isComplete(_ manifest: DatasetManifest) -> Bool { datasets.present(in: manifest) == manifest.files.count }

    /// E.g. `9 of 9 files`.
    func presence(_ manifest: DatasetManifest) -> String { "\(datasets.present(in: manifest)) of \(manifest.files.count) files" }
}
