import Specs

/// How the settings of two runs differ, key by key.
struct SettingsDifference: Equatable {
    struct Change: Equatable, CustomStringConvertible {
        /// Dotted, as it may be given on the command line.
        let key: String
        /// As YAML; nil where the spec does not name the key.
        let before: String?
        let now: String?

        /// `iterations 3 -> 4`.
        var description: String { "\(key) \(before ?? "unset") -> \(now ?? "unset")" }
    }

    /// In the order of the newer spec.
    let changes: [Change]

    /// Compares canonical specs, ignoring name, title and the folders of files.
    init(from before: SpecNode, to now: SpecNode) {
        changes = Self.changes(before, now, at: "").filter { !["name", "title"].contains($0.key) }
    }

    private static func changes(_ before: SpecNode?, _ now: SpecNode?, at path: String) -> [Change] {
        if let old = before?.entries, let new = now?.entries,
            !Vocabulary.isAlternative(path) || old.map(\.key) == new.map(\.key)
        {
            let keys = new.map(\.key) + old.map(\.key).filter { key in !new.contains { $0.key == key } }
            return keys.flatMap { changes(before?[$0], now?[$0], at: path.isEmpty ? $0 : "\(path).\($0)") }
        }
        let (old, new) = (text(before, at: path), text(now, at: path))
        return old == new ? [] : [Change(key: path, before: old, now: new)]
    }

    private static func text(_ node: SpecNode?, at path: String) -> String? {
        guard let node else { return nil }
        switch path {
        case "dataset.files": return CanonicalText.list(node.items?.compactMap(\.scalarText).map(FilePath.name) ?? [])
        case "task.inpaint.mask": return node.scalarText.map(FilePath.name)
        default: return CanonicalText.withDottedExponents(node.summary)
        }
    }
}
