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
struct FoundLock: Equatable {
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

/// Identifies a process for other processes; the number alone is not enough, because the system reuses it.
package struct ProcessIdentity: Codable, Equatable, Sendable {
    package let host: String
    /// Distinguishes a machine from others of the same name, from itself before a reboot, and from containers on it.
    package let machine: String
    package let pid: Int32
    /// When the process started, in the system's own units; empty if unknown.
    package let start: String

    /// This process.
    package static var current: ProcessIdentity {
        ProcessIdentity(host: hostName, machine: machineName, pid: getpid(), start: status(of: getpid())?.start ?? "")
    }

    /// Whether the process is alive; nil if it is on another machine, where this cannot be checked.
    package var isAlive: Bool? {
        guard host == Self.hostName, machine == Self.machineName else { return nil }
        // To the system, other numbers mean groups of processes.
        guard pid > 0 else { return false }
        guard let status = Self.status(of: pid) else {
            // The system may hide the processes of others.
            return kill(pid, 0) == 0 || errno == EPERM
        }
        return status.start == start && !["Z", "X"].contains(status.state)
    }

    private static let hostName = ProcessInfo.processInfo.hostName

    private static let machineName: String = {
        let boot =
            (try? TextFile.read("/proc/sys/kernel/random/boot_id"))?.trimmingCharacters(in: .whitespacesAndNewlines)
            ?? ""
        let processes = (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/pid")) ?? ""
        return "\(boot) \(processes)"
    }()

    /// State and start of a process; nil where the system does not tell or there is none.
    private static func status(of pid: Int32) -> (state: String, start: String)? {
        guard let text = try? TextFile.read("/proc/\(pid)/stat"), let name = text.lastIndex(of: ")") else { return nil }
        // The program's name before may hold anything; the state is the third field of the line and the start the 22nd.
        let fields = text[text.index(after: name)...].split(separator: " ")
        return fields.count > 19 ? (String(fields[0]), String(fields[19])) : nil
    }
}
