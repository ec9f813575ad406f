import Datasets
import Foundation
import Quoting
import Records
import Reporting
import Specs
import Wording

/// What to publish: the spec with its overrides, the folder of records, and the folder for figures.
package struct PublishingRequest: Equatable, Sendable {
    /// The spec's path.
    package var spec: String
    /// `key=value` settings that override the spec.
    package var overrides: [String]
    /// The scale; nil for the spec's own values.
    package var scale: Scale?
    /// The folder of records.
    package var results: String
    /// The folder for figures.
    package var plots: String
    /// The records as they were read before; nil for those that are there when they are needed.
    var frozenStore: RunStore?

    package static let standardResults = "Results"
    package static let standardPlots = "Plots"

    package init(
        spec: String, overrides: [String] = [], scale: Scale? = nil, results: String = standardResults,
        plots: String = standardPlots
    ) {
        self.spec = spec
        self.overrides = overrides
        self.scale = scale.map { (try? $0.present(inSpec: spec)) ?? $0 }
        self.results = results
        self.plots = plots
    }

    /// Reads the spec; throws `SpecError` or `DatasetError`.
    package func experiment() throws -> Experiment {
        try Experiment(contentsOf: spec, scale: scale, overrides: overrides)
    }

    /// The spec's blocks of a kind, such as `figure`, that have a name; throws `Refusal` where there are none.
    func named<Block>(_ name: String, _ kind: String, in blocks: [Block], by key: KeyPath<Block, String?>) throws
        -> [Block]
    {
        let chosen = blocks.filter { $0[keyPath: key] == name }
        guard !chosen.isEmpty else {
            throw Refusal(
                "\(spec): has no \(kind) '\(name)'; it has: "
                    + blocks.map { $0[keyPath: key] ?? "one without a name" }.joined(separator: ", "))
        }
        return chosen
    }

    package var store: RunStore { frozenStore ?? RunStore(root: results) }

    /// The words of a `dip` command on the same runs.
    package func command(_ name: String) -> [String] {
        ["dip", name, ScriptWord.path(spec)] + overrides + (scale.map { ["--scale", $0.rawValue] } ?? [])
            + (results == Self.standardResults ? [] : ["--results", ScriptWord.path(results)])
    }
}

extension FigureBlock {
    /// Whether a curve of the paper's, such as `lambda=2`, is that of a value of this figure's series.
    func isSeries(_ name: String, ofValue value: String) -> Bool {
        // The paper names its images by their motif.
        if series == TableKey.image, value.contains(name) { return true }
        if value.lowercased() == name.lowercased() { return true }
        guard let equals = name.firstIndex(of: "=") else { return false }
        let published = name[name.index(after: equals)...]
        return published == value || Double(published).map { $0 == Double(value) } ?? false
    }
}

/// The tables of published values.
enum PublishedFile: String {
    /// Read off the paper's figures.
    case figures = "paper-figures.csv"
    /// Printed in papers.
    case values = "published.csv"

    /// The path of the table in the spec's folder or one above it, else in `Experiments`; throws a `Refusal` if it does not exist.
    func path(forSpec spec: String) throws -> String {
        let name = rawValue
        var folder = URL(fileURLWithPath: spec).deletingLastPathComponent().standardizedFileURL
        var candidates: [String] = []
        while folder.path != "/" {
            candidates.append(folder.appendingPathComponent(name).path)
            folder.deleteLastPathComponent()
        }
        candidates.append("Experiments/\(name)")
        guard let found = candidates.first(where: FileManager.default.fileExists(atPath:)) else {
            throw Refusal(
                "\(spec): 'published' needs the file \(name) in the spec's folder or one above it, but it does not exist"
            )
        }
        return found
    }
}

extension [PublishedPoint] {
    /// Whether they may be shown beside these runs: those have the paper's images, at the paper's size.
    func isOf(_ runs: [RecordedRun]) -> Bool {
        runs.allSatisfy(\.run.isOfPublishedSize)
    }

    /// A panel that has an image's name is that of its PSNR.
    func points(ofImage image: String?) -> [PublishedPoint] {
        map { point in
            var point = point
            if point.panel == image { point.panel = "PSNR" }
            return point
        }
    }
}
