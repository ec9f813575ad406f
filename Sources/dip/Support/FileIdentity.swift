import Foundation
import Specs

/// A file or folder by its place on the disk, which all of its names share.
struct FileIdentity: Hashable {
    private let device: UInt64, inode: UInt64

    /// Nil where nothing is there.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        device = UInt64(truncatingIfNeeded: status.st_dev)
        inode = UInt64(truncatingIfNeeded: status.st_ino)
    }

    /// Whether two paths lead to the same file; neither needs to exist.
    static func isSame(_ one: String, _ other: String) -> Bool {
        if let first = FileIdentity(one), let second = FileIdentity(other) { return first == second }
        return resolved(one) == resolved(other)
    }

    /// Whether a path leads to `other`, or to something below it; neither needs to exist.
    static func isAtOrBelow(_ path: String, _ other: String) -> Bool {
        var place = resolved(path)
        while !isSame(place, other) {
            guard place != "/" else { return false }
            place = FilePath.folder(place)
        }
        return true
    }

    /// The full path, without links as far as it is there.
    static func resolved(_ path: String) -> String {
        var place = URL(fileURLWithPath: path).standardizedFileURL.path, missing = ""
        while place != "/" {
            if let real = realpath(place, nil) {
                defer { free(real) }
                return String(cString: real) + missing
            }
            missing = "/" + FilePath.name(place) + missing
            place = FilePath.folder(place)
        }
        return missing.isEmpty ? "/" : missing
    }
}
