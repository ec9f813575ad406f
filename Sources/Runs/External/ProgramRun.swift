import Foundation
import Quoting

/// A program that runs in a process group of its own, with limits on its time and memory.
///
/// Its input is empty, and what it says goes to a file, of which the end is kept. It ends with this process, however that ends.
final class ProgramRun {
    enum Ending: Equatable {
        case ended(Int32), killed(Int32), tooSlow, tooLarge, interrupted
    }

    private let process: pid_t
    let guardian: Guardian
    private let seconds: Double
    private let memoryMB: Int
    private let started = ProcessInfo.processInfo.systemUptime
    private let isInterrupted: () -> Bool
    /// Where standard output and standard error go.
    let transcript = FileManager.default.temporaryDirectory.appendingPathComponent("dip-\(UUID().uuidString).txt")
        .path
    /// How often time and memory are looked at, in microseconds.
    private static let pause: UInt32 = 20_000
    /// The most bytes that a program may have said before the file begins anew.
    private static let longestTranscript = 4 << 20

    /// - Throws: `ExternalProgramError` when the program cannot be started.
    init(
        _ words: [String], seconds: Double, memoryMB: Int,
        isInterrupted: @escaping () -> Bool = { Interruption.isRequested }
    ) throws {
        self.seconds = seconds
        self.memoryMB = memoryMB
        self.isInterrupted = isInterrupted
        let transcript = transcript
        process = try ChildGroup.start(words) { actions in
            posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
            // Of a file that is emptied the program goes on at its beginning.
            posix_spawn_file_actions_addopen(&actions, 1, transcript, O_WRONLY | O_CREAT | O_EXCL | O_APPEND, 0o600)
            posix_spawn_file_actions_adddup2(&actions, 1, 2)
        }
        do {
            guardian = try Guardian(of: process)
        } catch {
            kill(-process, SIGKILL)
            waitpid(process, nil, 0)
            try? FileManager.default.removeItem(atPath: transcript)
            throw error
        }
    }

    deinit { try? FileManager.default.removeItem(atPath: transcript) }

    /// Waits until the program ends or has to be ended, with all that it started.
    func wait() throws -> Ending {
        defer { guardian.dismiss() }
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
            shortenTranscript()
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

    private func shortenTranscript() {
        var status = stat()
        guard stat(transcript, &status) == 0, status.st_size > Self.longestTranscript else { return }
        truncate(transcript, 0)
    }

    /// What the program has said, without empty lines and control characters: its last lines, and of each the beginning.
    func lines(last count: Int) -> [String] {
        guard let file = FileHandle(forReadingAtPath: transcript), let end = try? file.seekToEnd() else { return [] }
        try? file.seek(toOffset: end > 65536 ? end - 65536 : 0)
        let text = String(decoding: (try? file.readToEnd()) ?? Data(), as: UTF8.self)
        return text.split(whereSeparator: \.isNewline).map { TerminalText.safe(String($0.prefix(200))) }
            .filter { !$0.allSatisfy(\.isWhitespace) }.suffix(count)
    }

    /// The first line that the program has said; nil where there is none.
    var firstLine: String? {
        guard let file = FileHandle(forReadingAtPath: transcript), let data = try? file.read(upToCount: 4096) else {
            return nil
        }
        return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline).first.map {
            TerminalText.safe(String($0.prefix(200)))
        }
    }
}

/// Starts programs in process groups of their own.
private enum ChildGroup {
    #if os(Linux)
    typealias Actions = posix_spawn_file_actions_t
    #else
    typealias Actions = posix_spawn_file_actions_t?
    #endif

    /// - Parameter files: says which files the program has.
    /// - Throws: `ExternalProgramError` when the program cannot be started.
    static func start(_ words: [String], files: (inout Actions) -> Void) throws -> pid_t {
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
        files(&actions)
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
        return number
    }
}

/// Ends a group of processes when this process has ended without doing so, as when it was killed.
final class Guardian {
    private let process: pid_t
    /// The end of a pipe that only this process holds: the guardian reads the other one to its end.
    private var pipe: Int32

    init(of group: pid_t) throws {
        var ends: [Int32] = [-1, -1]
        guard Foundation.pipe(&ends) == 0 else {
            throw ExternalProgramError(
                description: "method 'external': no pipe can be made: \(String(cString: strerror(errno)).lowercased())")
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        defer { close(ends[0]) }
        do {
            process = try ChildGroup.start(["/bin/sh", "-c", "read line; kill -9 -\(group)"]) { actions in
                posix_spawn_file_actions_adddup2(&actions, ends[0], 0)
                posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
                posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
            }
        } catch {
            close(ends[1])
            throw error
        }
        pipe = ends[1]
    }

    /// Lets go of the pipe, as the end of this process does.
    func forget() {
        close(pipe)
        pipe = -1
    }

    /// Ends the guardian before the number of its group can be another's.
    func dismiss() {
        kill(process, SIGKILL)
        waitpid(process, nil, 0)
        if pipe >= 0 { forget() }
    }
}
