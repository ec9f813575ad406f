import Foundation
import Specs
import TestTools

/// A program that knows no sets of images but the synthetic one.
package struct NoSets: ImageSets {
    package init() {}
    package var names: [String] { [] }
    package func images(of name: String) throws -> [DatasetImage]? { nil }
}

/// A folder that is removed when the value goes away.
package final class SpecFolder {
    private let temporary: TemporaryFolder

    package init() throws { temporary = try TemporaryFolder() }

    package var path: String { temporary.path }

    /// Writes `spec.yaml` and returns its path.
    package func write(_ text: String) throws -> String { try temporary.write(text, to: "spec.yaml") }
}

/// Reads a spec from text, in a file `spec.yaml` of a folder that is removed afterwards.
package func experiment(_ text: String, scale: Scale? = nil, overrides: [String] = [], sets: any ImageSets = NoSets())
    throws -> Experiment
{
    let folder = try SpecFolder()
    return try Experiment(contentsOf: folder.write(text), scale: scale, overrides: overrides, sets: sets)
}

/// The lines with which a spec is refused, each without the folder of `spec.yaml`; nil when it is accepted.
package func refusal(_ text: String, scale: Scale? = nil, overrides: [String] = [], sets: any ImageSets = NoSets())
    -> String?
{
    do {
        _ = try experiment(text, scale: scale, overrides: overrides, sets: sets)
        return nil
    } catch {
        let lines = "\(error)".split(separator: "\n").map { line in
            guard let end = line.range(of: "spec.yaml"), !line.hasPrefix("argument") else { return String(line) }
            return String(line[end.lowerBound...])
        }
        return lines.joined(separator: "\n")
    }
}

/// The first run of a spec.
package func onlyRun(_ text: String, overrides: [String] = []) throws -> ExperimentSpec {
    try experiment(text, overrides: overrides).runs[0].spec
}
