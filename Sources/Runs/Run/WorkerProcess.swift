import Foundation
import Records
import Wording

/// A running run, as the scheduler sees it.
package protocol RunProcess: AnyObject {
    /// Passes on the messages since the last call to the observer; returns nil while the run is running.
    func poll() -> RunOutcome?
    /// Sends a signal that requests a stop.
    func stop(_ signal: Int32)
    /// Ends the work at once, as it did not stop when it was asked to.
    func kill()
    /// The memory that the run holds now, in bytes.
    var residentBytes: Int { get }
}

/// A run in its own process, so that a crash ends no other run.
///
/// The process has a pipe as its standard input: when the scheduler is killed, the pipe closes and the process stops. Messages come from
/// its standard output, one per line; standard error explains a crash.
package final class WorkerProcess: RunProcess {
    private let process = Process()
    private let watch: ProcessWatch
    private let life = Pipe(), output = Pipe(), complaints = Pipe()
    private let directory: String
    private let observer: any RunObserver
    private var unread: [UInt8] = []
    private var complaint: [UInt8] = []
    private var ending: RunOutcome?
    private var wasKilled = false
    /// Known when the process has ended and all that it said is heard.
    private var outcome: RunOutcome?

    /// Starts the process; throws the system's error if that fails.
    package init(executable: URL, arguments: [String], directory: String, observer: any RunObserver) throws {
        self.directory = directory
        self.observer = observer
        watch = ProcessWatch(process)
        process.executableURL = executable
        process.arguments = arguments
        // The program that shows where a process crashed would stay behind when this one is killed; what it would say is not kept.
        process.environment = ProcessInfo.processInfo.environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { own, _ in
            own
        }
        process.standardInput = life
        process.standardOutput = output
        process.standardError = complaints
        do {
            try process.run()
        } catch {
            throw RecordError("the process of the run cannot be started: \(SystemReason.text(of: error))")
        }
        for pipe in [output, complaints] {
            let number = pipe.fileHandleForReading.fileDescriptor
            _ = fcntl(number, F_SETFL, fcntl(number, F_GETFL) | O_NONBLOCK)
        }
    }

    package func stop(_ signal: Int32) {
        if outcome == nil, watch.poll() == nil { Foundation.kill(process.processIdentifier, signal) }
    }

    package func kill() {
        wasKilled = true
        stop(SIGKILL)
    }

    package var residentBytes: Int { ProcessMemory.bytes(.resident, of: "\(process.processIdentifier)") }

    package func poll() -> RunOutcome? {
        if let outcome { return outcome }
        // Looked at first: what a process said before its end is in the pipe by then.
        let end = watch.poll()
        unread += Self.read(output)
        complaint = (complaint + Self.read(complaints)).suffix(4096)
        while let newline = unread.firstIndex(of: UInt8(ascii: "\n")) {
            hear(WorkerMessage(line: unread[..<newline]))
            unread.removeSubrange(...newline)
        }
        guard let end else { return nil }
        close()
        outcome = ending ?? died(end)
        return outcome
    }

    /// A sweep has more runs than a process may have open files, and Foundation keeps the pipes of processes that have ended.
    private func close() {
        for handle in handles { try? handle.close() }
    }

    /// This process's ends of the pipes.
    private var handles: [FileHandle] {
        [life.fileHandleForWriting, output.fileHandleForReading, complaints.fileHandleForReading]
    }

    /// The descriptors of the pipes while they are open, for tests.
    var descriptors: [Int32] { handles.map(\.fileDescriptor) }

    private func hear(_ message: WorkerMessage?) {
        switch message {
        case .resume(let iteration, let origin): observer.resume(at: iteration, from: origin)
        case .remark(let sentence): observer.remark(sentence)
        case .progress(let done, let psnr):
            observer.measured(psnr: psnr)
            observer.advance(to: done)
        case .end(let ending): self.ending = ending
        case nil: break
        }
    }

    /// All that is in a pipe now.
    private static func read(_ pipe: Pipe) -> [UInt8] {
        let number = pipe.fileHandleForReading.fileDescriptor
        var all: [UInt8] = [], chunk = [UInt8](repeating: 0, count: 1 << 14)
        while true {
            let count = Foundation.read(number, &chunk, chunk.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return all }
            all += chunk[..<count]
        }
    }

    /// The process ended without reporting the outcome: notes that in the record, which still says "running".
    private func died(_ end: ProcessEnd) -> RunOutcome {
        let number = end.number
        let said = String(decoding: complaint, as: UTF8.self).split(separator: "\n").map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        guard end.isSignal else {
            let sentence = said.last.map { $0.hasPrefix("dip: ") ? String($0.dropFirst(5)) : $0 }
            return .failed(sentence ?? "its process ended with status \(number) and no message")
        }
        if wasKilled {
            DeadRun.note(
                "its process did not stop when it was asked to, and was killed", log: nil, in: directory,
                as: .interrupted)
            return .interrupted
        }
        let stops = [SIGINT, SIGTERM, SIGUSR2, SIGHUP].contains(number)
        let reason =
            "its process was \(SystemReason.ended(bySignal: number))"
            + (number == SIGKILL ? "; the system does this when memory runs out" : "")
        let fatal = said.first { $0.contains("Fatal error") || $0.contains("fatal error") }
        DeadRun.note(reason, log: fatal, in: directory, as: stops || number == SIGKILL ? .interrupted : .failed)
        return stops ? .interrupted : .failed(reason + (fatal.map { ": \($0)" } ?? ""))
    }
}

/// The record of a run whose process died.
enum DeadRun {
    /// Notes why, unless another process has taken over the run or the record is final.
    static func note(_ reason: String, log line: String?, in directory: String, as status: RunRecord.Status) {
        let path = "\(directory)/\(RecordFile.record)"
        guard Folder.exists(directory), case .taken(let lock)? = try? RunLock.attempt(in: directory) else { return }
        defer { lock.release() }
        guard var record = try? RunRecord(contentsOf: path), record.status == .running else { return }
        record.status = status
        record.error = reason
        record.ended = RunRecord.timestamp()
        try? record.write(to: path)
        for text in [reason, line].compactMap(\.self) {
            try? LogFile(path: "\(directory)/\(RecordFile.log)").append("\(status.rawValue): \(text)")
        }
    }
}
