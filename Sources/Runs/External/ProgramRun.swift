import Foundation
import Quoting
import Records
import Wording

/// A program that runs in a process group of its own, with limits on its time and memory.
///
/// Its input is empty, and of what it says the beginning and the end are kept. It ends with this process, however that ends.
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
    /// Where standard output and standard error end.
    private let speech: Int32
    private(set) var transcript = Transcript()
    /// How often time and memory are looked at, in seconds.
    private static let pause = 0.02

    /// - Throws: `ExternalProgramError` when the program cannot be started.
    init(
        _ words: [String], seconds: Double, memoryMB: Int,
        isInterrupted: @escaping () -> Bool = { Interruption.isRequested }
    ) throws {
        self.seconds = seconds
        self.memoryMB = memoryMB
        self.isInterrupted = isInterrupted
        let ends = try ChildGroup.pipe()
        defer { close(ends.writing) }
        speech = ends.reading
        _ = fcntl(speech, F_SETFL, O_NONBLOCK)
        do {
            process = try ChildGroup.start(words) { actions in
                posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
                for number: Int32 in [1, 2] { posix_spawn_file_actions_adddup2(&actions, ends.writing, number) }
            }
        } catch {
            close(speech)
            throw error
        }
        do {
            guardian = try Guardian(of: process)
        } catch {
            kill(-process, SIGKILL)
            waitpid(process, nil, 0)
            close(speech)
            throw error
        }
    }

    deinit { close(speech) }

    /// Waits until the program ends or has to be ended, with all that it started.
    func wait() throws -> Ending {
        defer {
            takeRest()
            guardian.dismiss()
        }
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
            listen(for: Self.pause)
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
            // The group is the third field behind the name, which is in brackets and may hold spaces, or half of a character.
            guard let data = try? TextFile.data("/proc/\(number)/stat"),
                let fields = String(decoding: data, as: UTF8.self).split(separator: ")").last?.split(separator: " "),
                fields.count > 21, Int32(fields[2]) == process
            else { return total }
            return total + (Int(fields[21]) ?? 0)
        }
        return (pages * Int(getpagesize())) >> 20
    }

    /// Takes what the program says until some seconds have passed.
    private func listen(for seconds: Double) {
        let end = ProcessInfo.processInfo.systemUptime + seconds
        while case let left = end - ProcessInfo.processInfo.systemUptime, left > 0 {
            switch take() {
            case 1...: continue
            // Nobody holds the other end any more.
            case 0: usleep(UInt32(left * 1e6))
            default:
                var wish = pollfd(fd: speech, events: Int16(POLLIN), revents: 0)
                _ = poll(&wish, 1, Int32(left * 1000) + 1)
            }
        }
    }

    /// Takes what waits in the pipe. Others that the program has left behind may hold it, and need not ever end.
    private func takeRest() {
        for _ in 0..<4 where take() <= 0 { return }
    }

    /// Takes a part of what waits in the pipe: its bytes, 0 at the end, less where nothing waits.
    private func take() -> Int {
        var part = [UInt8](repeating: 0, count: 1 << 16)
        let count = read(speech, &part, part.count)
        if count > 0 { transcript.add(part[..<count]) }
        return count
    }
}

/// The beginning and the end of what a program says, however much that is.
struct Transcript {
    private static let beginning = 4096, end = 65536
    private var first: [UInt8] = [], last: [UInt8] = []

    mutating func add(_ bytes: ArraySlice<UInt8>) {
        first += bytes.prefix(Self.beginning - first.count)
        last += bytes
        if last.count > 2 * Self.end { last.removeFirst(last.count - Self.end) }
    }

    /// The last lines without empty ones and control characters, and of each the beginning.
    func lines(last count: Int) -> [String] {
        String(decoding: last.suffix(Self.end), as: UTF8.self).split(whereSeparator: \.isNewline)
            .map { TerminalText.safe(String($0.prefix(200))) }.filter { !$0.allSatisfy(\.isWhitespace) }.suffix(count)
    }

    /// Nil where nothing was said.
    var firstLine: String? {
        String(decoding: first, as: UTF8.self).split(whereSeparator: \.isNewline).first.map {
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

    /// A pipe whose ends no other program gets.
    static func pipe() throws -> (reading: Int32, writing: Int32) {
        var ends: [Int32] = [-1, -1]
        guard Foundation.pipe(&ends) == 0 else {
            throw ExternalProgramError(
                description: "method 'external': no pipe can be made: \(SystemReason.text())")
        }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        return (ends[0], ends[1])
    }

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
                    + SystemReason.text(status))
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
        let ends = try ChildGroup.pipe()
        defer { close(ends.reading) }
        do {
            process = try ChildGroup.start(["/bin/sh", "-c", "read line; kill -9 -\(group)"]) { actions in
                posix_spawn_file_actions_adddup2(&actions, ends.reading, 0)
                posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
                posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
            }
        } catch {
            close(ends.writing)
            throw error
        }
        pipe = ends.writing
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
