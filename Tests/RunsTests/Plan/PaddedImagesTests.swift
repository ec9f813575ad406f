import Datasets
import Imaging
import Records
import SpecFixtures
import Specs
import Testing
@testable import Runs

/// `size: pad` from the spec to the record.
@Suite struct PaddedImagesTests {
    private func bench(_ rest: String = "", height: Int = 50, width: Int = 77) throws -> Bench {
        let bench = try Bench(
            "dataset: {files: [odd.png]}\nsize: pad\niterations: 2\nrecord_every: 1\nnetwork: {width: 4, input_channels: 4}\n"
                + rest)
        try PNGFile.write(
            Image(channels: 1, height: height, width: width, repeating: 0.5), to: bench.folder.path + "/odd.png")
        return bench
    }

    @Test func theWholeImageIsRestored() throws {
        let bench = try bench()
        let plan = try bench.plan()
        #expect(plan.runs[0].input.width == 77 && plan.runs[0].input.height == 50)
        let spec = plan.experiment.runs[0].spec
        #expect(spec.fit.padsImage && spec.crop == .multipleOf(1))
        #expect(spec.resolved.contains("images: [odd]\nsize: pad\ncrop: {multiple: 1}\n"))
        #expect(plan.runs[0].estimatedSeconds > 0)
        try bench.folder.write(spec.resolved, to: "again.yaml")
        let again = try Experiment(
            contentsOf: bench.folder.path + "/again.yaml",
            datasets: DatasetCatalogue(manifestFolders: [], root: DataRoot("/nowhere")))
        #expect(again.runs[0].spec == spec)
        #expect(try bench.run().completed.count == 1)
        #expect(try bench.record().summary["width"] == 77)
    }

    @Test func aPartOfItCanBePaddedToo() throws {
        let plan = try bench("crop: [0, 0, 70, 45]\n").plan()
        #expect(plan.runs[0].input.width == 70 && plan.runs[0].input.height == 45)
    }

    @Test func imagesThatAreTooSmallAreRefused() throws {
        let error = #expect(throws: SpecError.self) { _ = try bench(height: 20).plan() }
        #expect(
            error?.description.hasSuffix(
                "image 'odd' is 96 x 32 after padding; a decoder of depth 5 with padding 'reflect' needs sides "
                    + "that are multiples of 32 and at least 64") == true)
    }

    @Test func notForSuperResolution() {
        #expect(
            refusal("dataset: {files: [odd.png]}\nsize: pad\ntask: super-resolve")
                == "spec.yaml:2:7: 'size: pad' does not work with task 'super-resolve', whose loss compares a smaller output; use 'crop'"
        )
    }

    @Test func withoutItTheImageIsCropped() throws {
        let bench = try bench(height: 100, width: 77)
        bench.text = bench.text.replacing("size: pad\n", with: "")
        let plan = try bench.plan()
        #expect(plan.runs[0].input.width == 64 && plan.runs[0].input.height == 96)
        #expect(!plan.experiment.runs[0].spec.resolved.contains("size:"))
    }
}
