import Foundation
import Records
import RunFixtures
import Testing
@testable import Runs

/// Runs that go on from shorter ones, with the stub in place of the engine.
@Suite struct RunOriginTests {
    private let bench: Bench
    private let settings = "images: [leaves]\nsize: 64\nrecord_every: 4\n"

    init() throws {
        bench = try Bench(settings + "iterations: 10\n")
        bench.keeping = StateKeeping(isAsked: nil, taken: 0)
    }

    private var planned: PlannedRun { get throws { try bench.plan().runs[0] } }
    private var log: String {
        get throws { try String(contentsOfFile: planned.directory + "/log.txt", encoding: .utf8) }
    }

    /// Runs the spec with so many iterations; returns the name of the run.
    @discardableResult
    private func run(_ iterations: Int, _ more: String = "", force: Bool = false) throws -> String {
        bench.text = settings + "iterations: \(iterations)\n" + more
        #expect(try bench.run(force: force).completed.count == 1)
        return try "spec/" + #require(planned.directory.split(separator: "/").last)
    }

    private func curve() throws -> [Double?]? {
        try CurveTable(contentsOf: planned.directory + "/curves.csv")["iteration"]
    }

    @Test func goesOnFromTheLongestRun() throws {
        try run(4)
        let short = try run(10)
        try run(50)
        bench.text = settings + "iterations: 26\n"
        let before = try planned
        #expect(before.state == .missing(reason: "goes on from \(short) at iteration 10 of 26"))
        #expect(before.resumesAt == 10 && before.estimatedSeconds < before.wholeSeconds)
        try run(26)
        #expect(bench.firstIterations == [0, 4, 10, 10])
        #expect(try curve() == [0, 4, 8, 12, 16, 20, 24])
        let record = try bench.record()
        #expect(record.origin == .init(run: short, iteration: 10) && record.resumed == nil && record.iterations == 26)
        #expect(
            try log.contains(
                " went on from \(short): image=leaves, 64 x 64, 26 iterations, 2 threads, from iteration 10 on\n"))
        #expect(bench.sink.text.contains("[0/1] image=leaves  goes on from \(short) at iteration 10 of 26\n"))
    }

    @Test func onlyTheNumberOfIterationsMayDiffer() throws {
        try run(10)
        for more in ["seed: 1\n", "ema: 0.5\n", "monitors: [oracle]\n", "fbc: {bands: 3}\n"] {
            try run(20, more)
            #expect(try bench.record().origin == nil)
        }
        bench.text = settings.replacing("every: 4", with: "every: 2") + "iterations: 20\n"
        #expect(try bench.plan().runs[0].resumesAt == nil)
        // A name and a title are no settings.
        bench.text = settings + "iterations: 20\nname: other\ntitle: Another\n"
        #expect(try bench.plan().runs[0].resumesAt == 10)
    }

    @Test func nothingGoesOnFromWhatIsNoPart() throws {
        try run(10, "optimizer: {adam: {schedule: cosine}}\n")
        #expect(try !EndState(of: planned.directory).exists)
        bench.text = settings + "iterations: 20\noptimizer: {adam: {schedule: cosine}}\n"
        #expect(try planned.resumesAt == nil)
        try run(10, "optimizer: {adam: {schedule: {cosine: {updates: 20}}}}\n")
        bench.text = settings + "iterations: 20\noptimizer: {adam: {schedule: {cosine: {updates: 20}}}}\n"
        #expect(try planned.resumesAt == 10)
    }

    @Test func statesAreKeptAsFarAsIsWanted() throws {
        bench.keeping = .none
        try run(10)
        #expect(try !EndState(of: planned.directory).exists)
        bench.keeping = StateKeeping(isAsked: nil, taken: 300 << 20)
        try run(11)
        #expect(try !EndState(of: planned.directory).exists)
        #expect(
            try log.contains(
                " the end state is not kept: with it states would take 300.0 MB, and without --keep-state they take at most 300.0 MB\n"
            ))
        #expect(!bench.sink.text.contains("not kept"))
        bench.keeping = StateKeeping(isAsked: nil, taken: 0)
        try run(12)
        #expect(try EndState(of: planned.directory).exists)
        // A run that is made again without it has none.
        bench.keeping = .none
        try run(12, force: true)
        #expect(try !EndState(of: planned.directory).exists)
    }

    /// In the header, in the state, and in the curves that belong to it.
    @Test(arguments: ["header", "state", "curves", "key"])
    func whatIsDamagedIsIgnored(_ part: String) throws {
        try run(10)
        let directory = try planned.directory, state = EndState(of: directory)
        let path = part == "curves" ? directory + "/curves.csv" : state.path
        var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
        switch part {
        case "header": bytes[20] ^= 1
        case "state": bytes[bytes.count - 10] ^= 1
        case "curves": bytes[bytes.count - 20] ^= 1
        default:
            var record = try bench.record()
            record.key = "0123456789ab"
            try record.write(to: directory + "/run.json")
        }
        try bytes.write(to: URL(fileURLWithPath: path))
        bench.text = settings + "iterations: 20\n"
        let reason = try planned.state.description
        if part == "header" {
            #expect(reason.hasPrefix("missing: differs from spec/leaves-seed0-"))
            #expect(reason.hasSuffix("; ignored: \(state.path): is damaged: the checksum of its header is wrong"))
        }
        try run(20)
        #expect(bench.firstIterations == [0, 0])
        #expect(try bench.record().origin == nil && curve() == [0, 4, 8, 12, 16])
        #expect(try log.contains(" ignored: \(path): ") == (part != "key"))
        #expect(bench.sink.text.contains("image=leaves  ignored: \(path): ") == (part != "key"))
        // It is another run's.
        #expect(state.exists)
    }

    @Test func forceAndAFurtherCheckpointComeFirst() throws {
        try run(10)
        try run(20, force: true)
        #expect(bench.firstIterations == [0, 0])
        #expect(try bench.record().origin == nil)

        var asked = 0
        bench.isInterrupted = {
            asked += 1
            return asked > 5
        }
        bench.text = settings + "iterations: 30\n"
        #expect(try bench.run().interrupted)
        bench.isInterrupted = { false }
        // 5 of its own behind the 20 of the shorter run.
        guard case .interrupted(let words) = try planned.state else { Issue.record("not interrupted"); return }
        #expect(words.hasPrefix("continues at iteration 25 of 30; stopped at "))
        try run(30)
        #expect(bench.firstIterations == [0, 0, 20, 25])
        #expect(try bench.record().origin?.iteration == 20 && bench.record().resumed == 1)
        #expect(try curve() == [0, 4, 8, 12, 16, 20, 24, 28])
    }

    /// What is shown of runs is as without the file.
    @Test func theStatusKnowsWhatIsBehind() throws {
        let short = try run(10)
        bench.text = settings + "iterations: 40\n"
        let status = try SweepStatus(bench.plan()).runs[0]
        #expect(status.stage == .missing && status.done == 10 && status.iterations == 40)
        #expect(status.reason == "goes on from \(short) at iteration 10 of 40")
        #expect(try SweepStatus.all(in: bench.store).map(\.runs.count) == [1])
    }
}
