import Architectures
import Networks
import Testing
@testable import Harness

@Suite struct NetworkFormTests {
    private func decoder(_ network: String) throws -> DecoderOptions {
        guard case .decoder(let options) = try onlyRun("network: \(network)").fit.architecture else {
            throw SpecError(.file("spec.yaml"), "not a decoder")
        }
        return options
    }

    @Test func decoderOptions() throws {
        #expect(try decoder("{lipschitz: 1.4, norm: lipschitz-batch, padding: zero, width: 64, input_channels: 16, depth: 4, slope: 0.2}")
            == DecoderOptions(upsamplers: Array(repeating: .bilinear, count: 4), width: 64, inputChannels: 16, lipschitz: 1.4,
                              norm: .lipschitzBatch, padding: .zero, slope: 0.2))
        #expect(try decoder("{lipschitz: 0}").lipschitz == nil)
    }

    @Test func upsamplers() throws {
        #expect(try decoder("{upsampler: pixel-shuffle}").upsamplers == Array(repeating: .pixelShuffle, count: 5))
        #expect(try decoder("{upsampler: gaussian}").upsamplers == Upsampler.publishedGaussian(stages: 5))
        #expect(try decoder("{upsampler: {gaussian: {gain: unit}}, depth: 3}").upsamplers == Upsampler.publishedGaussian(stages: 3, gain: .unit))
        #expect(try decoder("{upsampler: {gaussian: {sigma: [0.1, 0.2]}}}").upsamplers
            == [.gaussian(sigma: 0.1, gain: .published), .gaussian(sigma: 0.2, gain: .published)])
        #expect(try decoder("{upsampler: [nearest, {low-pass: {filter: lpf2}}, gaussian]}").upsamplers
            == [.nearest, .lowPass(.lpf2), .gaussian(sigma: 0.5, gain: .published)])
        #expect(try decoder("{upsampler: {low-pass: {taps: 9, cutoff: 0.5, attenuation: 60}}, depth: 1}").upsamplers
            == [.lowPass(.windowedSinc(taps: 9, cutoff: 0.5, attenuation: 60))])
    }

    @Test func skipOptions() throws {
        let spec = try onlyRun("network: {architecture: skip, down: [8, 16], up: [8, 16], skip: [0, 4], down_kernel: 5, need1x1_up: false, "
            + "upsampler: nearest, input_channels: 3}")
        #expect(spec.fit.architecture == .skip(SkipOptions(downChannels: [8, 16], upChannels: [8, 16], skipChannels: [0, 4], downKernel: 5,
                                                           upsampler: .nearest, inputChannels: 3, need1x1Up: false)))
        let staged = try onlyRun("network: {architecture: skip, down: [8, 8, 8], upsampler: [deconv, nearest, {low-pass: {filter: lpf2}}]}")
        guard case .skip(let options) = staged.fit.architecture else { Issue.record("not a skip network"); return }
        // Coarse to fine in the spec, from the outside in here.
        #expect(options.upsamplers == [.lowPass(.lpf2), .nearest, .deconv])
        #expect(staged.resolved.contains("\n  upsampler: [deconv, nearest, {low-pass: {filter: lpf2}}]\n"))
        let gaussian = try onlyRun("network: {architecture: skip, down: [8, 8, 8], upsampler: gaussian}")
        guard case .skip(let published) = gaussian.fit.architecture else { Issue.record("not a skip network"); return }
        #expect(published.upsamplers == Upsampler.publishedGaussian(stages: 3).reversed())
        let alike = try onlyRun("network: {architecture: skip, down: [8, 16, 32], skip: 2}")
        #expect(alike.fit.architecture == .skip(SkipOptions(downChannels: [8, 16, 32], upChannels: [128, 128, 128], skipChannels: [2, 2, 2])))
    }

    @Test(arguments: [
        ("{architecture: unet}", "spec.yaml:1:25: 'architecture' cannot be 'unet'; allowed: decoder, skip"),
        ("{architecture: skip, lipschitz: 2}", "spec.yaml:1:31: architecture 'skip' has no key 'lipschitz'; allowed: architecture, down, up, skip, "
            + "down_kernel, up_kernel, upsampler, input_channels, need1x1_up, padding, slope"),
        ("{lipschitz: -1}", "spec.yaml:1:22: 'lipschitz' must be a number at least 0, not '-1'"),
        ("{lipschitz: {operator-norm: -1}}", "spec.yaml:1:38: 'operator-norm' must be a number at least 0, not '-1'"),
        ("{lipschitz: operator-norm}", "spec.yaml:1:22: 'lipschitz' must be a number at least 0, not 'operator-norm'"),
        ("{lipschitz: {operator: 1}}", "spec.yaml:1:23: 'lipschitz' cannot be 'operator'; allowed: reshaped, operator-norm"),
        ("{lipschitz: {reshaped: }}", "spec.yaml:1:22: 'reshaped' needs its ceiling, such as {reshaped: 1.4}"),
        ("{depth: 9}", "spec.yaml:1:18: 'depth' must be a whole number from 1 to 8, not '9'"),
        ("{input_channels: 3}", "spec.yaml:1:27: 'input_channels' must be even with input 'fourier', half for sines and half for cosines, not 3"),
        ("{input_channels: 3}\ninput: meshgrid", "spec.yaml:1:27: 'input_channels' must be 2 with input 'meshgrid', one for x and one for y, not 3"),
        ("{upsampler: bilinaer}", "spec.yaml:1:22: 'upsampler' cannot be 'bilinaer'; did you mean 'bilinear'? allowed: nearest, bilinear, bicubic, "
            + "gaussian, lanczos, low-pass, deconv, pixel-shuffle"),
        ("{upsampler: {bilinear: {sigma: 1}}}", "spec.yaml:1:33: 'bilinear' has no options; gaussian and low-pass have"),
        ("{upsampler: {gaussian: {sigma: -1}}}", "spec.yaml:1:41: 'sigma' must be a number at least 0, not '-1'"),
        ("{upsampler: {gaussian: {sigma: [1, 2]}}, depth: 3}", "spec.yaml:1:41: 'sigma' lists 2 stages, but depth is 3"),
        ("{upsampler: [nearest, nearest], depth: 3}", "spec.yaml:1:22: 'upsampler' lists 2 stages, but depth is 3"),
        ("{upsampler: []}", "spec.yaml:1:22: 'upsampler' must list 1 to 8 stages, not 0"),
        ("{upsampler: [{gaussian: {sigma: [1, 2]}}]}", "spec.yaml:1:42: 'sigma' must be a number at least 0, not a list"),
        ("{upsampler: low-pass}", "spec.yaml:1:22: 'low-pass' needs its filter: {filter: lpf1}, {filter: lpf2} or {taps: 7, cutoff: 0.5, attenuation: 60}"),
        ("{upsampler: {low-pass: {taps: 8, cutoff: 0.5, attenuation: 60}}}", "spec.yaml:1:40: 'taps' must be 7, 9 or 17, not '8'"),
        ("{upsampler: {low-pass: {filter: lpf3}}}", "spec.yaml:1:42: 'filter' cannot be 'lpf3'; did you mean 'lpf1'? allowed: lpf1, lpf2"),
        ("{architecture: skip, down: [8], up: [8, 8]}", "spec.yaml:1:46: 'up' lists 2 scales, but 'down' lists 1"),
        ("{architecture: skip, down_kernel: 4}", "spec.yaml:1:44: 'down_kernel' must be 1, 3, 5 or 7, not '4'"),
        ("{architecture: skip, upsampler: [nearest, deconv]}", "spec.yaml:1:42: 'upsampler' lists 2 stages, but the network has 5 scales"),
        ("{architecture: skip, upsampler: {gaussian: {sigma: [0, 1]}}}", "spec.yaml:1:61: 'upsampler' lists 2 stages, but the network has 5 scales"),
        ("decoder", "spec.yaml:1:10: 'network' must be a mapping such as {architecture: decoder, lipschitz: 1.4}, not 'decoder'"),
    ])
    func mistakes(_ network: String, _ sentence: String) {
        #expect(refusal("network: \(network)") == sentence)
    }
}
