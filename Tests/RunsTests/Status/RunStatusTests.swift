import Foundation
import Records
import Testing
@testable import Runs

@Suite struct RunStatusTests {
    private let bench: Bench

    init() throws {
        bench = try Bench(
            "name: small\nimages: [leaves]\nsize: 64\niterations: 10\nrecord_every: 4\nsweep: {seed: [1, 2, 3, 4]}\n")
        bench.failure = (seed: 2, iteration: 5)
        try bench.run()
    }

    private func status(_ index: Int) throws -> RunStatus {
        let planned = try bench.plan().runs[index]
        return RunStatus(label: planned.run.label, directory: planned.directory, iterations: 10)
    }

    private func mark(_ index: Int, _ status: RunRecord.Status) throws {
        var record = try bench.record(index)
        record.status = status
        try record.write(to: bench.plan().runs[index].directory + "/run.json")
    }

    @Test func tellsWhatTheRecordsSay() throws {
        let done = try status(0)
        #expect(done.stage == .done && done.done == 10 && done.iterations == 10 && done.psnr == 26.25 && done.rate == 2)
        #expect(done.secondsLeft(estimate: 100) == 0)
        let failed = try status(1)
        #expect(failed.stage == .failed && failed.reason == "the loss is not finite at iteration 5" && failed.done == 0)
        try FileManager.default.removeItem(atPath: bench.plan().runs[2].directory)
        let missing = try status(2)
        #expect(missing.stage == .missing && missing.done == 0 && missing.secondsLeft(estimate: 100) == 100)
        #expect(missing.secondsLeft(estimate: nil) == nil)
    }

    @Test func aRunIsRunningAsLongAsItIsLocked() throws {
        try mark(0, .running)
        #expect(try status(0).stage == .interrupted)
        let directory = try bench.plan().runs[0].directory
        guard case .taken(let lock) = try RunLock.attempt(in: directory) else {
            Issue.record("cannot be locked"); return
        }
        let running = try status(0)
        #expect(running.stage == .running && running.holder == "process \(getpid()) on \(ProcessIdentity.current.host)")
        #expect(running.done == 9 && running.psnr == 28 && running.rate == 36 && running.silence != nil)
        let left: Double = 1.0 / 36
        #expect(running.secondsLeft(estimate: 100) == left)
        #expect(try bench.plan().runs[0].state == .running(by: running.holder!))
        lock.release()
        #expect(try status(0).stage == .interrupted)
    }

    @Test(arguments: ["nan", "1e30", "-5", "7.5", "12"])
    func anIterationThatCannotBeDoesNotCount(iteration: String) throws {
        try mark(0, .interrupted)
        let path = try bench.plan().runs[0].directory + "/curves.csv"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        let columns = try #require(text.split(separator: "\n").first).split(separator: ",").count
        try Data((text + iteration + String(repeating: ",1", count: columns - 1) + "\n").utf8).write(
            to: URL(fileURLWithPath: path))
        let stopped = try status(0)
        #expect(stopped.stage == .interrupted && stopped.done == 0 && stopped.rate == nil)
    }

    /// Without a spec the number of iterations is that of the record, which may be wrong, too.
    @Test func theRecordAloneSaysHowFarARunIs() throws {
        try mark(0, .interrupted)
        let known = try #require(try SweepStatus.all(in: bench.store)[0].runs.first { $0.label.contains("seed=1") })
        #expect(known.iterations == 10 && known.psnr == 28 && known.rate == 36)
        var record = try bench.record(0)
        record.iterations = -5
        try record.write(to: bench.plan().runs[0].directory + "/run.json")
        let odd = try #require(try SweepStatus.all(in: bench.store)[0].runs.first { $0.label.contains("seed=1") })
        #expect(odd.psnr == nil && odd.rate == nil)
    }

    @Test func aSweepIsSummedUp() throws {
        try mark(0, .interrupted)
        try FileManager.default.removeItem(atPath: bench.plan().runs[3].directory)
        let plan = try bench.plan()
        var sweep = SweepStatus(plan)
        #expect(RunStatus.Stage.allCases.map(sweep.count) == [1, 0, 1, 1, 1])
        #expect(!sweep.isOver && sweep.throughput == 0)
        // One run has all its iterations left at its own rate, the other is taken from the plan.
        sweep = SweepStatus(title: "x", runs: sweep.runs, estimates: [7, 7, 7, 7])
        let left: Double = 10 / 36 + 7
        #expect(sweep.secondsLeft == left)
        let unknown: [Double?] = [nil, nil, nil, nil]
        #expect(SweepStatus(title: "x", runs: sweep.runs, estimates: unknown).secondsLeft == nil)

        let all = try SweepStatus.all(in: bench.store)
        #expect(all.map(\.title) == ["small"])
        #expect(RunStatus.Stage.allCases.map(all[0].count) == [1, 0, 1, 1, 0])
        try mark(0, .complete)
        #expect(try SweepStatus.all(in: bench.store)[0].isOver)
    }

    /// What was recorded behind the last checkpoint is made again, and does not count.
    @Test func aStoppedRunHasDoneWhatItContinuesFrom() throws {
        let stopped = try Bench("name: small\nimages: [leaves]\nsize: 64\niterations: 30\nrecord_every: 1\n")
        stopped.checkpointInterval = 0
        stopped.failure = (seed: 0, iteration: 17)
        try stopped.run()
        stopped.checkpointInterval = 1000
        stopped.failure = (seed: 0, iteration: 25)
        try stopped.run()
        let planned = try stopped.plan().runs[0]
        let status = RunStatus(label: "", directory: planned.directory, iterations: 30)
        #expect(try CurveTable(contentsOf: planned.directory + "/curves.csv").rows.count == 25)
        #expect(try status.done == 17 && planned.resumesAt == 17 && SweepStatus(stopped.plan()).runs[0].done == 17)
        guard case .taken(let lock) = try RunLock.attempt(in: planned.directory) else {
            Issue.record("cannot be locked"); return
        }
        #expect(RunStatus(label: "", directory: planned.directory, iterations: 30).done == 25)
        lock.release()
    }
}
