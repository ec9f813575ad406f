import Testing
import TestSupport
@testable import Kernels

/// Doubling a map with every filter: against the definitions, and the backward pass as the adjoint of the forward one.
@Suite struct SeparableUpsamplingTests {
    static let filters: [InterpolationFilter] = [
        .nearest, .bilinear, .bicubic, .lanczos, .gaussian(sigma: 0, gain: 1), .gaussian(sigma: 0.1, gain: 1),
        .gaussian(sigma: 0.5, gain: 2), .lowPass(taps: [0.5, 0.5]), .lowPass(taps: [0.25, 0.5, 0.25]),
        .lowPass(taps: InterpolationFilter.windowedSinc(taps: 7, cutoff: 0.5, attenuation: 20)),
        .lowPass(taps: InterpolationFilter.windowedSinc(taps: 9, cutoff: 0.4, attenuation: 30)),
        .lowPass(taps: InterpolationFilter.windowedSinc(taps: 17, cutoff: 0.5, attenuation: 60)),
    ]

    @Test(arguments: filters)
    func matchesItsDefinition(_ filter: InterpolationFilter) {
        for (channels, height, width) in [(1, 1, 1), (3, 2, 2), (8, 3, 5), (17, 6, 1), (5, 1, 9)] {
            let count = channels * height * width
            let layer = SeparableUpsampling(filter, height: height, width: width, channels: channels)
            let run = KernelRun()
            let scratch = run.scratch(layer.scratchCount)
            let input = TestRandom.values(seed: 1, count: count),
                upstream = TestRandom.values(seed: 2, count: 4 * count)
            let output = run.zeros(4 * count), gradient = run.zeros(count)
            run.do(layer.forward(input: run.map(input, channels: channels), output: output, scratch: scratch))
            run.do(
                layer.backward(
                    outputGradient: run.map(upstream, channels: channels), inputGradient: gradient, scratch: scratch))
            let naive = NaiveLayers.upsample(
                NaiveMap(channels: channels, height: height, width: width, values: input), filter)
            let result = run.planes(output, 4 * count, channels: channels)
            #expect(relativeError(result, naive.values) < 2e-5, "\(channels) x \(height) x \(width)")

            let forward = zip(result, upstream).reduce(0) { $0 + Double($1.0) * $1.1 }
            let backward = zip(run.planes(gradient, count, channels: channels), input).reduce(0) {
                $0 + Double($1.0) * $1.1
            }
            let size = zip(naive.values, upstream).reduce(0) { $0 + abs($1.0 * $1.1) }
            #expect(abs(forward - backward) < 2e-5 * size, "\(channels) x \(height) x \(width)")
        }
    }
}
