import Downloads
import Foundation
import Synchronization

/// The SHA-256 of files, which are read again only after they have changed: a report asks for the same images many times.
enum FileSums {
    private struct Known {
        let version: [Int]
        let sha256: String
    }

    private static let known = Mutex<[String: Known]>([:])

    /// Nil for what is no file that can be read.
    static func sha256(_ path: String) -> String? {
        guard let version = version(path) else { return nil }
        if let found = known.withLock({ $0[path] }), found.version == version { return found.sha256 }
        guard let sum = try? FileSum(ofFileAt: path) else { return nil }
        known.withLock { $0[path] = Known(version: version, sha256: sum.sha256) }
        return sum.sha256
    }

    /// What changes with a file's content.
    private static func version(_ path: String) -> [Int]? {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        #if os(Linux)
        let modified = status.st_mtim
        #else
        let modified = status.st_mtimespec
        #endif
        return [
            Int(truncatingIfNeeded: status.st_dev), Int(truncatingIfNeeded: status.st_ino), Int(status.st_size),
            Int(modified.tv_sec), Int(modified.tv_nsec),
        ]
    }
}
