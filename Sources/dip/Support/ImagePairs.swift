import Foundation
import Imaging
import Records
import Wording

/// The images of two folders that are compared: those of the same name, or whose names differ in the ending alone.
struct ImagePairs {
    private(set) var pairs: [(name: String, reference: String, other: String)] = []
    /// Sentences about images without a partner.
    private(set) var notes: [String] = []

    /// Throws a `Refusal` when one of them is no folder, or has no image that the other has.
    init(_ reference: String, _ other: String) throws {
        for (path, second) in [(reference, other), (other, reference)] where !Folder.exists(path) {
            throw Refusal("\(path): is not a folder, but \(second) is; compare two images or two folders")
        }
        let names = try Self.images(in: reference), candidates = try Self.images(in: other)
        var taken: Set<String> = []
        for name in names {
            // Where several differ in the ending alone, none is the partner.
            let sameStem = candidates.filter { Self.stem($0) == Self.stem(name) }
            let isOnlyOne = sameStem.count == 1 && names.count { Self.stem($0) == Self.stem(name) } == 1
            guard let partner = candidates.contains(name) ? name : isOnlyOne ? sameStem[0] : nil else { continue }
            taken.insert(partner)
            pairs.append((name, Self.join(reference, name), Self.join(other, partner)))
        }
        let alone = names.filter { name in !pairs.contains { $0.name == name } }
        let lone = [
            (names: alone, folder: reference, partner: other),
            (names: candidates.filter { !taken.contains($0) }, folder: other, partner: reference),
        ]
        notes = lone.filter { !$0.names.isEmpty }.map { lone in
            "left out, because \(lone.partner) has no image of that name: "
                + lone.names.map { Self.join(lone.folder, $0) }.joined(separator: ", ")
        }
        guard !pairs.isEmpty else {
            throw Refusal("\(reference) and \(other) have no images of the same name")
        }
    }

    private static func images(in folder: String) throws -> [String] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw Refusal("\(folder): the folder cannot be read")
        }
        let images = names.filter { !$0.hasPrefix(".") && ImageFile.isImage(named: $0) }
        guard !images.isEmpty else { throw Refusal("\(folder): has no PNG, JPEG, TIFF or BMP file") }
        return images.sorted()
    }

    private static func stem(_ name: String) -> Substring {
        name.lastIndex(of: ".").map { name[..<$0] } ?? name[...]
    }

    private static func join(_ folder: String, _ name: String) -> String {
        folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
    }
}
