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

    /// A path that is relative to a folder, which may itself be relative to the working directory, from the root on.
    package static func absolute(_ path: String, from folder: String) -> String {
        let path = join(folder, path)
        return path.hasPrefix("/") ? path : join(FileManager.default.currentDirectoryPath, path)
    }

    package static func join(_ folder: String, _ path: String) -> String {
        if path.hasPrefix("/") || folder == "." || folder.isEmpty { return path }
        return folder.hasSuffix("/") ? folder + path : "\(folder)/\(path)"
    }
}
