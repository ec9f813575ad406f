import Foundation
import Synchronization

/// A started program, or a process that it left behind, kept its output open for so long that it would never have ended.
///
/// It is stopped, so that one test fails and says why; without this the whole suite would wait, and nobody would learn for what.
final class Endless: Error, CustomStringConvertible, Sendable {
    /// More than any test takes on a busy machine.
    static let minutes = 15.0

    private let arguments: [String]
    private let pipes: Set<String>
    private let found = Mutex<[String]>([])

    /// - Parameters:
    ///   - arguments: of the program.
    ///   - pipes: those that it writes to.
    init(of arguments: [String], pipes: [Pipe]) {
        self.arguments = arguments
        self.pipes = Set(pipes.compactMap { Self.file(of: "self", "\($0.fileHandleForReading.fileDescriptor)") })
    }

    /// The processes that were stopped, each with its state and its command; empty as long as none was.
    var holders: [String] { found.withLock(\.self) }

    var description: String {
        "'dip \(arguments.joined(separator: " "))' did not end within \(Int(Self.minutes)) minutes; stopped: "
            + holders.joined(separator: "; ")
    }

    /// Kills every other process that holds one of the pipes open.
    func stop() {
        let own = "\(ProcessInfo.processInfo.processIdentifier)"
        for process in Self.names(in: "/proc") where Int32(process) != nil && process != own {
            let files = Self.names(in: "/proc/\(process)/fd").compactMap { Self.file(of: process, $0) }
            guard !pipes.isDisjoint(with: files) else { continue }
            let state = Self.text("/proc/\(process)/status").split(separator: "\n").filter {
                $0.hasPrefix("State") || $0.hasPrefix("PPid")
            }
            let command = Self.text("/proc/\(process)/cmdline").replacing("\0", with: " ")
            found.withLock { $0.append("\(process) (\(state.joined(separator: ", "))) \(command)") }
            kill(Int32(process)!, SIGKILL)
        }
        found.withLock { if $0.isEmpty { $0 = ["none, its end was not noticed"] } }
    }

    private static func names(in folder: String) -> [String] {
        (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    }

    /// What an open file is, such as `pipe:[4711]`.
    private static func file(of process: String, _ number: String) -> String? {
        try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/\(process)/fd/\(number)")
    }

    private static func text(_ path: String) -> String { (try? String(contentsOfFile: path, encoding: .utf8)) ?? "" }
}
