import Downloads
import Foundation
import Imaging
import Records
import RunFixtures
import Specs
import Testing

@testable import Runs

@Suite struct ParallelismTests {
    @Test(arguments: [
        // Many runs: as many as there are cores; few: cores are shared, rather than left idle.
        (runs: 40, cores: 2, processes: 2, threads: 1), (2, 2, 2, 1), (1, 2, 1, 2), (3, 2, 1, 2), (1, 16, 1, 16),
        (4, 16, 4, 4),
        (1000, 8, 8, 1), (5, 1, 1, 1),
    ])
    func isChosen(runs: Int, cores: Int, processes: Int, threads: Int) {
        let chosen = Parallelism.choose(runs: runs, cores: cores)
        #expect(chosen == Parallelism(processes: processes, threads: threads))
    }

    @Test func whatIsAskedForIsKept() {
        #expect(Parallelism.choose(runs: 10, cores: 8, processes: 3) == Parallelism(processes: 3, threads: 2))
        #expect(Parallelism.choose(runs: 10, cores: 8, threads: 4) == Parallelism(processes: 2, threads: 4))
        #expect(
            Parallelism.choose(runs: 10, cores: 2, processes: 4, threads: 3) == Parallelism(processes: 4, threads: 3))
        #expect(Parallelism.choose(runs: 2, cores: 8, processes: 6) == Parallelism(processes: 2, threads: 4))
        #expect(Parallelism.choose(runs: 10, cores: 2, threads: 8) == Parallelism(processes: 1, threads: 8))
    }

    @Test func memoryBoundsTheChoice() {
        #expect(Parallelism.choose(runs: 40, cores: 8, fitting: 2) == Parallelism(processes: 2, threads: 4))
        #expect(Parallelism.choose(runs: 40, cores: 8, fitting: 0) == Parallelism(processes: 1, threads: 8))
        #expect(Parallelism.choose(runs: 40, cores: 8, threads: 1, fitting: 3) == Parallelism(processes: 3, threads: 1))
    }

    @Test func neverMoreThreadsThanCores() {
        for cores in 1...40 {
            for runs in 1...90 {
                let chosen = Parallelism.choose(runs: runs, cores: cores)
                #expect(chosen.processes * chosen.threads <= cores && chosen.processes <= runs && chosen.threads >= 1)
            }
        }
    }
}

@Suite struct SchedulerTests {
    private let small =
        "name: small\nimages: [leaves]\nsize: 64\niterations: 10\nrecord_every: 4\nsweep: {seed: [1, 2, 3]}\n"

    @Test func writesTheWholeRecord() throws {
        let bench = try Bench(
            "title: A title\nimages: [leaves]\nsize: [96, 64]\niterations: 10\nrecord_every: 4\nema: 0.9\nseed: 5\n"
                + "scale: {quick: {iterations: 10}}")
        let summary = try bench.run(scale: .quick)
        let planned = try bench.plan(scale: .quick).runs[0]
        #expect(summary == RunSummary(completed: [planned.directory]))
        #expect(planned.directory == "\(bench.folder.path)/Results/runs/spec/leaves-seed5-\(planned.key)")
        #expect(planned.state == .cached)

        let files = try FileManager.default.contentsOfDirectory(atPath: planned.directory).sorted()
        #expect(
            files == [
                "averaged.png", "best.png", "clean.png", "curves.csv", "degraded.png", "log.txt", "output.png",
                "run.json", "spec.yaml",
            ])
        let record = try bench.record()
        #expect(record.status == .complete && record.error == nil && record.key == planned.key && record.name == "spec")
        #expect(record.title == "A title" && record.label == "image=leaves" && record.scale == "quick")
        #expect(record.dataset == "synthetic" && record.image == "leaves" && record.seed == 5)
        #expect(
            record.iterations == 10 && record.recordEvery == 4 && record.parameters == 1234
                && record.secondsPerIteration == 0.5)
        var measured = record.summary
        let noisy = measured.removeValue(forKey: "psnr_input")
        #expect(abs(try #require(noisy) - 20.2) < 0.5)
        let similarity = measured.removeValue(forKey: "ssim_input")
        #expect((0.3..<0.9).contains(try #require(similarity)))
        #expect(
            measured == [
                "psnr": 26.25, "psnr_best": 27.5, "iteration_best": 3, "loss": 0.5, "width": 96, "height": 64,
                "channels": 3,
            ])
        #expect(record.provenance.threads == 2 && record.inputs.isEmpty)
        #expect(record.started != nil && record.heartbeat != nil && record.ended != nil)
        #expect(try #require(record.peakMemoryMB) > 1)
        let curves = try CurveTable(contentsOf: planned.directory + "/curves.csv")
        #expect(curves["iteration"] == [0, 4, 8] && curves["psnr"] == [20, 24, 28])
        #expect(
            try String(contentsOfFile: planned.directory + "/spec.yaml", encoding: .utf8) == planned.run.spec.resolved)
        #expect(try ImageFile.load(planned.directory + "/output.png").image.width == 96)
        let log = try String(contentsOfFile: planned.directory + "/log.txt", encoding: .utf8)
        #expect(log.contains("started: image=leaves, 96 x 64, 10 iterations, 2 threads\n"))
        #expect(log.contains("complete: best 27.50 dB at iteration 3\n"))
    }

    @Test func completeRunsAreSkippedUnlessForced() throws {
        let bench = try Bench(small)
        #expect(try bench.run().completed.count == 3)
        #expect(try bench.run().cached.count == 3)
        #expect(bench.fits == 3)
        #expect(try bench.run(force: true).completed.count == 3)
        #expect(bench.fits == 6)
        #expect(bench.sink.text.contains("[2/3] seed=2  cached\n"))
    }

    @Test func aFailureIsRecordedAndDoesNotStopTheOthers() throws {
        let bench = try Bench(small)
        bench.failure = (seed: 2, iteration: 5)
        let summary = try bench.run()
        #expect(summary.completed.count == 2)
        #expect(summary.failed.map(\.label) == ["seed=2"])
        #expect(summary.failed.map(\.reason) == ["the loss is not finite at iteration 5"])
        let record = try bench.record(1)
        #expect(record.status == .failed && record.error == "the loss is not finite at iteration 5")
        let directory = summary.failed[0].directory
        #expect(!FileManager.default.fileExists(atPath: directory + "/output.png"))
        #expect(try CurveTable(contentsOf: directory + "/curves.csv").rows.count == 2)
        #expect(
            try bench.plan().runs.map(\.state) == [
                .cached, .failed(reason: "the loss is not finite at iteration 5"), .cached,
            ])

        bench.failure = nil
        #expect(try bench.run().completed == [directory])
        #expect(try bench.record(1).status == .complete && bench.record(1).error == nil)
        #expect(try CurveTable(contentsOf: directory + "/curves.csv").rows.count == 3)
    }

    @Test func aSignalMarksTheRecordAndStopsTheRest() throws {
        let bench = try Bench(small)
        var asked = 0
        bench.isInterrupted = {
            asked += 1
            return asked > 15
        }
        let summary = try bench.run()
        #expect(summary.completed.count == 1 && summary.interrupted && summary.failed.isEmpty)
        #expect(bench.fits == 2)
        #expect(try bench.record(1).status == .interrupted)
        let states = try bench.plan().runs.map(\.state)
        #expect(states[0] == .cached && states[2] == .missing(reason: "never run"))
        guard case .interrupted(let reason) = states[1] else { Issue.record("not interrupted: \(states[1])"); return }
        #expect(reason.hasPrefix("continues at iteration 5 of 10; stopped at 20"))
        #expect(bench.sink.text.hasSuffix("[1/3] seed=2  interrupted\n"))

        bench.isInterrupted = { false }
        #expect(try bench.run().completed.count == 2)
    }

    @Test func aKilledRunStartsOver() throws {
        let bench = try Bench(small)
        try bench.run()
        let directory = try bench.plan().runs[0].directory
        var record = try bench.record(0)
        record.status = .running
        record.heartbeat = "2024-01-02T03:04:05Z"
        try record.write(to: directory + "/run.json")
        #expect(try bench.plan().runs[0].state == .interrupted(reason: "last sign of life at 2024-01-02T03:04:05Z"))
        #expect(try bench.run().completed == [directory])
    }

    @Test func anUnwritableResultsFolderIsRefusedBeforeAnyRun() throws {
        let bench = try Bench(small)
        try bench.folder.write("not a folder", to: "Results")
        #expect(throws: RecordError.self) { try bench.run() }
        #expect(bench.fits == 0)
        #expect(try bench.folder.text("Results") == "not a folder")
    }

    @Test(.enabled(if: getuid() != 0, "the super-user may write anywhere"))
    func aReadOnlyResultsFolderIsRefusedBeforeAnyRun() throws {
        let bench = try Bench(small)
        let results = bench.folder.path + "/Results"
        try FileManager.default.createDirectory(atPath: results, withIntermediateDirectories: true)
        try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: results)
        defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: results) }
        #expect(throws: RecordError.self) { try bench.run() }
        #expect(bench.fits == 0)
    }

    @Test func aFileInTheWayOfOneRunFailsThatRunOnly() throws {
        let bench = try Bench(small)
        let directory = try bench.plan().runs[1].directory
        try FileManager.default.createDirectory(atPath: FilePath.folder(directory), withIntermediateDirectories: true)
        try Data().write(to: URL(fileURLWithPath: directory))
        let summary = try bench.run()
        #expect(summary.completed.count == 2 && summary.failed.map(\.label) == ["seed=2"])
        #expect(summary.failed[0].reason.contains("a file of that name is in the way"))
    }

    @Test func aBadImageAnywhereMeansThatNothingIsWritten() throws {
        let bench = try Bench("dataset: {files: [good.png, bad.png]}\niterations: 5\n")
        try PNGFile.write(
            Image(channels: 1, height: 64, width: 64, repeating: 0.5), to: bench.folder.path + "/good.png")
        try bench.folder.write("no picture", to: "bad.png")
        #expect(throws: SpecError.self) { try bench.run() }
        #expect(!FileManager.default.fileExists(atPath: bench.store.root))
        #expect(bench.fits == 0)
    }

    @Test func stoppingRulesAreRecorded() throws {
        let bench = try Bench(
            "images: [leaves]\nsize: 64\niterations: 12\nrecord_every: 5\nnetwork: {width: 4, input_channels: 4}\n"
                + "monitors: [oracle, {ratio: {window: 3}}, {loss-target: {sigma: 1}}]\nstop: {fixed: {iteration: 7}}\n"
        )
        let plan = try bench.plan()
        let summary = try bench.run(
            plan, executor: RunExecutor(plan: plan, provenance: testProvenance, isInterrupted: { false }))
        let directory = try #require(summary.completed.first)
        #expect(try CurveTable(contentsOf: directory + "/curves.csv")["iteration"] == [0, 5, 7])
        let stops = try StopTable.read(directory + "/stops.csv")
        #expect(stops.map(\.rule) == ["oracle", "ratio", "loss-target", "fixed"])
        #expect(stops.map(\.parameters) == ["", "window=3 windows=published threshold=0.01", "sigma=1", "iteration=7"])
        #expect(stops[2].iteration == nil && stops[3].iteration == 7 && stops[3].decidedAt == 7 && stops[0].gap == 0)
        let record = try bench.record()
        #expect(record.summary["iteration_stopped"] == 7 && record.summary["psnr_stopped"] == stops[3].psnr)
        #expect(try ImageFile.load(directory + "/stopped.png").image == ImageFile.load(directory + "/output.png").image)
        let log = try String(contentsOfFile: directory + "/log.txt", encoding: .utf8)
        #expect(log.contains("the rule {loss-target: {sigma: 1}} never fired\n"))
        #expect(
            log.contains("stopped by {fixed: {iteration: 7}} at iteration 7, which chose the output of iteration 7\n"))
        #expect(try bench.plan().runs[0].state == .cached)
    }

    @Test(arguments: [
        "{width: 4, input_channels: 4, lipschitz: 2}",
        "{architecture: skip, down: 4, up: 4, skip: 2, input_channels: 2}",
    ])
    func theRealEngine(_ network: String) throws {
        let bench = try Bench(
            "images: [leaves]\nsize: 64\niterations: 4\nrecord_every: 2\nema: 0.5\nnetwork: \(network)\n")
        let plan = try bench.plan()
        let summary = try bench.run(
            plan, executor: RunExecutor(plan: plan, provenance: testProvenance, isInterrupted: { false }))
        #expect(summary.completed.count == 1 && summary.failed.isEmpty)
        let curves = try CurveTable(contentsOf: summary.completed[0] + "/curves.csv")
        #expect(curves["iteration"] == [0, 2, 3])
        for column in [
            "loss", "psnr", "psnr_degraded", "ssim", "gmsd", "psnr_ema", "fbc_1", "fbc_5", "blur", "sharpness", "ratio",
            "seconds",
        ] {
            #expect(curves[column]?.allSatisfy { $0 != nil } == true, "\(column)")
        }
        let record = try bench.record()
        #expect(record.summary["psnr"] == curves["psnr"]?.last)
        #expect(record.summary["psnr_ema"] == curves["psnr_ema"]?.last)
        #expect(record.summary["psnr_ema"] != record.summary["psnr"])
        #expect(try #require(record.parameters) > 100)
        let average = summary.completed[0] + "/averaged.png"
        let picture = try ImageFile.load(average).image,
            output = try ImageFile.load(summary.completed[0] + "/output.png").image
        #expect(picture.width == 64 && picture != output)
        // A record without its average is not complete.
        #expect(try bench.plan().pending.isEmpty)
        try FileManager.default.removeItem(atPath: average)
        #expect(try bench.plan().runs[0].state == .interrupted(reason: "the record lacks averaged.png"))
    }

    @Test func filesAreRecordedWithTheirDigest() throws {
        let bench = try Bench("dataset: {files: [good.png]}\niterations: 5\n")
        let path = bench.folder.path + "/good.png"
        try PNGFile.write(Image(channels: 1, height: 70, width: 100, repeating: 0.5), to: path)
        try bench.run()
        let record = try bench.record()
        #expect(
            record.inputs == [
                .init(file: "good.png", sha256: FileSum.sha256(try Data(contentsOf: URL(fileURLWithPath: path))))
            ])
        #expect(record.dataset == "files" && record.image == "good")
        #expect(record.summary["width"] == 96 && record.summary["height"] == 64 && record.summary["channels"] == 1)
    }
}
