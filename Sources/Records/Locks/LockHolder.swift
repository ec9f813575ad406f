import Foundation

/// The process that holds the lock of a folder.
package struct LockHolder: Codable, Equatable, Sendable {
    package let process: ProcessIdentity
    /// ISO 8601, UTC.
    package let since: String
    /// Unique to this lock.
    package let token: String

    /// `process 123 on host`.
    package var words: String { "process \(process.pid) on \(process.host)" }
}

/// A lock file found in a folder.
struct FoundClaim: Equatable {
    /// Nil while it is being written.
    let holder: LockHolder?
    private let inode: ino_t
    private let seconds: Int
    private let nanoseconds: Int

    /// Nil when there is none.
    init?(_ path: String) {
        guard let file = try? FileDescriptor(opening: path, flags: O_RDONLY | O_NOFOLLOW, purpose: "be read") else {
            return nil
        }
        defer { try? file.close() }
        var status = stat()
        guard fstat(file.number, &status) == 0 else { return nil }
        inode = status.st_ino
        (seconds, nanoseconds) = FileTime.modified(status)
        holder = (try? file.readToEnd()).flatMap { try? JSONDecoder().decode(LockHolder.self, from: $0) }
    }

    /// Seconds since the last sign of life; by the clock of the file system, which all machines share, when it was given by another one.
    func age(in directory: String) -> Double { max(0, elapsed(in: directory)) }

    private func elapsed(in directory: String) -> Double {
        let now = holder?.process.isAlive == nil ? FileTime.now(in: directory) : Date().timeIntervalSince1970
        return now - Double(seconds) - Double(nanoseconds) * 1e-9
    }

    /// Whether the last sign of life of another machine lies in the future: a clock was put back since.
    func isAhead(in directory: String) -> Bool { holder?.process.isAlive == nil && elapsed(in: directory) < -5 }

    /// A process of this machine is looked at; for any other one its last sign of life counts.
    func isAlive(in directory: String, limit: Double) -> Bool {
        holder?.process.isAlive ?? (age(in: directory) < limit)
    }
}

/// Times reported by a file system.
enum FileTime {
    static func modified(_ status: stat) -> (seconds: Int, nanoseconds: Int) {
        #if os(Linux)
        (status.st_mtim.tv_sec, status.st_mtim.tv_nsec)
        #else
        (status.st_mtimespec.tv_sec, status.st_mtimespec.tv_nsec)
        #endif
    }

    /// The modification time of a file created just now, in seconds since 1970; this machine's own time if none can be created.
    static func now(in directory: String) -> Double {
        let path = AtomicFile.temporaryPath(beside: directory + "/now")
        var status = stat()
        guard let file = try? FileDescriptor(opening: path, flags: O_WRONLY | O_CREAT | O_EXCL, purpose: "be written")
        else {
            return Date().timeIntervalSince1970
        }
        defer {
            try? file.close()
            unlink(path)
        }
        guard fstat(file.number, &status) == 0 else { return Date().timeIntervalSince1970 }
        let (seconds, nanoseconds) = modified(status)
        return Double(seconds) + Double(nanoseconds) * 1e-9
    }
}
