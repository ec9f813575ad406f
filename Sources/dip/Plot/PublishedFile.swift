import Foundation

/// The tables of published values.
enum PublishedFile: String {
    /// Read off the paper's figures.
    case figures = "paper-figures.csv"
    /// Printed in papers.
    case values = "published.csv"

    /// The table in the spec's folder or one above it, else in `Experiments`; throws a `Refusal` when there is none.
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
            throw Refusal("\(spec): 'published' needs the file \(name) in the spec's folder or one above it; there is none")
        }
        return found
    }
}
