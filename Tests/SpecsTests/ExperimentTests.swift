import Architectures
import Foundation
import Imaging
import Networks
import Restoration
import SpecFixtures
import Testing

@testable import Specs

@Suite struct ExperimentTests {
    private let sweeping = """
        name: two-axes
        images: [leaves, fabric]
        size: 64
        network: {upsampler: bilinear}
        sweep:
          network.lipschitz: [1, 2]
          seed: [7, 8]
        """

    @Test func emptyMappingHasAllDefaults() throws {
        let spec = try onlyRun("{}")
        #expect(spec.name == "spec")
        #expect(spec.title == "spec")
        #expect(spec.source == .synthetic(SyntheticImage.allCases[0], width: 128, height: 128))
        #expect(spec.crop == .published)
        #expect(
            spec.fit
                == FitConfiguration(
                    task: .denoise(sigma: 25), architecture: .decoder(DecoderOptions()),
                    iterations: 3000, recordEvery: 10))
        #expect(try experiment("{}").runs.count == SyntheticImage.allCases.count)
    }

    @Test func skipHasItsOwnDefaults() throws {
        let spec = try onlyRun("network: {architecture: skip}")
        #expect(spec.fit.architecture == .skip(SkipOptions()))
        #expect(spec.fit.input == .noise)
        #expect(spec.fit.learningRate == 0.01)
    }

    @Test func sweepIsTheProductWithImagesOutermost() throws {
        let experiment = try experiment(sweeping)
        #expect(
            experiment.runs.map(\.label) == [
                "image=leaves network.lipschitz=1 seed=7", "image=leaves network.lipschitz=1 seed=8",
                "image=leaves network.lipschitz=2 seed=7", "image=leaves network.lipschitz=2 seed=8",
                "image=fabric network.lipschitz=1 seed=7", "image=fabric network.lipschitz=1 seed=8",
                "image=fabric network.lipschitz=2 seed=7", "image=fabric network.lipschitz=2 seed=8",
            ])
        #expect(experiment.runs[2].shortLabel == "image=leaves lipschitz=2 seed=7")
        #expect(experiment.runs[5].spec.fit.seed == 8)
        #expect(
            experiment.runs[5].axes == [.init(key: "network.lipschitz", value: "1"), .init(key: "seed", value: "8")])
    }

    @Test func argumentsReplaceAxesAndAddNewOnes() throws {
        let fixed = try experiment(sweeping, overrides: ["network.lipschitz=1.4", "images=leaves"])
        #expect(fixed.runs.map(\.label) == ["seed=7", "seed=8"])
        guard case .decoder(let options) = fixed.runs[0].spec.fit.architecture else {
            Issue.record("not a decoder"); return
        }
        #expect(options.lipschitz == 1.4)

        let swept = try experiment(
            sweeping, overrides: ["network.lipschitz=3,4,5", "seed=1", "size=64,96", "images=fabric,leaves"])
        #expect(swept.runs.count == 2 * 3 * 2)
        #expect(swept.runs[0].label == "image=fabric network.lipschitz=3 size=64")
        #expect(swept.runs[1].label == "image=fabric network.lipschitz=3 size=96")
    }

    @Test func argumentsAreYAML() throws {
        let spec = try onlyRun(
            sweeping,
            overrides: [
                "crop=[0,0,64,96]", "task={inpaint: {bernoulli: 0.3}}", "size=[96,128]",
                "title=PSNR, SSIM: a title", "network={width: 16, depth: 4}",
            ])
        #expect(spec.crop == .rectangle(left: 0, top: 0, right: 64, bottom: 96))
        #expect(spec.fit.task == .inpaint(keep: 0.3))
        #expect(spec.title == "PSNR, SSIM: a title")
        guard case .decoder(let options) = spec.fit.architecture else { Issue.record("not a decoder"); return }
        #expect(options.width == 16 && options.depth == 4 && options.lipschitz == 1)
    }

    @Test func scaleBlocksOverrideBySectionAndByDottedKey() throws {
        let text =
            sweeping + """

                iterations: 500
                scale:
                  quick: {iterations: 20, images: [fabric], network: {width: 8}, network.depth: 4, seed: 3}
                  crop128: {sweep: {network.lipschitz: [0.5]}}
                """
        let quick = try experiment(text, scale: .quick)
        #expect(quick.runs.map(\.label) == ["network.lipschitz=1", "network.lipschitz=2"])
        #expect(quick.runs[0].spec.fit.iterations == 20 && quick.runs[0].spec.fit.seed == 3)
        guard case .decoder(let options) = quick.runs[0].spec.fit.architecture else {
            Issue.record("not a decoder"); return
        }
        #expect(options.width == 8 && options.depth == 4 && options.upsamplers[0] == .bilinear)
        #expect(
            try experiment(text, scale: .crop128).runs.map(\.label)
                == ["image=leaves network.lipschitz=0.5", "image=fabric network.lipschitz=0.5"])
        #expect(try experiment(text, scale: .published).runs.map(\.spec) == experiment(text).runs.map(\.spec))
        #expect(try experiment(text, scale: .quick, overrides: ["iterations=9"]).runs[0].spec.fit.iterations == 9)
    }

    /// Specs and requests with the names of earlier versions give the same runs, and the spec is told of.
    @Test func scalesKeepTheirFormerNames() throws {
        let blocks = sweeping + "\nscale: {crop128: {seed: 3}}\n", former = blocks.replacing("crop128", with: "small")
        let now = try experiment(blocks, scale: .crop128)
        for (text, scale) in [(blocks, Scale.small), (former, .crop128), (former, .small)] {
            let found = try experiment(text, scale: scale)
            #expect(found.scale == .crop128 && found.runs == now.runs)
            #expect(found.warnings.count == (text == former ? 1 : 0))
        }
        #expect(now.warnings.isEmpty)
        let warning = try experiment(former, scale: nil).warnings.first ?? ""
        #expect(warning.contains("spec.yaml:") && warning.hasSuffix(": the scale 'small' is now called 'crop128'"))
        #expect(try experiment(blocks, scale: .paper).scale == .published)
        #expect(try experiment(blocks, scale: .published).scaleInNames == "" && now.scaleInNames == "crop128")
    }

    @Test func choicesOfAScaleReplaceTheWholeChoice() throws {
        let text = "task: {denoise: {sigma: 15}}\nscale: {quick: {task: {inpaint: {bernoulli: 0.5}}}}"
        #expect(try experiment(text, scale: .quick).runs[0].spec.fit.task == .inpaint(keep: 0.5))
    }

    @Test func sweepsTheSigmaOfTheGaussianUpsampler() throws {
        for upsampler in ["gaussian", "{gaussian: {gain: published}}"] {
            let runs = try experiment(
                """
                images: [leaves]
                network: {upsampler: \(upsampler)}
                sweep: {network.upsampler.gaussian.sigma: [0, 0.5, 1]}
                """
            ).runs
            let sigmas = runs.map { run -> [Upsampler] in
                if case .decoder(let options) = run.spec.fit.architecture { options.upsamplers } else { [] }
            }
            let expected: [[Upsampler]] = [0, 0.5, 1].map { sigma -> [Upsampler] in
                Array(repeating: .gaussian(sigma: sigma, gain: .published), count: 5)
            }
            #expect(sigmas == expected)
            #expect(runs.map(\.shortLabel) == ["sigma=0", "sigma=0.5", "sigma=1"])
        }
    }
}
