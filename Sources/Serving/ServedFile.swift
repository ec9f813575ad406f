import Foundation
import Records

/// A file of the records or the figures that the page shows.
enum ServedFile {
    /// By the file's extension; nil for what is not served.
    static func contentType(of name: String) -> String? {
        switch name.split(separator: ".", omittingEmptySubsequences: false).last {
        case "png": "image/png"
        case "svg": "image/svg+xml"
        case "csv", "yaml", "txt", "gp": "text/plain; charset=utf-8"
        case "json": "application/json"
        default: nil
        }
    }

    /// The file's bytes; nil if there is none, or if a link leads out of the folder.
    static func data(_ names: [String], in root: String) -> Data? {
        let folder = URL(fileURLWithPath: root).resolvingSymlinksInPath().path
        let path = ([root] + names).joined(separator: "/")
        guard URL(fileURLWithPath: path).resolvingSymlinksInPath().path.hasPrefix(folder + "/") else { return nil }
        return try? TextFile.data(path)
    }
}
