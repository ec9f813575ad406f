import Foundation
import Records
import Testing

/// Runs in processes of their own.
@Suite struct JobsTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        try folder.write(TinySpec.settings + "sweep: {seed: [1, 2, 3, 4]}\n", to: "tiny.yaml")
    }

    private func status(_ run: String) throws -> RunRecord.Status {
        try RunRecord(contentsOf: "\(folder.path)/\(run)/run.json").status
    }

    /// The process that makes a run, by the lock on its folder.
    private func worker(_ run: String) -> Int32? { RunLock.holder(of: "\(folder.path)/\(run)")?.holder?.process.pid }

    /// Waits until all runs of the sweep are made by some process and have a row.
    private func workers(_ count: Int) async throws -> [Int32] {
        for _ in 0..<2000 {
            let runs = folder.runs().filter { ((try? folder.curves($0).count) ?? 0) > 1 }
            let found = runs.compactMap(worker)
            if found.count == count { return found }
            try await Task.sleep(for: .milliseconds(10))
        }
        throw RecordError("\(count) runs were never at work at the same time")
    }

    @Test func severalProcessesGiveTheSameRecords() async throws {
        let several = try await DipProgram.run("run", "tiny.yaml", "-j", "4", "--threads", "1", in: folder)
        #expect(several.status == 0 && several.error == "")
        #expect(several.out.contains("4 to run, under 1 s on 1 thread each, 4 at a time\n"))
        #expect(several.out.contains("\n4 completed\n"))
        let one = try await DipProgram.run(
            "run", "tiny.yaml", "-j", "1", "--threads", "2", "--results", "one", in: folder)
        #expect(one.status == 0)
        let (runs, others) = (folder.runs(), folder.runs(in: "one"))
        #expect(runs.count == 4)
        for (run, other) in zip(runs, others) { #expect(try folder.curves(run) == folder.curves(other)) }
    }

    @Test func aKilledProcessEndsOneRun() async throws {
        let running = try DipProgram.start(
            ["run", "tiny.yaml", "iterations=400", "seed=1,2", "-j", "2", "--threads", "1"], in: folder)
        // From a thread of its own, as these runs are short. Signal 0 does nothing to the scheduler.
        running.send(0) { [folder] in
            guard let run = folder.runs().first(where: { ((try? folder.curves($0).count) ?? 0) > 1 }),
                let victim = RunLock.holder(of: "\(folder.path)/\(run)")?.holder?.process.pid
            else { return false }
            return kill(victim, SIGKILL) == 0
        }
        let output = try await running.end()
        #expect(output.status == 1)
        #expect(output.out.contains("1 completed, 1 failed\n"))
        #expect(output.error.hasPrefix("dip: 1 of 2 runs failed:\n  seed="))
        #expect(output.error.contains("its process was ended by signal 9 (killed)"))
        #expect(output.error.contains("\n    again: dip run tiny.yaml iterations=400 seed=1,2 --only "))
        #expect(Set(try folder.runs().map(status)) == [.complete, .interrupted])
        #expect(folder.runs().allSatisfy { !folder.exists("\($0)/claim") })

        let key = try #require(output.error.split(separator: "--only ").last?.prefix(12))
        let again = try await DipProgram.run(
            "run", "tiny.yaml", "iterations=400", "seed=1,2", "--only", String(key), in: folder)
        #expect(again.status == 0 && again.out.contains(": 1 run, 0 cached, 1 to run"))
        #expect(Set(try folder.runs().map(status)) == [.complete])
    }

    @Test func withTheRunnerItsRunsEnd() async throws {
        let running = try DipProgram.start(
            ["run", "tiny.yaml", "iterations=100000", "seed=1,2", "-j", "2", "--threads", "1"], in: folder)
        _ = try await workers(2)
        running.send(SIGKILL) { true }
        _ = try await running.end()
        for _ in 0..<1000 where folder.runs().contains(where: { folder.exists("\($0)/claim") }) {
            try await Task.sleep(for: .milliseconds(10))
        }
        // They have given their runs free themselves, with a checkpoint.
        #expect(
            folder.runs().allSatisfy { !folder.exists("\($0)/claim") && folder.exists("\($0)/checkpoint/latest.state") }
        )
        #expect(Set(try folder.runs().map(status)) == [.interrupted])
    }

    @Test func twoCommandsShareTheWork() async throws {
        let arguments = ["run", "tiny.yaml", "iterations=60", "-j", "2", "--threads", "1"]
        let first = try DipProgram.start(arguments, in: folder), second = try DipProgram.start(arguments, in: folder)
        let outputs = [try await first.end(), try await second.end()]
        #expect(outputs.map(\.status) == [0, 0])
        #expect(Set(try folder.runs().map(status)) == [.complete] && folder.runs().count == 4)
        // Each run was made once: its log has one beginning and one end.
        for run in folder.runs() {
            let log = try folder.text("\(run)/log.txt")
            #expect(log.count(of: " started: ") == 1 && log.count(of: " complete") == 1, "\(log)")
            #expect(try folder.curves(run).count == 61)
        }
        let made = outputs.map { $0.out.count(of: "  complete: ") }
        #expect(made[0] + made[1] == 4, "\(made)")
    }

    @Test func whatDoesNotFitIsToldAndTheOthersGoOn() async throws {
        try folder.write(TinySpec.settings + "sweep: {size: [64, 1024]}\n", to: "sizes.yaml")
        let output = try await DipProgram.run("run", "sizes.yaml", "--memory", "200M", in: folder)
        #expect(output.status == 1)
        #expect(output.out.hasSuffix("1 completed, 1 failed\n"))
        #expect(output.error.contains("  size=1024  this run needs about "))
        #expect(output.error.contains(" of memory, but only 200 MB is left of --memory; "))
    }

    @Test func aWrongKeyIsRefused() async throws {
        let output = try await DipProgram.run("run", "tiny.yaml", "--only", "xyz", in: folder)
        #expect(output.status == 2)
        #expect(
            output.error
                == "dip: tiny.yaml: no run has a key that starts with 'xyz'; the spec or an image may have changed since\n"
        )
        #expect(folder.names() == ["tiny.yaml"])
    }
}

extension String {
    fileprivate func count(of part: String) -> Int { components(separatedBy: part).count - 1 }
}
