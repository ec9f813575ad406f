import Datasets
import Imaging
import Records
import Specs
import TestTools
import Testing

@testable import Runs

@Suite struct ImageSizeTests {
    private func plan(_ text: String) -> String? {
        do {
            let folder = try TemporaryFolder()
            let experiment = try Experiment(
                contentsOf: folder.write(text, to: "spec.yaml"),
                datasets: DatasetCatalogue(manifestFolders: [], root: DataRoot("/nowhere")))
            _ = try ExperimentPlan(experiment, store: RunStore(root: folder.path + "/Results"))
            return nil
        } catch {
            let sentence = "\(error)"
            return sentence.range(of: "spec.yaml").map { String(sentence[$0.lowerBound...]) } ?? sentence
        }
    }

    @Test(arguments: [
        "size: 64", "size: [64, 96]", "size: 100", "size: 32\nnetwork: {padding: zero}",
        "size: 40\ncrop: 40\nnetwork: {depth: 3}",
        "size: 64\nnetwork: {architecture: skip}", "size: 96\nnetwork: {architecture: skip, down_kernel: 5}",
        "size: [71, 45]\ncrop: [0, 0, 71, 45]\nnetwork: {architecture: skip}",
        "size: 35\ncrop: 35\nnetwork: {architecture: convnet}",
        "size: 35\ncrop: 35\nnetwork: {architecture: resnet}", "size: 32\nnetwork: {architecture: deep-decoder}",
        "size: 64\nnetwork: {architecture: unet}", "size: 40\ncrop: 40\nnetwork: {architecture: skip, preset: deblock}",
    ])
    func allowed(_ text: String) {
        #expect(plan("images: [leaves]\n" + text) == nil)
    }

    @Test(arguments: [
        (
            "size: 63",
            "spec.yaml: image 'leaves' is 32 x 32 after cropping; a decoder of depth 5 with padding 'reflect' needs sides that are "
                + "multiples of 32 and at least 64"
        ),
        (
            "size: [128, 60]",
            "spec.yaml: image 'leaves' is 128 x 32 after cropping; a decoder of depth 5 with padding 'reflect' needs sides that are "
                + "multiples of 32 and at least 64"
        ),
        (
            "size: 128\ncrop: 100",
            "spec.yaml: image 'leaves' is 100 x 100 after cropping; a decoder of depth 5 with padding 'reflect' needs sides that "
                + "are multiples of 32 and at least 64"
        ),
        (
            "size: 96\nnetwork: {depth: 6}",
            "spec.yaml: image 'leaves' is 96 x 96 after cropping; a decoder of depth 6 with padding 'reflect' needs "
                + "sides that are multiples of 64 and at least 128"
        ),
        (
            "size: 64\nnetwork: {architecture: skip, down_kernel: 5}",
            "spec.yaml: image 'leaves' is 64 x 64 after cropping; a skip network of 5 scales "
                + "with padding 'reflect' needs sides that are at least 65"
        ),
        (
            "size: 68\ncrop: 68\nnetwork: {architecture: skip, preset: deblock}",
            "spec.yaml: image 'leaves' is 68 x 68 after cropping; a skip "
                + "network of 5 scales with padding 'reflect' needs sides that are multiples of 8 and at least 40"
        ),
        (
            "size: 64\nnetwork: {architecture: unet, depth: 5}",
            "spec.yaml: image 'leaves' is 64 x 64 after cropping; a unet that halves 6 times "
                + "needs sides that are multiples of 64 and at least 128"
        ),
        (
            "size: 48\ncrop: 48\nnetwork: {architecture: deep-decoder}",
            "spec.yaml: image 'leaves' is 48 x 48 after cropping; a deep decoder of "
                + "depth 5 needs sides that are multiples of 32 and at least 32"
        ),
        (
            "size: 20\ncrop: 12\nnetwork: {depth: 1, padding: zero}",
            "spec.yaml: image 'leaves' is 12 x 12 after cropping; a decoder of depth 1 "
                + "with padding 'zero' needs sides that are multiples of 2 and at least 16"
        ),
        (
            "size: 64\ncrop: 96",
            "spec.yaml: image 'leaves': a centred crop of 96 x 96 does not fit into an image of 64 x 64 pixels"
        ),
        (
            "size: 20",
            "spec.yaml: image 'leaves': a crop to a multiple of 32 does not fit into an image of 20 x 20 pixels"
        ),
    ])
    func refused(_ text: String, _ sentence: String) {
        #expect(plan("images: [leaves]\n" + text) == sentence)
    }

    @Test func imagesMustBeMultiplesOfTheFactor() throws {
        let text =
            "images: [leaves]\nsize: 20\ncrop: {multiple: 1}\nnetwork: {depth: 2}\ntask: {super-resolve: {factor: 8}}"
        let folder = try TemporaryFolder()
        let path = try folder.write(text, to: "spec.yaml")
        let experiment = try Experiment(
            contentsOf: path, datasets: DatasetCatalogue(manifestFolders: [], root: DataRoot("/nowhere")))
        let error = #expect(throws: SpecError.self) {
            _ = try ExperimentPlan(experiment, store: RunStore(root: folder.path))
        }
        #expect(
            error?.message
                == "image 'leaves' is 20 x 20 after cropping; super-resolution by 8 needs sides that are multiples of 8"
        )
    }
}
