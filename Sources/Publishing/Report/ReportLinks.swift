import Foundation
import Reporting

/// Where a page finds the files beside it.
package struct ReportLinks: Equatable, Sendable {
    package enum Kind: Equatable, Sendable {
        /// Nothing is beside the page: it contains its pictures.
        case embedded
        /// Relative to the folder of the page.
        case relative(to: String)
        /// Below the page's address, as `dip serve` answers: `runs/...` and `plots/...`.
        case served
    }

    package let kind: Kind
    private let results: String
    private let plots: String

    package init(_ kind: Kind, results: String, plots: String) {
        self.kind = kind
        self.results = results
        self.plots = plots
    }

    /// The address of a file or folder; nil for one that the page does not reach.
    func address(of path: String) -> String? {
        switch kind {
        case .embedded: return nil
        case .relative(let folder): return Self.escaped(RelativePath.from(folder, to: path))
        case .served:
            for (folder, name) in [("\(results)/runs", "runs"), (plots, "plots")] where path.hasPrefix(folder + "/") {
                return Self.escaped("\(name)/\(path.dropFirst(folder.count + 1))")
            }
            return nil
        }
    }

    private static func escaped(_ path: String) -> String {
        let allowed = CharacterSet(charactersIn: "/-._~").union(.alphanumerics)
            .intersection(CharacterSet(charactersIn: "\u{21}"..."\u{7e}"))
        return path.split(separator: "/", omittingEmptySubsequences: false).map {
            $0.addingPercentEncoding(withAllowedCharacters: allowed) ?? String($0)
        }.joined(separator: "/")
    }
}
