/// A public set of test images: which files belong to it, where they come from, and how to know them.
public struct DatasetManifest: Equatable, Sendable {
    public struct File: Equatable, Sendable {
        /// The name at the source; a local copy may be a PNG of the same stem.
        public let file: String
        public let url: String
        public let bytes: Int
        /// Lower-case hexadecimal digits.
        public let sha256: String
    }

    public let name: String
    public let title: String
    /// The folder of the files below the data root.
    public let folder: String
    public let source: String
    public let licence: String
    public let files: [File]

    /// Reads `NAME.yaml`; throws a `SpecError`.
    public init(contentsOf path: String) throws {
        let root = try SpecDocument.read(path)
        let keys = ["title", "folder", "source", "licence", "files"]
        let entries = try root.mapping("manifest", allowed: keys)
        func required(_ key: String) throws -> SpecNode {
            guard let node = entries.value(key) else { throw SpecError(.file(path), "the manifest lacks the key '\(key)'") }
            return node
        }
        name = FilePath.stem(path)
        title = try required("title").text("title")
        folder = try required("folder").text("folder")
        source = try required("source").text("source")
        licence = try required("licence").text("licence")
        files = try required("files").list("files").map(Self.file)
        let stems = files.map { FilePath.stem($0.file) }
        if let twice = stems.indices.first(where: { stems[..<$0].contains(stems[$0]) }) {
            throw SpecError(.file(path), "the manifest lists the image '\(stems[twice])' twice")
        }
    }

    private static func file(_ node: SpecNode) throws -> File {
        let keys = ["file", "url", "bytes", "sha256"]
        let entries = try node.mapping("files", allowed: keys)
        func required(_ key: String) throws -> SpecNode {
            guard let value = entries.value(key) else { throw SpecError(node.place, "this file lacks the key '\(key)'") }
            return value
        }
        let digest = try required("sha256")
        let digits = try digest.text("sha256")
        guard digits.count == 64, digits.allSatisfy({ "0123456789abcdef".contains($0) }) else {
            throw digest.mismatch("sha256", "64 lower-case hexadecimal digits")
        }
        return File(file: try required("file").text("file"), url: try required("url").text("url"),
                    bytes: try required("bytes").integer("bytes", 1...Int.max), sha256: digits)
    }
}
