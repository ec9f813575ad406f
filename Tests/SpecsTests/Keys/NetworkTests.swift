import Architectures
import Networks
import Restoration
import SpecFixtures
import Testing

@testable import Specs

@Suite struct NetworkTests {
    private func decoder(_ network: String) throws -> DecoderOptions {
        guard case .decoder(let options) = try onlyRun("network: \(network)").fit.architecture else {
            throw SpecError(.file("spec.yaml"), "not a decoder")
        }
        return options
    }

    @Test func decoderOptions() throws {
        #expect(
            try decoder(
                "{lipschitz: 1.4, norm: lipschitz-batch, padding: zero, width: 64, input_channels: 16, depth: 4, slope: 0.2}"
            )
                == DecoderOptions(
                    upsamplers: Array(repeating: .bilinear, count: 4), width: 64, inputChannels: 16, lipschitz: 1.4,
                    norm: .lipschitzBatch, padding: .zero, slope: 0.2))
        #expect(try decoder("{lipschitz: 0}").lipschitz == nil)
    }

    @Test func upsamplers() throws {
        #expect(try decoder("{upsampler: pixel-shuffle}").upsamplers == Array(repeating: .pixelShuffle, count: 5))
        #expect(try decoder("{upsampler: gaussian}").upsamplers == Upsampler.publishedGaussian(stages: 5))
        #expect(
            try decoder("{upsampler: {gaussian: {gain: unit}}, depth: 3}").upsamplers
                == Upsampler.publishedGaussian(stages: 3, gain: .unit))
        #expect(
            try decoder("{upsampler: {gaussian: {sigma: [0.1, 0.2]}}}").upsamplers
                == [.gaussian(sigma: 0.1, gain: .published), .gaussian(sigma: 0.2, gain: .published)])
        #expect(
            try decoder("{upsampler: [nearest, {low-pass: {filter: lpf2}}, gaussian]}").upsamplers
                == [.nearest, .lowPass(.lpf2), .gaussian(sigma: 0.5, gain: .published)])
        #expect(
            try decoder("{upsampler: {low-pass: {taps: 9, cutoff: 0.5, attenuation: 60}}, depth: 1}").upsamplers
                == [.lowPass(.windowedSinc(taps: 9, cutoff: 0.5, attenuation: 60))])
    }

    @Test func skipOptions() throws {
        let spec = try onlyRun(
            "network: {architecture: skip, down: [8, 16], up: [8, 16], skip: [0, 4], down_kernel: 5, need1x1_up: false, "
                + "upsampler: nearest, input_channels: 3}")
        #expect(
            spec.fit.architecture
                == .skip(
                    SkipOptions(
                        downChannels: [8, 16], upChannels: [8, 16], skipChannels: [0, 4], downKernel: 5,
                        upsampler: .nearest, inputChannels: 3, need1x1Up: false)))
        let staged = try onlyRun(
            "network: {architecture: skip, down: [8, 8, 8], upsampler: [deconv, nearest, {low-pass: {filter: lpf2}}]}")
        guard case .skip(let options) = staged.fit.architecture else { Issue.record("not a skip network"); return }
        // Coarse to fine in the spec, from the outside in here.
        #expect(options.upsamplers == [.lowPass(.lpf2), .nearest, .deconv])
        #expect(staged.resolved.contains("\n  upsampler: [deconv, nearest, {low-pass: {filter: lpf2}}]\n"))
        let gaussian = try onlyRun("network: {architecture: skip, down: [8, 8, 8], upsampler: gaussian}")
        guard case .skip(let published) = gaussian.fit.architecture else { Issue.record("not a skip network"); return }
        #expect(published.upsamplers == Upsampler.publishedGaussian(stages: 3).reversed())
        let alike = try onlyRun("network: {architecture: skip, down: [8, 16, 32], skip: 2}")
        #expect(
            alike.fit.architecture
                == .skip(
                    SkipOptions(downChannels: [8, 16, 32], upChannels: [128, 128, 128], skipChannels: [2, 2, 2])))
    }

    @Test(arguments: SkipPreset.allCases)
    func presetsAreTheirOptions(_ preset: SkipPreset) throws {
        let spec = try onlyRun("network: {architecture: skip, preset: \(preset.rawValue)}")
        let standards = FitStandards(preset, task: .denoise(sigma: 25))
        #expect(spec.fit.architecture == .skip(preset.options))
        #expect(
            spec.fit.input == standards.input && spec.fit.inputNoise == standards.inputNoise
                && spec.fit.ema == standards.ema)
        #expect(spec.fit.learningRate == standards.learningRate && spec.fit.iterations == standards.iterations)
    }

    @Test func everyKeyOfAPresetCanBeOverridden() throws {
        let spec = try onlyRun(
            "task: {denoise: {sigma: 50}}\ninput: fourier\ninput_noise: 0\noptimizer: {adam: {learning_rate: 0.1}}\nema: 0\niterations: 7\n"
                + "network: {architecture: skip, preset: denoise, down: 64, upsampler: nearest, input_channels: 8}")
        var options = SkipPreset.denoise.options
        options.downChannels = [64, 64, 64, 64, 64]
        options.upsamplers = Array(repeating: .nearest, count: 5)
        options.inputChannels = 8
        #expect(spec.fit.architecture == .skip(options))
        #expect(
            spec.fit.input == .fourier && spec.fit.inputNoise == 0 && spec.fit.ema == nil
                && spec.fit.learningRate == 0.1 && spec.fit.iterations == 7)
        #expect(
            try onlyRun("task: {denoise: {sigma: 50}}\nnetwork: {architecture: skip, preset: denoise}").fit.inputNoise
                == 0.05)
        let fewer = try onlyRun("network: {architecture: skip, preset: deblock, down: [8, 16], up: [8, 16], skip: 4}")
        #expect(
            fewer.fit.architecture
                == .skip(
                    SkipOptions(downChannels: [8, 16], upChannels: [8, 16], skipChannels: [4, 4], inputChannels: 3)))
        #expect(
            try onlyRun("network: {architecture: skip, preset: denoise, down: [8, 16]}").fit.architecture
                == .skip(SkipOptions(downChannels: [8, 16], upChannels: [128, 128], skipChannels: [4, 4])))
    }

    /// A spec without a preset means what it meant before there were any, and its text, from which run keys are made, is as it was.
    @Test func withoutAPresetNothingChanges() throws {
        let spec = try onlyRun("network: {architecture: skip}")
        #expect(spec.fit.architecture == .skip(SkipOptions()))
        #expect(spec.fit.inputNoise == 0 && spec.fit.ema == nil && spec.fit.iterations == 3000)
        #expect(
            spec.resolved.contains(
                """
                network:
                  architecture: skip
                  down: [128, 128, 128, 128, 128]
                  up: [128, 128, 128, 128, 128]
                  skip: [4, 4, 4, 4, 4]
                  down_kernel: 3
                  up_kernel: 3
                  upsampler: bilinear
                  input_channels: 32
                  need1x1_up: true
                  padding: reflect
                  slope: 0.2
                input: noise
                """))
    }

    @Test func otherArchitectures() throws {
        func architecture(_ text: String) throws -> Architecture {
            try onlyRun("network: {architecture: \(text)}").fit.architecture
        }
        #expect(
            try architecture("deep-decoder, width: 64, depth: 3")
                == .deepDecoder(DeepDecoderOptions(upsamplers: [.bilinear, .bilinear, .bilinear], width: 64)))
        #expect(
            try architecture("conv-decoder, upsampler: nearest, norm: instance, padding: reflect, input_channels: 8")
                == .convDecoder(
                    ConvDecoderOptions(
                        upsamplers: Array(repeating: .nearest, count: 5), inputChannels: 8, norm: .instance,
                        padding: .reflect)))
        #expect(
            try architecture("convnet, layers: 3, width: 16, norm: mean-only")
                == .convNet(ConvNetOptions(layers: 3, width: 16, norm: .meanOnly)))
        #expect(
            try architecture("unet, width: 16, depth: 3, more_scales: 0, upsampler: bilinear, norm: batch")
                == .unet(UNetOptions(width: 16, depth: 3, moreScales: 0, upsampler: .bilinear, norm: .batch)))
        #expect(
            try architecture("resnet, blocks: 2, activation: swish, padding: zero")
                == .resnet(ResNetOptions(blocks: 2, padding: .zero, activation: .swish)))
        for name in Architecture.Name.allCases { #expect(try architecture(name.rawValue) == name.standard) }
    }

    @Test func aMeshgridHasTwoChannels() throws {
        #expect(try onlyRun("input: meshgrid\nnetwork: {architecture: unet}").fit.architecture.inputChannels == 2)
        #expect(
            refusal("input: meshgrid\nnetwork: {input_channels: 3}")?.hasPrefix(
                "spec.yaml:2:27: 'input_channels' must be 2 with input 'meshgrid'") == true)
    }

    @Test(arguments: [
        (
            "{architecture: unett}",
            "spec.yaml:1:25: 'architecture' cannot be 'unett'; did you mean 'unet'? allowed: decoder, skip, deep-decoder, "
                + "conv-decoder, convnet, unet, resnet"
        ),
        (
            "{architecture: skip, lipschitz: 2}",
            "spec.yaml:1:31: architecture 'skip' has no key 'lipschitz'; allowed: architecture, preset, down, up, "
                + "skip, down_kernel, up_kernel, upsampler, input_channels, need1x1_up, padding, slope, activation, downsample, norm"
        ),
        (
            "{preset: denoise}",
            "spec.yaml:1:11: architecture 'decoder' has no key 'preset'; allowed: architecture, upsampler, lipschitz, norm, padding, "
                + "width, input_channels, depth, slope"
        ),
        (
            "{architecture: skip, preset: denoising}",
            "spec.yaml:1:39: 'preset' cannot be 'denoising'; did you mean 'denoise'? allowed: denoise, deblock, "
                + "inpaint, inpaint-vase, inpaint-library, super-resolve-x4, super-resolve-x8, restore"
        ),
        (
            "{architecture: skip, preset: deblock, down: [8, 16]}",
            "spec.yaml:1:54: 'down' lists 2 scales, but 'up' of the preset 'deblock' has 5 different "
                + "ones; give 'up' too"
        ),
        (
            "{architecture: skip, activation: swish, slope: 0.1}",
            "spec.yaml:1:57: 'slope' belongs to the activation leaky-relu, but 'activation' is 'swish'"
        ),
        (
            "{architecture: skip, activation: gelu}",
            "spec.yaml:1:43: 'activation' cannot be 'gelu'; did you mean 'relu'? allowed: leaky-relu, relu, swish, elu"
        ),
        (
            "{architecture: skip, downsample: mean}",
            "spec.yaml:1:43: 'downsample' cannot be 'mean'; did you mean 'max'? allowed: stride, avg, max, lanczos2, lanczos3"
        ),
        (
            "{architecture: skip, norm: lipschitz-batch}",
            "spec.yaml:1:37: 'norm' cannot be 'lipschitz-batch' in a network without 'lipschitz'; allowed: "
                + "mean-only, batch, instance, none"
        ),
        (
            "{architecture: deep-decoder, upsampler: deconv}",
            "spec.yaml:1:50: 'upsampler' must be one without weights here, not 'deconv'"
        ),
        (
            "{architecture: deep-decoder, norm: batch}",
            "spec.yaml:1:39: architecture 'deep-decoder' has no key 'norm'; allowed: architecture, upsampler, width, "
                + "input_channels, depth"
        ),
        (
            "{architecture: conv-decoder, upsampler: [nearest, pixel-shuffle]}",
            "spec.yaml:1:50: 'upsampler' must be one without weights here, not 'pixel-shuffle'"
        ),
        ("{architecture: convnet, layers: 0}", "spec.yaml:1:42: 'layers' must be a whole number from 1 to 64, not '0'"),
        (
            "{architecture: unet, upsampler: pixel-shuffle}",
            "spec.yaml:1:42: 'upsampler' must be deconv or one without weights here, not 'pixel-shuffle'"
        ),
        (
            "{architecture: unet, width: 1024, depth: 8}",
            "spec.yaml:1:38: 'width' doubles with each of the 8 scales of 'depth', from 1024 to 262144 channels; "
                + "at most 16384 are allowed"
        ),
        (
            "{architecture: resnet, blocks: 65}",
            "spec.yaml:1:41: 'blocks' must be a whole number from 0 to 64, not '65'"
        ),
        ("{lipschitz: -1}", "spec.yaml:1:22: 'lipschitz' must be a number of at least 0, not '-1'"),
        (
            "{lipschitz: {operator-norm: -1}}",
            "spec.yaml:1:38: 'operator-norm' must be a number of at least 0, not '-1'"
        ),
        (
            "{lipschitz: operator-norm}",
            "spec.yaml:1:22: 'lipschitz' must be a number of at least 0, not 'operator-norm'"
        ),
        (
            "{lipschitz: {operator: 1}}",
            "spec.yaml:1:23: 'lipschitz' cannot be 'operator'; did you mean 'operator-norm'? allowed: reshaped, operator-norm"
        ),
        ("{lipschitz: {reshaped: }}", "spec.yaml:1:22: 'reshaped' needs its ceiling, such as {reshaped: 1.4}"),
        ("{depth: 9}", "spec.yaml:1:18: 'depth' must be a whole number from 1 to 8, not '9'"),
        (
            "{input_channels: 3}",
            "spec.yaml:1:27: 'input_channels' must be even with input 'fourier', half for sines and half for cosines, not 3"
        ),
        (
            "{input_channels: 3}\ninput: meshgrid",
            "spec.yaml:1:27: 'input_channels' must be 2 with input 'meshgrid', one for x and one for y, not 3"
        ),
        (
            "{upsampler: bilinaer}",
            "spec.yaml:1:22: 'upsampler' cannot be 'bilinaer'; did you mean 'bilinear'? allowed: nearest, bilinear, bicubic, "
                + "mitchell, gaussian, lanczos, low-pass, deconv, pixel-shuffle"
        ),
        (
            "{upsampler: {bilinear: {sigma: 1}}}",
            "spec.yaml:1:33: 'bilinear' has no options; only gaussian and low-pass have options"
        ),
        ("{upsampler: {gaussian: {sigma: -1}}}", "spec.yaml:1:41: 'sigma' must be a number of at least 0, not '-1'"),
        (
            "{upsampler: {gaussian: {sigma: [1, 2]}}, depth: 3}",
            "spec.yaml:1:41: 'sigma' lists 2 stages, but depth is 3"
        ),
        ("{upsampler: [nearest, nearest], depth: 3}", "spec.yaml:1:22: 'upsampler' lists 2 stages, but depth is 3"),
        ("{upsampler: []}", "spec.yaml:1:22: 'upsampler' must list 1 to 8 stages, not 0"),
        (
            "{upsampler: [{gaussian: {sigma: [1, 2]}}]}",
            "spec.yaml:1:42: 'sigma' must be a number of at least 0, not a list; values to try belong under 'sweep'"
        ),
        (
            "{upsampler: low-pass}",
            "spec.yaml:1:22: 'low-pass' needs its filter: {filter: lpf1}, {filter: lpf2} or {taps: 7, cutoff: 0.5, attenuation: 60}"
        ),
        (
            "{upsampler: {low-pass: {taps: 8, cutoff: 0.5, attenuation: 60}}}",
            "spec.yaml:1:40: 'taps' must be 7, 9 or 17, not '8'"
        ),
        (
            "{upsampler: {low-pass: {filter: lpf3}}}",
            "spec.yaml:1:42: 'filter' cannot be 'lpf3'; did you mean 'lpf1'? allowed: lpf1, lpf2"
        ),
        ("{architecture: skip, down: [8], up: [8, 8]}", "spec.yaml:1:46: 'up' lists 2 scales, but 'down' lists 1"),
        ("{architecture: skip, down_kernel: 4}", "spec.yaml:1:44: 'down_kernel' must be 1, 3, 5 or 7, not '4'"),
        (
            "{architecture: skip, upsampler: [nearest, deconv]}",
            "spec.yaml:1:42: 'upsampler' lists 2 stages, but the network has 5 scales"
        ),
        (
            "{architecture: skip, upsampler: {gaussian: {sigma: [0, 1]}}}",
            "spec.yaml:1:61: 'upsampler' lists 2 stages, but the network has 5 scales"
        ),
        (
            "decoder",
            "spec.yaml:1:10: 'network' must be a mapping such as {architecture: decoder, lipschitz: 1.4}, not 'decoder'"
        ),
    ])
    func mistakes(_ network: String, _ sentence: String) {
        #expect(refusal("network: \(network)") == sentence)
    }
}
