import Foundation

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
        let first = standard(one), second = standard(other)
        if first == second { return true }
        // Two names of one folder, as a link gives it.
        guard let (place, name) = parts(first), let (otherPlace, otherName) = parts(second), name == otherName else {
            return false
        }
        guard let folder = FileIdentity(place) else { return false }
        return folder == FileIdentity(otherPlace)
    }

    /// Whether a path leads to `other`, or to something below it.
    static func isAtOrBelow(_ path: String, _ other: String) -> Bool {
        var place = standard(path)
        while true {
            if isSame(place, other) { return true }
            guard let (folder, _) = parts(place) else { return false }
            place = folder
        }
    }

    /// From the root on, without `.` and `..`.
    private static func standard(_ path: String) -> String { URL(fileURLWithPath: path).standardizedFileURL.path }

    /// Nil for the root.
    private static func parts(_ path: String) -> (folder: String, name: String)? {
        guard path.count > 1, let slash = path.lastIndex(of: "/") else { return nil }
        return (slash == path.startIndex ? "/" : String(path[..<slash]), String(path[path.index(after: slash)...]))
    }
}
