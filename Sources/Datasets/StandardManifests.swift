import Foundation
import Specs

/// The manifests of `Experiments/datasets` inside the program, so that it knows its data sets in any folder.
enum StandardManifests {
    static let texts: [String: [UInt8]] = [
        "bernoulli": PackageResources.bernoulli_yaml, "bsd68": PackageResources.bsd68_yaml,
        "classic5": PackageResources.classic5_yaml, "enhancement": PackageResources.enhancement_yaml,
        "live1": PackageResources.live1_yaml, "regions": PackageResources.regions_yaml,
        "set14": PackageResources.set14_yaml, "set5": PackageResources.set5_yaml, "set9": PackageResources.set9_yaml,
    ]

    /// Nil for a name that is none of them.
    static func manifest(_ name: String) throws -> DatasetManifest? {
        guard let text = texts[name] else { return nil }
        let place = SpecPlace.file("the manifest of '\(name)' in the program")
        let root = try SpecDocument.parse(String(decoding: text, as: UTF8.self)) { _, _ in
            place
        } whole: {
            place
        }
        return try DatasetManifest(root, name: name)
    }
}
