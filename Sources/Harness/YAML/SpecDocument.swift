import Foundation
import Yams

/// Turns YAML text into `SpecNode`s.
enum SpecDocument {
    /// A spec is a page of text; what is larger is some other file.
    static let largestFile = 1 << 20

    /// Reads a file; throws a `SpecError` when it is missing, not a file, not text, empty or not YAML.
    static func read(_ path: String) throws -> SpecNode {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw SpecError(.file(path), "there is no such file")
        }
        guard !isFolder.boolValue else { throw SpecError(.file(path), "this is a folder, not a YAML file") }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw SpecError(.file(path), "the file cannot be read")
        }
        guard data.count <= largestFile else { throw SpecError(.file(path), "the file is larger than 1 MB, so it is not a spec") }
        guard let text = String(data: data, encoding: .utf8) else { throw SpecError(.file(path), "the file is not UTF-8 text") }
        return try parse(text) { .position(file: path, line: $0, column: $1) } whole: { .file(path) }
    }

    /// Parses the value of a `key=value` argument.
    static func parseArgument(_ text: String, argument: String) throws -> SpecNode {
        try parse(text) { _, _ in .argument(argument) } whole: { .argument(argument) }
    }

    /// Parses one YAML document; `position` turns a line and a column, counted from 1, into a place.
    static func parse(_ text: String, position: (Int, Int) -> SpecPlace, whole: () -> SpecPlace) throws -> SpecNode {
        do {
            let parser = try Parser(yaml: text)
            // Nodes refer to their anchors weakly; the parser owns them.
            return try withExtendedLifetime(parser) {
                guard let root = try parser.singleRoot() else { throw SpecError(whole(), "the file is empty") }
                return try convert(root, position: position, whole: whole)
            }
        } catch let error as YamlError {
            throw translate(error, position: position, whole: whole)
        }
    }

    private static func convert(_ node: Node, position: (Int, Int) -> SpecPlace, whole: () -> SpecPlace) throws -> SpecNode {
        let place = node.mark.map { position($0.line, $0.column) } ?? whole()
        guard node.anchor == nil else {
            throw SpecError(place, "anchors and aliases (&name, *name) are not allowed in a spec")
        }
        switch node {
        case .scalar(let scalar):
            return SpecNode(.scalar(text: scalar.string, plain: scalar.style == .plain), at: place)
        case .sequence(let sequence):
            return SpecNode(.sequence(try sequence.map { try convert($0, position: position, whole: whole) }), at: place)
        case .mapping(let mapping):
            let entries = try mapping.map { key, value in
                let key = try convert(key, position: position, whole: whole)
                guard let name = key.scalarText else { throw SpecError(key.place, "a key must be a name") }
                return SpecNode.Entry(key: name, place: key.place, value: try convert(value, position: position, whole: whole))
            }
            return SpecNode(.mapping(entries), at: place)
        case .alias:
            throw SpecError(place, "anchors and aliases (&name, *name) are not allowed in a spec")
        }
    }

    private static func translate(_ error: YamlError, position: (Int, Int) -> SpecPlace, whole: () -> SpecPlace) -> SpecError {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _), .composer(_, let problem, let mark, _):
            SpecError(position(mark.line, mark.column), "this is not valid YAML: \(problem)")
        case .reader(let problem, let offset, _, let text):
            SpecError(offset.map { linePosition(of: $0, in: text, position) } ?? whole(), "this is not valid YAML: \(problem)")
        case .duplicatedKeysInMapping(let duplicates, let context):
            SpecError(position(context.mark.line, context.mark.column),
                      "key '\(duplicates.first ?? "")' is given more than once")
        default:
            SpecError(whole(), "this is not valid YAML: \(error)")
        }
    }

    private static func linePosition(of offset: Int, in text: String, _ position: (Int, Int) -> SpecPlace) -> SpecPlace {
        let lines = text.prefix(offset).split(separator: "\n", omittingEmptySubsequences: false)
        return position(lines.count, (lines.last?.count ?? 0) + 1)
    }
}
