import Foundation
import Records
import Testing
@testable import Runs

private let complete = RunOutcome.complete(psnr: 20, best: 21, bestIteration: 3)

/// Runs whose work ends when the test says so.
@Suite struct ScheduleTests {
    private final class Work: RunProcess {
        let label: String
        var polls = 0
        var stopped: Int32?
        var isKilled = false
        /// What the n-th look sees.
        let ending: (Work) -> RunOutcome?

        init(_ label: String, ending: @escaping (Work) -> RunOutcome?) {
            self.label = label
            self.ending = ending
        }

        func poll() -> RunOutcome? {
            polls += 1
            return ending(self)
        }

        func stop(_ signal: Int32) { stopped = signal }
        func kill() { isKilled = true }
        var residentBytes: Int { 0 }
    }

    private final class Log {
        var active = 0, most = 0
        var started: [String] = []
        var works: [Work] = []
    }

    private let bench: Bench
    private let log = Log()

    init() throws {
        bench = try Bench("name: small\nimages: [leaves]\nsize: 64\niterations: 10\nsweep: {seed: [1, 2, 3, 4, 5]}\n")
    }

    /// Each run ends as told, after a few looks.
    private func run(
        processes: Int, options: Scheduler.Options = .init(), stopSignal: @escaping () -> Int32? = { nil },
        room: @escaping () -> AvailableMemory = { AvailableMemory(bytes: .max, source: "are free") },
        addressSpace: Int? = nil,
        grace: Double = Scheduler.standardGrace,
        ending: @escaping (Work) -> RunOutcome? = { $0.polls < 5 ? nil : complete }
    ) throws -> RunSummary {
        let log = log
        let scheduler = Scheduler(
            launch: { planned, _, _ in
                log.started.append(planned.run.label)
                log.active += 1
                log.most = max(log.most, log.active)
                let work = Work(planned.run.label) { work in
                    guard let end = ending(work) else { return nil }
                    log.active -= 1
                    return end
                }
                log.works.append(work)
                return work
            }, stopSignal: stopSignal, room: room, addressSpace: { addressSpace }, grace: grace)
        return try scheduler.run(
            bench.plan(), parallelism: Parallelism(processes: processes, threads: 1), options: options,
            progress: ProgressReporter(sink: bench.sink, isTerminal: false) { 0 })
    }

    @Test(arguments: [1, 2, 3])
    func asManyAtATimeAsAskedFor(processes: Int) throws {
        let summary = try run(processes: processes)
        #expect(summary.completed.count == 5 && log.most == processes)
        #expect(log.started == (1...5).map { "seed=\($0)" })
    }

    @Test func oneFailureDoesNotStopTheOthers() throws {
        let summary = try run(processes: 2, ending: { $0.label == "seed=2" ? .failed("broken") : complete })
        #expect(
            summary.completed.count == 4 && summary.failed.map(\.label) == ["seed=2"]
                && summary.failed[0].reason == "broken")
        let key = try bench.plan().runs[1].key
        #expect(summary.failed[0].key == key)
    }

    @Test func failFastStopsWhatIsRunning() throws {
        let summary = try run(
            processes: 2, options: .init(failFast: true),
            ending: { work in
                if work.label == "seed=1", work.polls > 3 { return .failed("broken") }
                return work.stopped == nil ? nil : .interrupted
            })
        #expect(log.started == ["seed=1", "seed=2"] && log.works[1].stopped == SIGTERM)
        #expect(summary.failed.map(\.label) == ["seed=1"] && summary.completed.isEmpty && !summary.interrupted)
    }

    /// A signal that is seen from the ninth look on.
    private static func later(_ signal: Int32) -> () -> Int32? {
        var looks = 0
        return {
            looks += 1
            return looks > 8 ? signal : nil
        }
    }

    @Test func aSignalIsPassedOnAndNothingMoreIsStarted() throws {
        let summary = try run(
            processes: 2, stopSignal: Self.later(SIGUSR2), ending: { $0.stopped == nil ? nil : .interrupted })
        #expect(log.works.map(\.stopped) == [SIGUSR2, SIGUSR2])
        #expect(summary.interrupted && summary.failed.isEmpty && summary.completed.isEmpty)
    }

    @Test func whatDoesNotStopIsKilled() throws {
        let summary = try run(
            processes: 2, stopSignal: { SIGTERM }, grace: 0.05,
            ending: { $0.isKilled ? .interrupted : nil })
        #expect(log.works.isEmpty && summary.interrupted)
        let later = try run(
            processes: 2, stopSignal: Self.later(SIGTERM), grace: 0.05, ending: { $0.isKilled ? .interrupted : nil })
        #expect(log.works.map(\.stopped) == [SIGTERM, SIGTERM] && log.works.map(\.isKilled) == [true, true])
        #expect(later.interrupted && later.failed.isEmpty)
    }

    @Test func aRunThatAloneWasStoppedIsTold() throws {
        let summary = try run(processes: 2, ending: { $0.label == "seed=3" ? .interrupted : complete })
        #expect(!summary.interrupted && summary.failed.map(\.reason) == ["a signal stopped its process"])
    }

    @Test func memoryLimitsHowManyRunAtATime() throws {
        let need = MemoryEstimate().bytes(try bench.plan().runs[0], threads: 1)
        let summary = try run(processes: 4, room: { AvailableMemory(bytes: need * 5 / 2, source: "is free") })
        #expect(summary.completed.count == 5 && log.most == 2)
        log.most = 0
        let allowed = try run(processes: 4, options: .init(memory: need * 7 / 2))
        #expect(allowed.completed.count == 5 && log.most == 3)
    }

    @Test func aLimitOfAddressSpaceIsKnownBeforeARunStarts() throws {
        let need = MemoryEstimate().bytes(try bench.plan().runs[0], threads: 1) + AddressSpace.reserved(threads: 1)
        #expect(try run(processes: 1, addressSpace: need).completed.count == 5)
        log.started = []
        let summary = try run(processes: 1, options: .init(force: true), addressSpace: need - 1)
        #expect(log.started.isEmpty && summary.failed.count == 5)
        let reason = summary.failed[0].reason
        #expect(reason.hasPrefix("the run needs about ") && reason.contains(" of address space on 1 thread, and "))
        #expect(reason.hasSuffix(" are left of its limit (ulimit -v); raise it"))
    }

    @Test func whatNeverFitsFailsAndTheOthersGoOn() throws {
        bench.text = "name: small\nimages: [leaves]\niterations: 10\nsweep: {size: [64, 512, 96]}\n"
        let need = MemoryEstimate().bytes(try bench.plan().runs[0], threads: 1)
        let summary = try run(
            processes: 1, room: { AvailableMemory(bytes: need * 3 / 2, source: "is free on this machine") })
        #expect(summary.completed.count == 2 && log.started == ["size=64", "size=96"])
        #expect(summary.failed.map(\.label) == ["size=512"])
        #expect(summary.failed[0].reason.contains("is free on this machine; size="))
    }

    @Test func whatAnotherProcessMakesIsLeftToIt() throws {
        let directory = try bench.plan().runs[1].directory
        try Folder.create(directory)
        guard case .taken(let lock) = try RunLock.attempt(in: directory) else {
            Issue.record("cannot be locked"); return
        }
        let left = try run(processes: 1, options: .init(waits: false))
        #expect(left.completed.count == 4 && left.elsewhere == [directory])
        #expect(bench.sink.text.contains("[1/5] seed=2  running elsewhere: process \(getpid()) on "))

        // Given up without a record it is made here, after the others.
        log.started = []
        let summary = try run(
            processes: 1,
            ending: { work in
                if work.label == "seed=5" { lock.release() }
                return complete
            })
        #expect(log.started == ["seed=1", "seed=3", "seed=4", "seed=5", "seed=2"])
        #expect(summary.completed.count == 5 && summary.elsewhere.isEmpty)
    }

    /// Of five runs two are made here, two wait, and one is another process's, which takes no time here.
    @Test func theTimeThatIsLeftIsThatOfTheRunsHere() throws {
        let directory = try bench.plan().runs[1].directory
        try Folder.create(directory)
        guard case .taken(let lock) = try RunLock.attempt(in: directory) else {
            Issue.record("cannot be locked"); return
        }
        defer { lock.release() }
        var now = 0.0
        let scheduler = Scheduler(
            launch: { planned, _, observer in
                Work(planned.run.label) { work in
                    if work.polls == 5, work.label == "seed=1" {
                        now = 10
                        observer.advance(to: 5)
                    }
                    return work.polls < 10 ? nil : complete
                }
            }, stopSignal: { nil }, room: { AvailableMemory(bytes: .max, source: "are free") },
            addressSpace: { nil })
        _ = try scheduler.run(
            bench.plan(), parallelism: Parallelism(processes: 2, threads: 1), options: .init(waits: false),
            progress: ProgressReporter(sink: bench.sink, isTerminal: true) { now })
        // Half an iteration a second, and 5 + 10 + 20 are left.
        #expect(bench.sink.text.contains("[0/5] 2 running  0.5 it/s  ETA 1:10  "), "\(bench.sink.text)")
    }

    @Test func whatAnotherProcessEndsIsTakenOver() throws {
        try bench.run()
        for index in 0..<2 {
            var record = try bench.record(index)
            record.status = .running
            try record.write(to: bench.plan().runs[index].directory + "/run.json")
        }
        let plan = try bench.plan()
        let locks = try (0..<2).map { index in
            guard case .taken(let lock) = try RunLock.attempt(in: plan.runs[index].directory) else {
                throw RecordError("cannot be locked")
            }
            return lock
        }
        var looks = 0
        let summary = try run(
            processes: 1,
            stopSignal: {
                looks += 1
                guard looks == 20 else { return nil }
                for (index, status) in [RunRecord.Status.complete, .failed].enumerated() {
                    guard var record = try? RunRecord(contentsOf: plan.runs[index].directory + "/run.json") else {
                        continue
                    }
                    record.status = status
                    record.error = status == .failed ? "broken there" : nil
                    try? record.write(to: plan.runs[index].directory + "/run.json")
                    locks[index].release()
                }
                return nil
            })
        #expect(log.started.isEmpty && summary.cached.count == 4)
        #expect(summary.failed.map(\.reason) == ["broken there"])
        #expect(bench.sink.text.contains("[4/5] seed=1  completed elsewhere\n"))
        #expect(bench.sink.text.contains("[5/5] seed=2  failed elsewhere: broken there\n"))
    }
}
