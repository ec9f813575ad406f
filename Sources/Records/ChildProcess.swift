import Foundation
import Synchronization
import Wording

/// How a process ended.
package struct ProcessEnd: Equatable, Sendable {
    /// Whether a signal ended it.
    package let isSignal: Bool
    /// The signal's number, or the exit status.
    package let number: Int32

    package var isSuccess: Bool { !isSignal && number == 0 }
}

/// Learns of the end of a process that was started, also where Foundation does not.
///
/// Foundation learns of an end from a socket that closes. A process that outlives the one in question may hold it open, and on a loaded
/// machine Foundation's watching thread has been seen to sleep on; the system itself always knows.
package final class ProcessWatch: @unchecked Sendable {
    private static let patience = 3.0
    private let process: Process
    private let lock = NSLock()
    private var end: ProcessEnd?
    /// When the process was first found dead while Foundation took it for running.
    private var deadSince: Double?

    package init(_ process: Process) {
        self.process = process
    }

    /// How the process ended; nil while it runs.
    package func poll() -> ProcessEnd? {
        lock.withLock {
            end = end ?? noticed() ?? unnoticed()
            return end
        }
    }

    /// Waits until the process has ended.
    ///
    /// `waitUntilExit` goes to sleep in the run loop of the calling thread until a moment of the wall clock. Where that clock has been put
    /// back by an hour it sleeps for an hour, and a run that only asks git for its commit does not begin.
    package func wait() -> ProcessEnd {
        var pause: UInt32 = 200
        while true {
            if let end = poll() { return end }
            usleep(pause)
            // Most children end at once, and the others are not to be looked at too often.
            pause = min(2 * pause, 20_000)
        }
    }

    private func noticed() -> ProcessEnd? {
        guard !process.isRunning else { return nil }
        return ProcessEnd(
            isSignal: process.terminationReason == .uncaughtSignal, number: process.terminationStatus)
    }

    /// The end of a process that has been dead for some seconds and that Foundation still takes for running.
    private func unnoticed() -> ProcessEnd? {
        var information = siginfo_t(), status: Int32 = 0
        let number = process.processIdentifier
        guard waitid(P_PID, id_t(number), &information, WEXITED | WNOHANG | WNOWAIT) == 0,
            information.si_signo == SIGCHLD
        else { return nil }
        let now = ProcessInfo.processInfo.systemUptime
        let since = deadSince ?? now
        deadSince = since
        guard now - since >= Self.patience, waitpid(number, &status, WNOHANG) == number else { return nil }
        let signal = status & 0x7f
        return signal != 0
            ? ProcessEnd(isSignal: true, number: signal) : ProcessEnd(isSignal: false, number: status >> 8 & 0xff)
    }
}

extension Process {
    /// Starts it with these arguments and without input.
    /// - Throws: what `failure` makes of the reason, in words.
    package func start(_ arguments: [String], output: Any, errors: Any, failure: (String) -> any Error) throws {
        self.arguments = arguments
        standardInput = FileHandle.nullDevice
        standardOutput = output
        standardError = errors
        do {
            try run()
        } catch {
            throw failure(SystemReason.text(of: error))
        }
    }

    /// What a program prints to its standard output, given no input; nil where it cannot be started or fails.
    package static func output(of executable: String, _ arguments: [String]) -> String? {
        let process = Process(), output = Pipe()
        process.executableURL = URL(fileURLWithPath: executable)
        guard
            (try? process.start(arguments, output: output, errors: FileHandle.nullDevice) { RecordError($0) }) != nil
        else { return nil }
        let data = output.readToEnd()
        return process.waitForEnd().isSuccess ? String(decoding: data, as: UTF8.self) : nil
    }

    /// Waits until the process has ended, also where Foundation does not notice.
    @discardableResult
    package func waitForEnd() -> ProcessEnd { ProcessWatch(self).wait() }
}

extension Pipe {
    /// Everything that is written to the pipe, until nobody holds its other end. The pipe is closed then: Foundation may keep
    /// an ended process with its pipes.
    ///
    /// `FileHandle` ends the program, or gives nothing, where a signal interrupts the call.
    package func readToEnd() -> Data {
        let handle = fileHandleForReading
        defer { try? handle.close() }
        return (try? FileDescriptor(number: handle.fileDescriptor, path: "pipe").readToEnd()) ?? Data()
    }

    /// Everything that is written to this pipe and to another one, read at once: who writes to a full pipe waits for its reader.
    package func readToEnd(with other: Pipe) -> (own: Data, other: Data) {
        let found = Mutex(Data()), isRead = DispatchSemaphore(value: 0)
        Thread.detachNewThread {
            let data = other.readToEnd()
            found.withLock { $0 = data }
            isRead.signal()
        }
        let data = readToEnd()
        isRead.wait()
        return (data, found.withLock { $0 })
    }
}
