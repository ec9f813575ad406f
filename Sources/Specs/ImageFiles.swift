import Foundation
import Imaging

/// The image files that an entry of `dataset.files` stands for.
enum ImageFiles {
    /// Full paths: the file itself, whether it exists or not; the images of a folder; or what a pattern fits.
    ///
    /// Throws a `SpecError` when a folder or a pattern gives nothing.
    static func paths(of name: String, from folder: String, at place: SpecPlace) throws -> [String] {
        let path = FilePath.absolute(withoutTilde(name), from: folder)
        var isFolder: ObjCBool = false
        if FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) {
            guard isFolder.boolValue else { return [path] }
            let found = images(in: path)
            guard !found.isEmpty else {
                throw SpecError(place, "'files': the folder '\(name)' has no PNG, JPEG, TIFF or BMP file")
            }
            return found
        }
        guard name.contains(where: { "*?[".contains($0) }) else { return [path] }
        let found = matches(pattern(name, from: folder))
        guard !found.isEmpty else { throw SpecError(place, "'files': no file fits '\(name)'") }
        return found
    }

    private static func withoutTilde(_ name: String) -> String {
        guard name == "~" || name.hasPrefix("~/") else { return name }
        return (ProcessInfo.processInfo.environment["HOME"] ?? NSHomeDirectory()) + name.dropFirst()
    }

    /// The pattern of a path; what stands before the name, such as the spec's folder, has no wildcards.
    private static func pattern(_ name: String, from folder: String) -> String {
        guard !name.hasPrefix("/") else { return name }
        if name.hasPrefix("~/") { return literal(withoutTilde("~")) + name.dropFirst() }
        return FilePath.join(literal(FilePath.absolute(".", from: folder)), name)
    }

    private static func literal(_ path: String) -> String {
        path.unicodeScalars.map { "\\*?[".unicodeScalars.contains($0) ? "\\\($0)" : "\($0)" }.joined()
    }

    private static func images(in folder: String) -> [String] {
        ((try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []).filter {
            !$0.hasPrefix(".") && ImageFile.isImage(named: $0)
        }.sorted().map { FilePath.join(folder, $0) }
    }

    private static func matches(_ pattern: String) -> [String] {
        var found = glob_t()
        defer { globfree(&found) }
        guard glob(pattern, 0, nil, &found) == 0 else { return [] }
        return (0..<Int(found.gl_pathc)).compactMap { found.gl_pathv[$0].map { String(cString: $0) } }.filter {
            var isFolder: ObjCBool = false
            return FileManager.default.fileExists(atPath: $0, isDirectory: &isFolder) && !isFolder.boolValue
        }.map(FilePath.normal)
    }
}
