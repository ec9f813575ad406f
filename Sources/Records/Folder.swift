import Foundation
import Wording

/// Creates folders, with errors that name the folder at fault.
package enum Folder {
    package static func exists(_ path: String) -> Bool {
        var isFolder: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) && isFolder.boolValue
    }

    /// Creates a folder and its parents; throws `RecordError` when a file is in the way or the folder is not writable.
    package static func create(_ path: String) throws {
        var partial = path.hasPrefix("/") ? "/" : ""
        for component in path.split(separator: "/") {
            partial += (partial.isEmpty || partial.hasSuffix("/") ? "" : "/") + component
            // Looking at the file system changes errno, so it is kept first.
            let failure = mkdir(partial, 0o777) == 0 ? 0 : errno
            if failure == 0 || exists(partial) { continue }
            throw RecordError(
                "\(partial): cannot be created: "
                    + (failure == EEXIST ? "a file of that name is in the way" : SystemReason.text(failure)))
        }
        if access(path, W_OK) != 0 {
            throw RecordError("\(path): cannot be written to: \(SystemReason.text())")
        }
    }
}
