import Foundation

/// A program that runs in a process group of its own, with limits on its time and memory.
///
/// Its input is empty, and what it says goes to this process's standard error, where a worker's complaints are read.
final class ProgramRun {
    enum Ending: Equatable {
        case ended(Int32), killed(Int32), tooSlow, tooLarge, interrupted
    }

    private let process: pid_t
    private let seconds: Double
    private let memoryMB: Int
    private let started = ProcessInfo.processInfo.systemUptime
    /// Where standard output goes, if it is kept.
    private let transcript: String?
    private let isInterrupted: () -> Bool
    /// How often time and memory are looked at, in microseconds.
    private static let pause: UInt32 = 20_000

    /// - Throws: `ExternalProgramError` when the program cannot be started.
    init(
        _ words: [String], seconds: Double, memoryMB: Int, keepsOutput: Bool = false,
        isInterrupted: @escaping () -> Bool = { Interruption.isRequested }
    ) throws {
        self.seconds = seconds
        self.memoryMB = memoryMB
        self.isInterrupted = isInterrupted
        transcript =
            keepsOutput
            ? FileManager.default.temporaryDirectory.appendingPathComponent("dip-\(UUID().uuidString).txt").path : nil
        #if os(Linux)
        var actions = posix_spawn_file_actions_t(), attributes = posix_spawnattr_t()
        #else
        var actions: posix_spawn_file_actions_t?, attributes: posix_spawnattr_t?
        #endif
        posix_spawn_file_actions_init(&actions)
        posix_spawnattr_init(&attributes)
        defer {
            posix_spawn_file_actions_destroy(&actions)
            posix_spawnattr_destroy(&attributes)
        }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        if let transcript {
            posix_spawn_file_actions_addopen(&actions, 1, transcript, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        } else {
            posix_spawn_file_actions_adddup2(&actions, 2, 1)
        }
        // Signals that this process catches or ignores must not be lost on the other.
        var defaults = sigset_t()
        sigemptyset(&defaults)
        for signal in [SIGINT, SIGTERM, SIGUSR2, SIGPIPE] { sigaddset(&defaults, signal) }
        posix_spawnattr_setsigdefault(&attributes, &defaults)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGDEF))
        let arguments = words.map { strdup($0) } + [nil]
        let environment = ProcessInfo.processInfo.environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
        defer { for word in arguments + environment { free(word) } }
        var number: pid_t = 0
        let status = posix_spawnp(&number, words[0], &actions, &attributes, arguments, environment)
        guard status == 0 else {
            throw ExternalProgramError(
                description: "method 'external': the program \(words[0]) cannot be started: "
                    + String(cString: strerror(status)).lowercased())
        }
        process = number
    }

    /// Waits until the program ends or has to be ended, with all that it started.
    func wait() throws -> Ending {
        while true {
            var status: Int32 = 0
            let found = waitpid(process, &status, WNOHANG)
            if found == process {
                // What it left behind in its group ends with it.
                kill(-process, SIGKILL)
                return status & 0x7F == 0 ? .ended(status >> 8 & 0xFF) : .killed(status & 0x7F)
            }
            if let reason = reasonToStop {
                kill(-process, SIGKILL)
                waitpid(process, &status, 0)
                return reason
            }
            usleep(Self.pause)
        }
    }

    private var reasonToStop: Ending? {
        if isInterrupted() { return .interrupted }
        if ProcessInfo.processInfo.systemUptime - started > seconds { return .tooSlow }
        return residentMB > memoryMB ? .tooLarge : nil
    }

    /// The memory that all processes of the group hold, in MB; 0 where the system has no /proc.
    private var residentMB: Int {
        let numbers = ((try? FileManager.default.contentsOfDirectory(atPath: "/proc")) ?? []).filter { Int($0) != nil }
        let pages = numbers.reduce(0) { total, number in
            // The group is the third field behind the name, which is in brackets and may hold spaces.
            guard let handle = FileHandle(forReadingAtPath: "/proc/\(number)/stat"),
                let data = try? handle.readToEnd(),
                let fields = String(decoding: data, as: UTF8.self).split(separator: ")").last?.split(separator: " "),
                fields.count > 21, Int32(fields[2]) == process
            else { return total }
            return total + (Int(fields[21]) ?? 0)
        }
        return (pages * Int(getpagesize())) >> 20
    }

    /// The first line of a standard output that was kept; nil where it is empty.
    var firstLine: String? {
        guard let transcript, let text = try? String(contentsOfFile: transcript, encoding: .utf8) else { return nil }
        try? FileManager.default.removeItem(atPath: transcript)
        return text.split(whereSeparator: \.isNewline).first.map(String.init)
    }
}
