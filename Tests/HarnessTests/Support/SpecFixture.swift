import Foundation
@testable import Harness

/// Reads a spec from text; the file is called `spec.yaml` and its folder is cut off error messages.
func experiment(_ text: String, scale: Scale? = nil, overrides: [String] = [], datasets: Datasets? = nil) throws -> Experiment {
    let folder = try TemporaryFolder()
    let path = try folder.write(text, to: "spec.yaml")
    return try Experiment(contentsOf: path, scale: scale, overrides: overrides,
                          datasets: datasets ?? Datasets(manifestFolders: [], root: DataRoot("/nowhere")))
}

/// The sentence with which a spec is refused, without the folder of `spec.yaml`; nil when it is accepted.
func refusal(_ text: String, scale: Scale? = nil, overrides: [String] = [], datasets: Datasets? = nil) -> String? {
    do {
        _ = try experiment(text, scale: scale, overrides: overrides, datasets: datasets)
        return nil
    } catch {
        let sentence = "\(error)"
        guard let end = sentence.range(of: "spec.yaml") else { return sentence }
        return sentence.hasPrefix("argument") ? sentence : String(sentence[end.lowerBound...])
    }
}

/// The only run of a spec.
func onlyRun(_ text: String, overrides: [String] = []) throws -> ExperimentSpec {
    try experiment(text, overrides: overrides).runs[0].spec
}
