import Foundation
import Imaging
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
                == bench.store.directory(
                    RunName(experiment: "second", image: "leaves", settings: ["two"], seed: 2, key: first[1].key)))
        #expect(try own.experiment.records(in: bench.store).map { $0?.directory } == own.runs.map(\.directory))
    }

    private func put(_ brightness: Float, as name: String, of bench: Bench) throws {
        var image = Image(channels: 1, height: 64, width: 64)
        for i in image.pixels.indices { image.pixels[i] = brightness * Float(i % 64) / 64 }
        try PNGFile.write(image, to: "\(bench.folder.path)/\(name)")
    }

    private func found(_ bench: Bench) throws -> FoundRecord? {
        try bench.plan().experiment.foundRecords(in: bench.store)[0]
    }

    /// Of two pictures that had one name, each has a record.
    @Test func thePictureAsItIsNowDecides() throws {
        let bench = try Bench("dataset: {files: [p.png]}\niterations: 4\n")
        try put(0.5, as: "p.png", of: bench)
        try bench.run()
        let first = try bench.plan().runs[0].directory
        #expect(try found(bench)?.changedFiles == [])

        try put(1, as: "p.png", of: bench)
        let early = try found(bench)
        #expect(early?.stored.directory == first && early?.changedFiles == ["p.png"])
        try bench.run()
        let second = try bench.plan().runs[0].directory
        let late = try found(bench)
        #expect(second != first && late?.stored.directory == second && late?.changedFiles == [])

        try put(0.5, as: "p.png", of: bench)
        let again = try found(bench)
        #expect(again?.stored.directory == first && again?.changedFiles == [])
        #expect(bench.fits == 2)

        let experiment = try bench.plan().experiment
        try FileManager.default.removeItem(atPath: bench.folder.path + "/p.png")
        let absent = try experiment.foundRecords(in: bench.store)
        #expect(absent.map { $0?.changedFiles } == [[]])
    }

    @Test func theMaskAsItIsNowDecides() throws {
        let bench = try Bench("images: [leaves]\nsize: 64\niterations: 4\ntask: {inpaint: {mask: m.png}}\n")
        func mask(_ side: Int) throws {
            var image = Image(channels: 1, height: 64, width: 64, repeating: 1)
            for y in 0..<side { for x in 0..<side { image[0, y, x] = 0 } }
            try PNGFile.write(image, to: bench.folder.path + "/m.png")
        }
        try mask(8)
        try bench.run()
        #expect(try found(bench)?.changedFiles == [])
        try mask(9)
        #expect(try found(bench)?.changedFiles == ["m.png"])
    }

    /// A folder that has moved keeps its records; another picture in another folder has none.
    @Test func thePlaceOfAFileDoesNotCount() throws {
        let bench = try Bench("dataset: {files: [p.png]}\niterations: 4\n")
        try put(0.5, as: "p.png", of: bench)
        try bench.run()
        let directory = try bench.plan().runs[0].directory
        let text = try String(contentsOfFile: directory + "/spec.yaml", encoding: .utf8)
        let moved = text.replacing("\"\(bench.folder.path)/p.png\"", with: "\"/elsewhere/x y/p.png\"")
        #expect(moved != text)
        try AtomicFile.write(moved, to: directory + "/spec.yaml")
        let there = try found(bench)
        #expect(there?.stored.directory == directory && there?.changedFiles == [])
        try put(1, as: "p.png", of: bench)
        #expect(try found(bench) == nil)
    }

    /// One run of a sweep whose mask keeps nothing fails, and the others are made.
    @Test func aMaskThatKeepsNothingFailsItsRun() throws {
        let bench = try Bench(
            "images: [leaves]\nsize: 64\niterations: 4\ntask: {inpaint: {bernoulli: 0.5}}\nsweep: {task.inpaint.bernoulli: [1e-9, 0.5]}\n"
        )
        let summary = try bench.run()
        #expect(
            summary.failed.map(\.reason) == [
                "the mask of 'bernoulli' 1e-09 keeps no sample of the image; give a larger 'bernoulli'"
            ])
        #expect(summary.completed.count == 1)
        #expect(try bench.record(0).status == .failed)
        #expect(try bench.record(1).status == .complete)
    }
}
