import Foundation
import Records
import RunFixtures
import Specs
import Testing
@testable import Runs

/// Runs that are stopped and continued, with the stub in place of the engine.
@Suite struct RunCheckpointsTests {
    private let bench: Bench

    init() throws {
        bench = try Bench("images: [leaves]\nsize: 64\niterations: 30\nrecord_every: 4\n")
    }

    /// Stops the run after a number of iterations.
    private func stop(after iterations: Int) throws {
        var asked = 0
        // Before the run, and after each iteration.
        bench.isInterrupted = {
            asked += 1
            return asked > iterations
        }
        #expect(try bench.run().interrupted)
        bench.isInterrupted = { false }
    }

    private var directory: String {
        get throws { try bench.plan().runs[0].directory }
    }
    private func path(_ name: String) throws -> String { try "\(directory)/\(name)" }
    private func log() throws -> String { try String(contentsOfFile: path("log.txt"), encoding: .utf8) }

    @Test func continuesWhereItStopped() throws {
        try stop(after: 13)
        let record = try bench.record(), first = try log()
        #expect(record.status == .interrupted && record.resumed == nil)
        #expect(try Folder.exists(path("checkpoint")))
        let planned = try bench.plan().runs[0]
        #expect(planned.resumesAt == 13)
        guard case .interrupted(let reason) = planned.state else {
            Issue.record("not interrupted: \(planned.state)"); return
        }
        #expect(reason.hasPrefix("continues at iteration 13 of 30; stopped at 20"))

        #expect(try bench.run().completed.count == 1)
        #expect(bench.firstIterations == [0, 13])
        #expect(try CurveTable(contentsOf: path("curves.csv"))["iteration"] == [0, 4, 8, 12, 16, 20, 24, 28])
        let complete = try bench.record()
        #expect(complete.status == .complete && complete.resumed == 1 && complete.started == record.started)
        #expect(try !FileManager.default.fileExists(atPath: path("checkpoint")))
        #expect(try log().hasPrefix(first))
        #expect(
            try log().contains(" continued: image=leaves, 64 x 64, 30 iterations, 2 threads, from iteration 13 on\n"))
        #expect(bench.sink.text.contains("[0/1] image=leaves  continues at iteration 13\n"))
    }

    @Test func continuesAsOftenAsNeeded() throws {
        for iterations in [3, 1, 10, 2] { try stop(after: iterations) }
        #expect(try bench.run().completed.count == 1)
        #expect(bench.firstIterations == [0, 3, 4, 14, 16])
        #expect(try bench.record().resumed == 4)
        #expect(try CurveTable(contentsOf: path("curves.csv")).rows.count == 8)
    }

    @Test func checkpointsComeInTime() throws {
        bench.checkpointInterval = 0
        bench.failure = (seed: 0, iteration: 20)
        #expect(try bench.run().failed.count == 1)
        // The failing iteration was not done; the one before is the last checkpoint.
        #expect(try bench.plan().runs[0].resumesAt == 20)
        #expect(
            try bench.plan().runs[0].state
                == .failed(reason: "the loss is not finite at iteration 20; continues at iteration 20 of 30"))
        bench.failure = nil
        #expect(try bench.run().completed.count == 1)
        #expect(bench.firstIterations == [0, 20])

        // An hour has not passed.
        let slow = try Bench(bench.text)
        slow.checkpointInterval = 3600
        slow.failure = (seed: 0, iteration: 20)
        try slow.run()
        #expect(try slow.plan().runs[0].resumesAt == nil)
    }

    @Test func aCostlyCheckpointIsWrittenMoreSeldom() throws {
        let folder = bench.folder.path + "/costly"
        try Folder.create(folder)
        final class Clock: @unchecked Sendable { var now = 0.0, step = 0.0 }
        let clock = Clock()
        let checkpoints = RunCheckpoints(run: folder, key: "0123456789ab", interval: nil) {
            clock.now += clock.step
            return clock.now
        }
        clock.now = 7.9
        #expect(!checkpoints.isDue)
        clock.now = 8
        #expect(checkpoints.isDue)
        // Half a second passes between the clock's readings before and after the writing.
        clock.step = 0.5
        let spec = try bench.plan().runs[0].run.spec
        let session = StubFit(configuration: spec.fit, problem: try InputReader.problem(spec))
        let curves = try CurveWriter(path: folder + "/curves.csv", columns: session.columns)
        try checkpoints.write(session, curves: curves)
        let written = clock.now
        clock.step = 0
        clock.now = written + 49
        #expect(!checkpoints.isDue)
        clock.now = written + 50.1
        #expect(checkpoints.isDue)
    }

    @Test func rowsAfterTheCheckpointAreMadeAgain() throws {
        try stop(after: 13)
        let whole = try path("curves.csv")
        let before = try String(contentsOfFile: whole, encoding: .utf8)
        try (before + "16,0.5,99,1\n20,0.5,9").write(toFile: whole, atomically: true, encoding: .utf8)
        try bench.run()
        #expect(bench.firstIterations == [0, 13])
        #expect(try CurveTable(contentsOf: whole)["psnr"] == [20, 24, 28, 32, 36, 40, 44, 48])
    }

    @Test(arguments: ["latest.state", "latest.state previous.state"])
    func aDamagedCheckpointIsSetAside(names: String) throws {
        try stop(after: 9)
        try stop(after: 4)
        let names = names.split(separator: " ").map(String.init)
        for name in names {
            let url = URL(fileURLWithPath: try path("checkpoint/\(name)"))
            var data = try Data(contentsOf: url)
            data[data.count - 9] ^= 1
            try data.write(to: url)
        }
        let expected = names.count == 1 ? 9 : 0
        try stop(after: 1)
        #expect(bench.firstIterations == [0, 9, expected])
        for name in names {
            #expect(try FileManager.default.fileExists(atPath: path("checkpoint/\(name).corrupt")))
            #expect(
                try log().contains(
                    "checkpoint set aside: \(path("checkpoint/\(name)")): is damaged: the checksum of its state is wrong\n"
                ))
        }
        try bench.run()
        #expect(try CurveTable(contentsOf: path("curves.csv")).rows.count == 8)
        #expect(try !FileManager.default.fileExists(atPath: path("checkpoint")))
    }

    @Test func curvesThatAreGoneMeanANewBeginning() throws {
        try stop(after: 9)
        try FileManager.default.removeItem(atPath: path("curves.csv"))
        try bench.run()
        #expect(bench.firstIterations == [0, 0])
        #expect(try log().contains("is not the file that the checkpoint at iteration 9 belongs to\n"))
        #expect(try CurveTable(contentsOf: path("curves.csv")).rows.count == 8)
        #expect(try bench.record().resumed == nil)
    }

    @Test func forceStartsOver() throws {
        try stop(after: 9)
        #expect(try bench.run(force: true).completed.count == 1)
        #expect(bench.firstIterations == [0, 0])
        #expect(try !log().contains("interrupted"))
        #expect(try bench.record().resumed == nil)
    }

    @Test func anotherRunsCheckpointIsNotUsed() throws {
        try stop(after: 9)
        let old = try path("checkpoint")
        bench.text += "seed: 7\n"
        try Folder.create(directory)
        try FileManager.default.copyItem(atPath: old, toPath: path("checkpoint"))
        #expect(try bench.plan().runs[0].resumesAt == nil)
        try bench.run()
        #expect(bench.firstIterations == [0, 0])
        #expect(try log().contains("latest.state: belongs to the run with key "))
    }

    /// Killed after the last row, with some of the images written.
    @Test func aKillBeforeTheRecordIsCompleteGivesTheSameRecord() throws {
        try stop(after: 27)
        try FileManager.default.copyItem(atPath: path("checkpoint"), toPath: bench.folder.path + "/kept")
        try bench.run()
        let curves = try String(contentsOfFile: path("curves.csv"), encoding: .utf8)
        let complete = try bench.record()
        var killed = complete
        (killed.status, killed.ended, killed.summary, killed.parameters) = (.running, nil, [:], nil)
        try killed.write(to: path("run.json"))
        try FileManager.default.removeItem(atPath: path("best.png"))
        try FileManager.default.copyItem(atPath: bench.folder.path + "/kept", toPath: path("checkpoint"))

        try bench.run()
        #expect(bench.firstIterations == [0, 27, 27])
        #expect(try String(contentsOfFile: path("curves.csv"), encoding: .utf8) == curves)
        let record = try bench.record()
        #expect(
            record.status == .complete && record.summary == complete.summary && record.parameters == complete.parameters
        )
        #expect(record.resumed == 2 && record.started == complete.started)
        #expect(try bench.plan().pending.isEmpty)
    }

    /// What is done is not interrupted any more.
    @Test func aSignalAtTheLastIterationIsTooLate() throws {
        var asked = 0
        bench.isInterrupted = {
            asked += 1
            return asked > 30
        }
        let summary = try bench.run()
        #expect(summary.completed.count == 1 && !summary.interrupted)
        #expect(asked == 30)
    }

    @Test func whatAKillLeavesBesideACompleteRecordIsRemoved() throws {
        try bench.run()
        try bench.folder.write("left", to: "Results/runs/\(bench.store.name(of: directory))/checkpoint/latest.state")
        try bench.folder.write("left", to: "Results/runs/\(bench.store.name(of: directory))/.output.png.1.2.tmp")
        let lock = try bench.folder.write("left", to: "Results/runs/\(bench.store.name(of: directory))/claim")
        try FileManager.default.setAttributes([.modificationDate: Date() - 3600], ofItemAtPath: lock)
        let plan = try bench.plan()
        #expect(plan.runs[0].state == .cached)
        plan.removeLeftovers()
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
                == [
                    "best.png", "clean.png", "curves.csv", "degraded.png", "log.txt", "output.png", "run.json",
                    "spec.yaml",
                ])
    }

    @Test func theRestOfTheTimeIsEstimated() throws {
        let whole = try bench.plan().runs[0]
        #expect(whole.estimatedSeconds == whole.wholeSeconds && whole.wholeSeconds > 0)
        try stop(after: 24)
        let rest = try bench.plan().runs[0]
        #expect(abs(rest.estimatedSeconds - rest.wholeSeconds / 5) < 1e-12 && rest.wholeSeconds == whole.wholeSeconds)
        #expect(try bench.plan().estimatedSeconds == rest.estimatedSeconds)
    }
}
