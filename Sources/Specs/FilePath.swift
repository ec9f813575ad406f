import Foundation

/// Taking paths apart as text.
package enum FilePath {
    package static func name(_ path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    /// The last component without its extension.
    package static func stem(_ path: String) -> String {
        let name = name(path)
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
        return String(name[..<dot])
    }

    /// The most bytes of a name that becomes part of a file's; systems allow 255 for the whole.
    package static let longestName = 100

    /// Whether a name may become part of a file's: letters, digits, `-` and `_`.
    package static func isPlain(_ name: String) -> Bool { !name.isEmpty && name.allSatisfy(isPlain) }

    /// The plain parts of a name, with `-` between them; nil where there are none.
    package static func plain(_ name: String) -> String? {
        let parts = name.split { !isPlain($0) }
        return parts.isEmpty ? nil : parts.joined(separator: "-")
    }

    private static func isPlain(_ letter: Character) -> Bool {
        letter.isASCII && (letter.isLetter || letter.isNumber || "-_".contains(letter))
    }

    /// The folder that holds the file; `.` when there is none in the path.
    package static func folder(_ path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    /// A path that is relative to a folder, which may itself be relative to the working directory, from the root on, in one spelling.
    package static func absolute(_ path: String, from folder: String) -> String {
        let path = join(folder, path)
        return normal(path.hasPrefix("/") ? path : join(FileManager.default.currentDirectoryPath, path))
    }

    /// A path from the root on without `.`, `..` and empty parts. Behind a symbolic link `..` stays, because it leads to the parent of
    /// the folder that the link names.
    static func normal(_ path: String) -> String {
        var parts: [String] = []
        for part in path.utf8.split(separator: UInt8(ascii: "/")).map({ String(Substring($0)) }) where part != "." {
            guard part == ".." else {
                parts.append(part)
                continue
            }
            guard let last = parts.last else { continue }
            if last == ".." || isLink("/" + parts.joined(separator: "/")) {
                parts.append(part)
            } else {
                parts.removeLast()
            }
        }
        return "/" + parts.joined(separator: "/")
    }

    private static func isLink(_ path: String) -> Bool {
        (try? FileManager.default.destinationOfSymbolicLink(atPath: path)) != nil
    }

    package static func join(_ folder: String, _ path: String) -> String {
        if path.hasPrefix("/") || folder == "." || folder.isEmpty { return path }
        return folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
    }
}
