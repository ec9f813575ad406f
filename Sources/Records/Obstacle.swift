import Foundation
import Wording

/// What stands under the name of a record's file and is no regular file: a folder, a pipe, a device or a symbolic link.
///
/// Nothing of the records is written through a link, as that would change a file elsewhere, and nothing is read from a pipe.
enum Obstacle {
    /// The kind of what is there, as it stands in a sentence; nil for a regular file and for nothing.
    static func kind(_ path: String) -> String? {
        var status = stat()
        guard lstat(path, &status) == 0 else { return nil }
        return kind(status)
    }

    static func kind(_ status: stat) -> String? {
        switch status.st_mode & S_IFMT {
        case S_IFREG: nil
        case S_IFDIR: "a folder"
        case S_IFLNK: "a symbolic link"
        case S_IFCHR, S_IFBLK: "a device"
        default: "a pipe or socket"
        }
    }

    /// Makes room for a regular file: what else is there gets the ending `.corrupt`. Throws `RecordError`.
    /// - Returns: whether something was in the way.
    @discardableResult
    static func setAside(_ path: String) throws -> Bool {
        guard kind(path) != nil else { return false }
        try rename(path)
        return true
    }

    /// Gives what is there the ending `.corrupt`, and a number where that name is taken by what cannot be replaced.
    ///
    /// Throws `RecordError`, for one for a device: it belongs to the system.
    static func rename(_ path: String) throws {
        if let kind = kind(path), kind == "a device" {
            throw RecordError("\(path): cannot be replaced: it is \(kind), not a file")
        }
        var reason: Int32 = 0
        for number in 1...100 {
            let target = path + ".corrupt" + (number == 1 ? "" : "-\(number)")
            if Foundation.rename(path, target) == 0 || errno == ENOENT { return }
            reason = errno
            guard [EISDIR, ENOTDIR, EEXIST, ENOTEMPTY].contains(reason) else { break }
        }
        throw RecordError("\(path): cannot be renamed: \(SystemReason.text(reason))")
    }

    /// Removes a regular file and sets aside what else is there, so that a file can be made exclusively. Throws `RecordError`.
    static func clear(_ path: String) throws {
        if try setAside(path) { return }
        if unlink(path) != 0, errno != ENOENT {
            throw RecordError("\(path): cannot be replaced: \(SystemReason.text())")
        }
    }
}
