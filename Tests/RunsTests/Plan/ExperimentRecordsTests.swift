import Foundation
import Records
import Testing
@testable import Runs

@Suite struct ExperimentRecordsTests {
    @Test func findsTheRecordsOfItsRuns() throws {
        let bench = try Bench("images: [leaves]\nsize: 64\niterations: 5\nsweep: {seed: [1, 2]}\n")
        #expect(try bench.plan().experiment.records(in: bench.store) == [nil, nil])
        bench.failure = (seed: 2, iteration: 1)
        try bench.run()
        let plan = try bench.plan()
        #expect(try plan.experiment.records(in: bench.store).map { $0?.directory } == [plan.runs[0].directory, nil])

        bench.text += "title: Another\n"
        #expect(
            try bench.plan().experiment.records(in: bench.store).map { $0?.directory } == [plan.runs[0].directory, nil])
        bench.text += "record_every: 2\n"
        #expect(try bench.plan().experiment.records(in: bench.store) == [nil, nil])
    }

    @Test func theLastOfSeveralCounts() throws {
        let bench = try Bench("images: [leaves]\nsize: 64\niterations: 5\n")
        try bench.run()
        let directory = try bench.plan().runs[0].directory
        var record = try bench.record()
        record.ended = "2999-01-01T00:00:00Z"
        let other = try bench.store.createDirectory(
            RunName(experiment: "spec", image: "leaves", seed: 0, key: "ffffffffffff"))
        try record.write(to: other + "/run.json")
        #expect(try bench.plan().experiment.records(in: bench.store).map { $0?.directory } == [directory])
        try AtomicFile.write(
            try String(contentsOfFile: directory + "/spec.yaml", encoding: .utf8), to: other + "/spec.yaml")
        #expect(try bench.plan().experiment.records(in: bench.store).map { $0?.directory } == [other])
    }

    /// A record of an older arithmetic is shown until there is one of the present.
    @Test func thePresentArithmeticComesFirst() throws {
        let bench = try Bench(
            "images: [leaves]\nsize: 64\niterations: 5\nnetwork: {architecture: conv-decoder, depth: 2, width: 32}\n")
        try bench.run()
        let planned = try bench.plan().runs[0], plan = try bench.plan()
        var old = try bench.record()
        (old.ended, old.key, old.provenance.arithmetic) = ("2999-01-01T00:00:00Z", "ffffffffffff", nil)
        let other = try bench.store.createDirectory(
            RunName(experiment: "spec", image: "leaves", seed: 0, key: old.key))
        try old.write(to: other + "/run.json")
        try FileManager.default.copyItem(atPath: planned.directory + "/spec.yaml", toPath: other + "/spec.yaml")
        #expect(try plan.experiment.records(in: bench.store).map { $0?.directory } == [planned.directory])
        #expect(planned.run.spec.arithmeticChanges(since: old).map(\.subject) == ["batch norm"])
        try FileManager.default.removeItem(atPath: planned.directory)
        #expect(try plan.experiment.records(in: bench.store).map { $0?.directory } == [other])
    }

    /// Two experiments that share a run make it once, and both find it.
    @Test func anotherExperimentsRunOfTheSameSettingsCounts() throws {
        let bench = try Bench("name: first\nimages: [leaves]\nsize: 64\niterations: 5\nsweep: {seed: [1, 2]}\n")
        try bench.run()
        let first = try bench.plan().runs
        bench.text =
            "name: second\ntitle: Another\nimages: [leaves]\nsize: 64\niterations: 5\nvariants: {two: {record_every: 10}, three: {ema: 0.5}}\nseed: 2\n"
        let plan = try bench.plan()
        #expect(plan.runs.map(\.state) == [.cached, .missing(reason: "never run")])
        #expect(plan.runs[0].directory == first[1].directory)
        #expect(try plan.experiment.records(in: bench.store).map { $0?.directory } == [first[1].directory, nil])
        try bench.run()
        #expect(bench.fits == 3)
        // Its own record comes before another one's.
        try bench.run(force: true)
        let own = try bench.plan()
        #expect(
            own.runs[0].directory
                == bench.store.directory(RunName(experiment: "second", image: "leaves", seed: 0, key: first[1].key)))
        #expect(try own.experiment.records(in: bench.store).map { $0?.directory } == own.runs.map(\.directory))
    }
}
