import Datasets
import Foundation
import Imaging
import Networks
import Records
import Specs
import TestTools
import Testing

@testable import Runs

@Suite struct ExperimentPlanTests {
    private let small = "images: [leaves]\nsize: 64\niterations: 5\nsweep: {seed: [1, 2]}\n"

    @Test func aChangedSpecIsMissingAndSaysWhy() throws {
        let bench = try Bench(small)
        #expect(try bench.plan().runs.map(\.state) == [.missing(reason: "never run"), .missing(reason: "never run")])
        try bench.run()
        let old = try bench.plan().runs[0]
        bench.text += "record_every: 2\n"
        #expect(
            try bench.plan().runs[0].state
                == .missing(reason: "differs from spec/leaves-seed1-\(old.key): record_every 10 -> 2"))
        #expect(try bench.plan().pending.count == 2)
    }

    @Test func otherNumericsAreNamed() throws {
        let bench = try Bench(small)
        try bench.run()
        let old = try bench.plan().runs[0]
        var record = try bench.record()
        (record.key, record.provenance.numericsVersion) = ("0123456789ab", Numerics.version - 1)
        let moved = bench.store.directory(RunName(experiment: "spec", image: "leaves", seed: 0, key: record.key))
        try FileManager.default.moveItem(atPath: old.directory, toPath: moved)
        try record.write(to: moved + "/run.json")
        #expect(
            try bench.plan().runs[0].state
                == .missing(
                    reason:
                        "stale: the arithmetic of all networks changed (version \(Numerics.version - 1) -> \(Numerics.version)) since spec/leaves-seed0-0123456789ab"
                ))
        // Without its spec nobody knows what else there was.
        record.provenance.numericsVersion = Numerics.version
        try record.write(to: moved + "/run.json")
        try FileManager.default.removeItem(atPath: moved + "/spec.yaml")
        #expect(
            try bench.plan().runs[0].state
                == .missing(
                    reason: "stale: the spec, its image or the numerics changed since spec/leaves-seed0-0123456789ab"))
    }

    /// A record of the time before batch norm got the version 2.
    @Test func anotherArithmeticOfAKindOfOperationIsNamed() throws {
        let bench = try Bench(
            "images: [leaves]\nsize: 64\niterations: 5\nnetwork: {architecture: conv-decoder, depth: 2, width: 32, input_channels: 32}\n"
        )
        try bench.run()
        let planned = try bench.plan().runs[0]
        var record = try bench.record()
        #expect(
            planned.state == .cached && record.provenance.arithmetic == ["batch-norm": ArithmeticKind.batchNorm.version]
        )
        (record.key, record.provenance.arithmetic) = ("0123456789ab", nil)
        let moved = bench.store.directory(RunName(experiment: "spec", image: "leaves", seed: 0, key: record.key))
        try FileManager.default.moveItem(atPath: planned.directory, toPath: moved)
        try record.write(to: moved + "/run.json")
        let change = "the arithmetic of batch norm changed (version 1 -> \(ArithmeticKind.batchNorm.version))"
        #expect(
            try bench.plan().runs[0].state == .missing(reason: "stale: \(change) since spec/leaves-seed0-0123456789ab"))
        bench.text += "record_every: 2\n"
        #expect(
            try bench.plan().runs[0].state
                == .missing(reason: "stale: record_every 10 -> 2, \(change) since spec/leaves-seed0-0123456789ab"))
        // Another network says it all.
        bench.text = bench.text.replacing("record_every: 2\n", with: "").replacing("width: 32", with: "width: 64")
        #expect(
            try bench.plan().runs[0].state
                == .missing(reason: "differs from spec/leaves-seed0-0123456789ab: network.width 32 -> 64")
        )
    }

    @Test func anotherScaleIsNoReason() throws {
        let bench = try Bench(small + "scale: {quick: {iterations: 2}}\n")
        try bench.run(scale: .quick)
        #expect(try bench.plan().runs.map(\.state) == [.missing(reason: "never run"), .missing(reason: "never run")])
        bench.text = bench.text.replacing("size: 64", with: "size: 96")
        #expect(
            try bench.plan(scale: .quick).runs.map(\.state).allSatisfy {
                "\($0)".contains(#/differs from spec\/leaves-seed\d-[0-9a-f]+: size \[64, 64\] -> \[96, 96\]/#)
            })
    }

    @Test func aDamagedRecordIsMadeAgain() throws {
        let bench = try Bench(small)
        try bench.run()
        let directory = try bench.plan().runs[0].directory
        try FileManager.default.removeItem(atPath: directory + "/output.png")
        #expect(try bench.plan().runs[0].state == .interrupted(reason: "the record lacks output.png"))
        try bench.folder.write("{", to: "Results/runs/\(bench.store.name(of: directory))/run.json")
        #expect(try bench.plan().runs[0].state == .interrupted(reason: "\(directory)/run.json: is not valid JSON"))
        #expect(try bench.run().completed == [directory])
    }

    @Test func anotherFileThanTheManifestsIsNoted() throws {
        let folder = try TemporaryFolder()
        try folder.write(TwoPictures.manifest, to: "two.yaml")
        try folder.write("", to: "pictures/two/empty")
        try PNGFile.write(
            Image(channels: 3, height: 64, width: 64, repeating: 0.5), to: folder.path + "/pictures/two/sky.png")
        let spec = try folder.write("dataset: two\nimages: [sky]", to: "spec.yaml")
        let experiment = try Experiment(
            contentsOf: spec, datasets: DatasetCatalogue(manifestFolders: [folder.path], root: DataRoot(folder.path)))
        let plan = try ExperimentPlan(experiment, store: RunStore(root: folder.path + "/Results"))
        #expect(plan.runs[0].input.notes == ["sky.png differs from the file sky.png that the manifest of two names"])
    }

    @Test func aPlanRefusesConstantInputs() throws {
        let bench = try Bench("images: [leaves]\nsize: 64\ninput: {band-limited: {cutoff: 0.25}}")
        let error = #expect(throws: SpecError.self) { _ = try bench.plan() }
        #expect(
            error?.description.hasSuffix(
                "spec.yaml: image 'leaves': a band-limited input of 2 x 2 with cutoff 0.25 contains only its mean"
                    + ": its lowest frequency is 1.0 times Nyquist") == true)
    }
}
