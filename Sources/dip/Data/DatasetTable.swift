import Harness

/// The table of `dip data list`.
struct DatasetTable {
    private let list = DatasetList()

    /// A row a dataset below a header, then the terms that the rows refer to; throws a `Refusal` when there are no manifests.
    var lines: [String] {
        get throws {
            let manifests = try list.manifests([])
            let terms = manifests.map(\.licence).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
            let rows = manifests.map { manifest in
                [manifest.name, "\(manifest.images.count)", list.presence(manifest), list.datasets.folder(of: manifest),
                 "[\(terms.firstIndex(of: manifest.licence)! + 1)]", manifest.title]
            }
            return TextColumns.lines([["dataset", "images", "there", "where", "terms", "title"]] + rows) + [""]
                + terms.enumerated().map { "[\($0 + 1)] \($1)" }
        }
    }
}
