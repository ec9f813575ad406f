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
