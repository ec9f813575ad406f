import Quoting
import Records
import Specs
import Wording

/// The settings of a recorded run, by dotted key and in the order of its spec, as typed values.
///
/// A choice with options gives two settings: `task` is `denoise`, and `task.denoise.sigma` is 25. Name, title and image are
/// left out, because the record holds them.
package struct RecordedSettings: Equatable, Sendable {
    package struct Setting: Equatable, Sendable {
        package let key: String
        package let value: DataTable.Cell
    }

    package let all: [Setting]

    private static let omitted: Set<String> = ["name", "title", "images", "dataset.files"]

    /// Reads the `spec.yaml` in the folder of a run; throws a `SpecError`.
    package init(of directory: String) throws {
        self.init(try SpecDocument.read("\(directory)/\(RecordFile.spec)"))
    }

    init(_ spec: SpecNode) {
        all = Self.flat(spec, at: "").filter { !Self.omitted.contains($0.key) }
    }

    package subscript(key: String) -> DataTable.Cell? { all.first { $0.key == key }?.value }

    private static func flat(_ node: SpecNode, at path: String) -> [Setting] {
        guard let entries = node.entries else { return [Setting(key: path, value: value(node))] }
        let choice =
            Vocabulary.isAlternative(path) && !path.isEmpty
            ? entries.first.map { [Setting(key: path, value: .text($0.key))] } ?? [] : []
        return choice + entries.flatMap { flat($0.value, at: path.isEmpty ? $0.key : "\(path).\($0.key)") }
    }

    private static func value(_ node: SpecNode) -> DataTable.Cell {
        guard case .scalar(let text, let isPlain) = node.content else { return .text(node.summary) }
        guard isPlain else { return .text(text) }
        if let flag = Bool(text) { return .flag(flag) }
        return Double(text).flatMap { $0.isFinite ? .number(text) : nil } ?? .text(text)
    }

    /// The keys in which runs differ, in the order in which they are met.
    ///
    /// A key that some do not have differs, unless that follows from a choice that differs: where the task does, sigma
    /// of the only one with noise says nothing more.
    package static func differing(_ runs: [RecordedSettings]) -> [String] {
        let keys = runs.flatMap(\.all).map(\.key).distinct
        let values = runs.map { Dictionary($0.all.map { ($0.key, $0.value) }) { first, _ in first } }
        var differing: [String] = []
        for key in keys {
            let found = values.map { $0[key] }, present = found.compactMap(\.self)
            let first = present.first
            let isExplained = differing.contains { key.hasPrefix($0 + ".") }
            if present.contains(where: { $0 != first }) || (present.count < found.count && !isExplained) {
                differing.append(key)
            }
        }
        return differing
    }
}
