import Foundation
import Records
import Specs
import Testing
@testable import Runs

/// Where runs are found: by their keys, whatever the other words of their folders are.
@Suite struct RunFoldersTests {
    private func move(_ planned: PlannedRun, to name: String, in bench: Bench) throws -> String {
        let directory = bench.store.directory(called: name)
        try Folder.create(FilePath.folder(directory))
        try FileManager.default.moveItem(atPath: planned.directory, toPath: directory)
        return directory
    }

    @Test func foldersAreCalledByImageAndCase() throws {
        let bench = try Bench(
            "images: [leaves, pebbles]\nsize: 64\niterations: 5\nseed: 3\nvariants: {wide one: {network.width: 16}, other: {}}\n"
                + "sweep: {network.lipschitz: [0, 1.4], seed: [3, 4]}\n")
        let plan = try bench.plan(), names = plan.runs.map { bench.store.name(of: $0.directory) }
        #expect(names[0] == "spec/leaves-wide-one-uncontrolled-seed3-\(plan.runs[0].key)")
        #expect(names[7] == "spec/leaves-other-lipschitz-1.4-seed4-\(plan.runs[7].key)")
        #expect(names[8].hasPrefix("spec/pebbles-wide-one-"))
    }

    /// A record of an earlier version is complete, and is not made again, also not with `force` in another place.
    @Test(arguments: ["spec-", "spec/called-otherwise-"])
    func aRunUnderAnotherNameIsTheSame(_ words: String) throws {
        let bench = try Bench("images: [leaves]\nsize: 64\niterations: 5\n")
        try bench.run()
        let planned = try bench.plan().runs[0], old = try move(planned, to: words + planned.key, in: bench)
        #expect(try bench.plan().runs.map(\.state) == [.cached])
        #expect(try bench.plan().runs[0].directory == old)
        #expect(try bench.run().cached == [old] && bench.fits == 1)
        #expect(try bench.plan().experiment.records(in: bench.store).map { $0?.directory } == [old])
        #expect(try bench.run(force: true).completed == [old] && bench.fits == 2)
        #expect(bench.store.directories == [old])
    }

    /// What an earlier version began goes on where it is, with its curves and its checkpoint.
    @Test func anInterruptedRunOfAnEarlierVersionGoesOn() throws {
        let bench = try Bench("images: [leaves]\nsize: 64\niterations: 40\nrecord_every: 10\n")
        var asked = 0
        bench.isInterrupted = {
            asked += 1
            return asked > 20
        }
        try bench.run()
        let planned = try bench.plan().runs[0], old = try move(planned, to: "spec-\(planned.key)", in: bench)
        #expect(try bench.plan().runs[0].resumesAt == planned.resumesAt && planned.resumesAt ?? 0 > 0)
        bench.isInterrupted = { false }
        #expect(try bench.run().completed == [old])
        #expect(bench.store.directories == [old])
        #expect(StoredRun(directory: old).record?.resumed == 1)
    }

    /// Of two folders of a run the complete one counts.
    @Test func theCompleteOneOfTwoCounts() throws {
        let bench = try Bench("images: [leaves]\nsize: 64\niterations: 5\n")
        try bench.run()
        let planned = try bench.plan().runs[0], old = try move(planned, to: "spec-\(planned.key)", in: bench)
        try Folder.create(planned.directory)
        #expect(try bench.plan().runs[0].directory == old)
        try FileManager.default.removeItem(atPath: old + "/output.png")
        #expect(try bench.plan().runs[0].directory == old)
        try FileManager.default.removeItem(atPath: old)
        #expect(try bench.plan().runs[0].directory == planned.directory)
    }

    /// What began after the plan was made, under other words, is not made a second time.
    @Test func aRunThatAnotherProcessMadeSinceIsFound() throws {
        let bench = try Bench("images: [leaves]\nsize: 64\niterations: 5\n")
        let early = try bench.plan().runs[0], plan = try bench.plan()
        try bench.run()
        let other = try move(early, to: "spec/other-seed0-\(early.key)", in: bench)
        #expect(plan.presentState(of: early) == .cached && plan.presentDirectory(of: early) == other)
    }
}
