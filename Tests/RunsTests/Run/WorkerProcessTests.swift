import Foundation
import Records
import TestTools
import Testing
@testable import Runs

/// A shell stands for the program: what it says and how it ends.
@Suite struct WorkerProcessTests {
    private final class Heard: RunObserver {
        var resumed: Int?
        var done: [Int] = []
        var psnr: Double?

        func resume(at iteration: Int, from origin: String?) { resumed = iteration }
        func measured(psnr: Double?) { self.psnr = psnr }
        func advance(to done: Int) { self.done.append(done) }
    }

    private let bench: Bench
    private let directory: String
    private let heard = Heard()

    init() throws {
        bench = try Bench("images: [leaves]\nsize: 64\niterations: 4\n")
        try bench.run()
        directory = try bench.plan().runs[0].directory
        // As a process leaves it that is killed.
        var record = try bench.record()
        record.status = .running
        try record.write(to: directory + "/run.json")
    }

    private func start(_ script: String) throws -> WorkerProcess {
        try withoutBlockedSignals {
            try WorkerProcess(
                executable: URL(fileURLWithPath: "/bin/bash"), arguments: ["-c", script], directory: directory,
                observer: heard)
        }
    }

    private func ending(_ script: String) throws -> RunOutcome {
        let work = try start(script)
        while true {
            if let ending = work.poll() { return ending }
            usleep(2000)
        }
    }

    private func say(_ message: WorkerMessage) -> String {
        "echo '\(String(decoding: message.line.dropLast(), as: UTF8.self))'; "
    }

    #if os(Linux)
    /// A sweep of more runs than there may be open files would fail.
    @Test func itsPipesAreClosedWhenItHasEnded() throws {
        func open() -> Set<String> {
            let folder = "/proc/self/fd"
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            return Set(
                names.compactMap { try? FileManager.default.destinationOfSymbolicLink(atPath: "\(folder)/\($0)") })
        }
        let work = try start("read line")
        let pipes = try work.descriptors.map {
            try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/fd/\($0)")
        }
        #expect(pipes.allSatisfy { $0.hasPrefix("pipe:") } && open().isSuperset(of: pipes))
        work.stop(SIGTERM)
        while work.poll() == nil { usleep(2000) }
        #expect(open().isDisjoint(with: pipes))
        // Whoever asks again gets the same answer.
        #expect(work.poll() == .interrupted)
    }
    #endif

    /// What the process leaves behind holds the socket open by which Foundation learns of its end.
    @Test(arguments: [("exit 3", "ended with status 3"), ("kill -9 $$", "ended by signal 9")])
    func anEndThatFoundationMissesIsNoticed(end: String, words: String) throws {
        let begin = ContinuousClock.now
        guard case .failed(let reason) = try ending("sleep 120 > /dev/null 2>&1 & \(end)") else {
            Issue.record("the run did not fail")
            return
        }
        #expect(reason.contains(words), "\(reason)")
        #expect(ContinuousClock.now - begin < .seconds(100))
    }

    @Test func whatItSaysIsPassedOn() throws {
        let end = RunOutcome.complete(psnr: 20, best: 21, bestIteration: 2)
        let said =
            say(.resume(at: 1, from: nil)) + say(.progress(done: 2, psnr: 19.5)) + "echo noise; sleep 0.05; "
            + say(.progress(done: 3, psnr: 20))
        #expect(try ending(said + say(.end(end))) == end)
        #expect(heard.resumed == 1 && heard.done == [2, 3] && heard.psnr == 20)
        #expect(try bench.record().status == .running)
    }

    @Test func aCrashFailsTheRunAndIsNoted() throws {
        let reason = "its process was ended by signal 11 (segmentation fault): Fatal error: it broke"
        #expect(try ending("echo 'Fatal error: it broke' >&2; kill -SEGV $$") == .failed(reason))
        let record = try bench.record()
        #expect(record.status == .failed && record.error == "its process was ended by signal 11 (segmentation fault)")
        let log = try String(contentsOfFile: directory + "/log.txt", encoding: .utf8).split(separator: "\n")
        let last: [Substring?] = log.suffix(2).map { $0.split(separator: " ", maxSplits: 1).last }
        let expected: [Substring?] = [
            "failed: its process was ended by signal 11 (segmentation fault)", "failed: Fatal error: it broke",
        ]
        #expect(last == expected)
        #expect(RunLock.holder(of: directory) == nil)
    }

    @Test func aKilledRunMayGoOn() throws {
        guard case .failed(let reason) = try ending("kill -KILL $$") else { Issue.record("not failed"); return }
        #expect(reason.hasPrefix("its process was ended by signal 9 (killed); "))
        #expect(try bench.record().status == .interrupted)
    }

    @Test func aStoppedOneIsInterrupted() throws {
        #expect(try ending("kill -TERM $$") == .interrupted)
        #expect(try bench.record().status == .interrupted)
    }

    @Test func aRefusalIsTheReason() throws {
        #expect(try ending("echo 'dip: spec.yaml: no such run' >&2; exit 2") == .failed("spec.yaml: no such run"))
        #expect(try ending("exit 3") == .failed("its process ended with status 3 and no message"))
    }

    @Test func theRecordOfAnotherOneIsLeftAlone() throws {
        guard case .taken(let lock) = try RunLock.attempt(in: directory) else {
            Issue.record("cannot be locked"); return
        }
        guard case .failed = try ending("kill -SEGV $$") else { Issue.record("not failed"); return }
        #expect(try bench.record().status == .running && lock.isHeld)
    }

    @Test func aProgramThatIsNotThereCannotBeStarted() {
        #expect(throws: (any Error).self) {
            try WorkerProcess(
                executable: URL(fileURLWithPath: "/nowhere/dip"), arguments: [], directory: directory, observer: heard)
        }
    }
}
