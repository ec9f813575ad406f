import Foundation

/// Identifies a process for other processes; the number alone is not enough, because the system reuses it.
public struct ProcessIdentity: Codable, Equatable, Sendable {
    public let host: String
    /// Distinguishes a machine from others of the same name, from itself before a reboot, and from containers on it.
    public let machine: String
    public let pid: Int32
    /// When the process started, in the system's own units; empty if unknown.
    public let start: String

    /// This process.
    public static var current: ProcessIdentity {
        ProcessIdentity(host: hostName, machine: machineName, pid: getpid(), start: status(of: getpid())?.start ?? "")
    }

    /// Whether the process is alive; nil if it is on another machine, where this cannot be checked.
    public var isAlive: Bool? {
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
