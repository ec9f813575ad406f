import CResources
import Downloads
import Foundation
import Quoting
import Specs

/// The manifest of a public set of test images: its files, their sources and their SHA-256.
package struct DatasetManifest: Equatable, Sendable {
    package struct File: Equatable, Sendable {
        /// The role of a file in experiments.
        package enum Role: String, CaseIterable, Sendable {
            /// One of the dataset's images.
            case image
            /// A mask for inpainting, which no run restores.
            case mask
        }

        /// The name at the source and in the data root.
        package let file: String
        package let role: Role
        package let url: URL
        package let bytes: Int
        /// Lower-case hexadecimal digits.
        package let sha256: String
        /// SHA-256 of the 8-bit samples (see `SampleSum`), by which a PNG with the same stem is recognised as a lossless copy; nil if
        /// no other format may replace the file.
        package let samples: String?
        /// What figures call the image, such as `House`; nil for a name that its file's gives.
        package let label: String?
    }

    package let name: String
    package let title: String
    /// The folder of the files below the data root.
    package let folder: String
    package let source: String
    package let licence: String
    package let files: [File]

    /// The files that experiments restore.
    package var images: [File] { files.filter { $0.role == .image } }

    /// Reads `NAME.yaml`; throws a `SpecError`.
    package init(contentsOf path: String) throws {
        try self.init(SpecDocument.read(path), name: FilePath.stem(path))
    }

    init(_ root: SpecNode, name: String) throws {
        let keys = ["title", "folder", "source", "licence", "files"]
        let entries = try root.mapping("manifest", allowed: keys)
        func required(_ key: String) throws -> SpecNode {
            guard let node = entries.value(key) else {
                throw SpecError(root.file, "the manifest lacks the key '\(key)'")
            }
            return node
        }
        self.name = name
        title = try required("title").text("title")
        folder = try Self.folder(required("folder"))
        source = try required("source").text("source")
        licence = try required("licence").text("licence")
        files = try required("files").list("files").map(Self.file)
        let stems = files.map { FilePath.stem($0.file) }
        if let twice = stems.indices.first(where: { stems[..<$0].contains(stems[$0]) }) {
            throw SpecError(root.file, "the manifest lists the image '\(stems[twice])' twice")
        }
    }

    private static func file(_ node: SpecNode) throws -> File {
        let keys = ["file", "role", "url", "bytes", "sha256", "samples", "label"]
        let entries = try node.mapping("files", allowed: keys)
        func required(_ key: String) throws -> SpecNode {
            guard let value = entries.value(key) else {
                throw SpecError(node.place, "this file lacks the key '\(key)'")
            }
            return value
        }
        let name = try required("file")
        let file = try name.text("file")
        guard isName(file) else {
            throw name.mismatch("file", "the name of a file, without '/' and control characters")
        }
        let address = try required("url")
        guard let url = WebAddress.url(try address.text("url")) else {
            throw address.mismatch("url", "an https address (http only for a server on this machine)")
        }
        return File(
            file: file, role: try entries.value("role")?.choice("role", File.Role.self) ?? .image, url: url,
            bytes: try required("bytes").integer("bytes", 1...1 << 40),
            sha256: try digits(required("sha256"), "sha256"),
            samples: try entries.value("samples").map { try digits($0, "samples") },
            label: try entries.value("label").map(label))
    }

    /// A path below the data root that cannot lead out of it.
    private static func folder(_ node: SpecNode) throws -> String {
        let folder = try node.text("folder")
        guard folder.split(separator: "/", omittingEmptySubsequences: false).allSatisfy({ isName(String($0)) }) else {
            throw node.mismatch("folder", "a folder below the data root, such as 'sets/first'")
        }
        return folder
    }

    private static func isName(_ text: String) -> Bool {
        // By bytes, as a file system reads them: a combining mark would make another character of the '/' before it.
        !text.isEmpty && text.utf8.first != UInt8(ascii: ".") && !text.utf8.contains(UInt8(ascii: "/"))
            && !ScriptWord.hasControlCharacters(text)
    }

    private static func label(_ node: SpecNode) throws -> String {
        let label = try node.text("label")
        guard !label.isEmpty, !ScriptWord.hasControlCharacters(label) else {
            throw node.mismatch("label", "a name for figures, without control characters")
        }
        return label
    }

    private static func digits(_ node: SpecNode, _ key: String) throws -> String {
        let digits = try node.text(key)
        guard digits.count == 64, digits.allSatisfy({ "0123456789abcdef".contains($0) }) else {
            throw node.mismatch(key, "64 lower-case hexadecimal digits")
        }
        return digits
    }
}

extension SpecNode {
    /// The file that it was read from, as a whole.
    fileprivate var file: SpecPlace {
        if case .position(let file, _, _) = place { .file(file) } else { place }
    }
}

/// The manifests of `Experiments/datasets` inside the program, so that it knows its data sets in any folder.
enum StandardManifests {
    static let names = ["bernoulli", "bsd68", "classic5", "enhancement", "live1", "regions", "set14", "set5", "set9"]

    /// Nil for a name that is none of them.
    static func text(_ name: String) -> String? {
        names.contains(name) ? String(cString: dip_resource("\(name).yaml")!) : nil
    }

    /// Nil for a name that is none of them.
    static func manifest(_ name: String) throws -> DatasetManifest? {
        guard let text = text(name) else { return nil }
        let place = SpecPlace.file("the manifest of '\(name)' in the program")
        let root = try SpecDocument.parse(text) { _, _ in
            place
        } whole: {
            place
        }
        return try DatasetManifest(root, name: name)
    }
}
