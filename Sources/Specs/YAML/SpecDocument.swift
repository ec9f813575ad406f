import Foundation
import Yams

/// Turns YAML text into `SpecNode`s.
package enum SpecDocument {
    /// A spec is a page of text; what is larger is some other file.
    static let largestFile = 1 << 20

    /// Reads a file; throws a `SpecError` when it is missing, not a file, not text, empty or not YAML.
    package static func read(_ path: String) throws -> SpecNode {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
            throw SpecError(.file(path), "there is no such file")
        }
        guard !isFolder.boolValue else {
            throw SpecError(.file(path), "this is a folder, not a YAML file; several specs are named one by one")
        }
        var status = stat()
        guard stat(path, &status) != 0 || status.st_mode & S_IFMT == S_IFREG else {
            throw SpecError(
                .file(path), "this is not a regular file; a spec is read more than once, which a pipe does not allow")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw SpecError(.file(path), "the file cannot be read")
        }
        guard data.count <= largestFile else {
            throw SpecError(.file(path), "the file is larger than 1 MB, so it is not a spec")
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw SpecError(.file(path), "the file is not UTF-8 text; \(advice)")
        }
        return try parse(text) {
            .position(file: path, line: $0, column: $1)
        } whole: {
            .file(path)
        }
    }

    /// For those who have no spec yet.
    private static let advice = "a spec is a YAML file, and 'dip init PHOTO' writes one for a photograph"

    /// Where a spec names an image file of its `dataset`; nil where it does not.
    package static func place(ofFile path: String, in spec: String) -> SpecPlace? {
        let files = (try? read(spec))?["dataset"]?["files"]
        return files?.items?.first { item in
            item.scalarText.flatMap { try? ImageFiles.paths(of: $0, from: FilePath.folder(spec), at: item.place) }?
                .contains(path) ?? false
        }?.place
    }

    /// Parses the value of a `key=value` argument.
    package static func parseArgument(_ text: String, argument: String) throws -> SpecNode {
        try parse(text) { _, _ in
            .argument(argument)
        } whole: {
            .argument(argument)
        }
    }

    /// Parses the text of the spec that a run was recorded with.
    package static func parse(recorded text: String) throws -> SpecNode {
        try parse(text) {
            .position(file: "spec", line: $0, column: $1)
        } whole: {
            .file("spec")
        }
    }

    /// Parses one YAML document; `position` turns a line and a column, counted from 1, into a place.
    package static func parse(_ text: String, position: (Int, Int) -> SpecPlace, whole: () -> SpecPlace) throws
        -> SpecNode
    {
        do {
            let parser = try Parser(yaml: text)
            // Nodes refer to their anchors weakly; the parser owns them.
            return try withExtendedLifetime(parser) {
                guard let root = try parser.singleRoot() else {
                    let place = whole()
                    if case .argument = place { throw SpecError(place, "the value is empty") }
                    throw SpecError(place, "the file is empty; \(advice)")
                }
                return try convert(root, position: position, whole: whole)
            }
        } catch let error as YamlError {
            throw translate(error, position: position, whole: whole)
        }
    }

    private static func convert(_ node: Node, position: (Int, Int) -> SpecPlace, whole: () -> SpecPlace) throws
        -> SpecNode
    {
        let place = node.mark.map { position($0.line, $0.column) } ?? whole()
        guard node.anchor == nil else {
            throw SpecError(place, "anchors and aliases (&name, *name) are not allowed in a spec")
        }
        switch node {
        case .scalar(let scalar):
            return SpecNode(.scalar(text: scalar.string, plain: scalar.style == .plain), at: place)
        case .sequence(let sequence):
            return SpecNode(
                .sequence(try sequence.map { try convert($0, position: position, whole: whole) }), at: place)
        case .mapping(let mapping):
            let entries = try mapping.map { key, value in
                let key = try convert(key, position: position, whole: whole)
                guard let name = key.scalarText else { throw SpecError(key.place, "a key must be a name") }
                return SpecNode.Entry(
                    key: name, place: key.place, value: try convert(value, position: position, whole: whole))
            }
            return SpecNode(.mapping(entries), at: place)
        case .alias:
            throw SpecError(place, "anchors and aliases (&name, *name) are not allowed in a spec")
        }
    }

    private static func translate(_ error: YamlError, position: (Int, Int) -> SpecPlace, whole: () -> SpecPlace)
        -> SpecError
    {
        switch error {
        case .scanner(let context, let problem, let mark, let text),
            .parser(let context, let problem, let mark, let text),
            .composer(let context, let problem, let mark, let text):
            explained(problem, at: mark, while: context, in: text, position)
        case .reader(let problem, let offset, _, let text):
            SpecError(
                offset.map { linePosition(of: $0, in: text, position) } ?? whole(), "this is not valid YAML: \(problem)"
            )
        case .duplicatedKeysInMapping(let duplicates, let context):
            SpecError(
                position(context.mark.line, context.mark.column),
                "key '\(duplicates.first ?? "")' is given more than once")
        default:
            SpecError(whole(), "this is not valid YAML: \(error)")
        }
    }

    /// The parser's problem, with what the usual mistake behind it is; it is often noticed only lines after the place
    /// where it was made.
    private static func explained(
        _ problem: String, at mark: Mark, while context: YamlError.Context?, in text: String,
        _ position: (Int, Int) -> SpecPlace
    ) -> SpecError {
        func line(_ mark: Mark) -> String {
            let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
            return lines.indices.contains(mark.line - 1)
                ? lines[mark.line - 1].trimmingCharacters(in: .whitespaces) : ""
        }
        let invalid = "this is not valid YAML: "
        switch (problem, context) {
        case ("could not find expected ':'", let context?):
            let key = line(context.mark)
            return SpecError(
                position(context.mark.line, context.mark.column),
                invalid
                    + (key.contains(":")
                        ? "there is no space after the colon in '\(key)'" : "there is no colon in '\(key)'"))
        case ("found unexpected end of stream", let context?) where context.text.contains("quoted scalar"):
            return SpecError(
                position(context.mark.line, context.mark.column),
                invalid + "the quoted text that starts here is not closed")
        case ("mapping values are not allowed in this context", _) where line(mark).filter({ $0 == ":" }).count > 1:
            return SpecError(
                position(mark.line, mark.column), invalid + problem + "; a text that contains ': ' needs quotes")
        case ("mapping values are not allowed in this context", _):
            return SpecError(
                position(mark.line, mark.column),
                invalid + problem + "; the keys of one mapping need the same indentation")
        case _
        where text.split(separator: "\n", omittingEmptySubsequences: false).dropFirst(mark.line - 1).first?.prefix(
            while: \.isWhitespace
        ).contains("\t") == true:
            return SpecError(
                position(mark.line, mark.column), invalid + problem + "; lines are indented by spaces, not by tabs")
        default:
            return SpecError(position(mark.line, mark.column), invalid + problem)
        }
    }

    private static func linePosition(of offset: Int, in text: String, _ position: (Int, Int) -> SpecPlace) -> SpecPlace
    {
        let lines = text.prefix(offset).split(separator: "\n", omittingEmptySubsequences: false)
        return position(lines.count, (lines.last?.count ?? 0) + 1)
    }
}
