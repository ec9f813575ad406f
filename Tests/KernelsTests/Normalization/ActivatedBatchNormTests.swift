import TestSupport
import Testing

@testable import Kernels

/// A leaky ReLU done by the norm before it gives what it gives by itself, to the last bit.
@Suite struct ActivatedBatchNormTests {
    @Test(arguments: [(1, 3), (40, 16), (513, 24), (1100, 33)], [true, false])
    func isTheNormAndThenTheActivation(_ size: (pixels: Int, channels: Int), learned: Bool) {
        let (pixels, channels) = size, count = pixels * channels
        let slope: Float = 0.2
        var random = TestRandom(seed: UInt64(count))
        let run = KernelRun()
        let layer = BatchNorm(pixels: pixels, channels: channels, lambda: 1.1),
            relu = LeakyReLU(count: count, slope: slope)
        let input = run.values(random.values(count, in: -2...2)), upstream = run.values(random.values(count))
        let gamma = learned ? UnsafePointer(run.values(random.values(channels, in: -2...2))) : nil
        let beta = learned ? UnsafePointer(run.values(random.values(channels))) : nil
        let statistics = run.zeros(layer.statisticsCount), partials = run.zeros(layer.partialsCount)

        let apart = run.zeros(count), together = run.zeros(count)
        run.do(
            layer.forward(
                input: input, gamma: gamma, beta: beta, output: apart, statistics: statistics, partials: partials)
                + relu.forward(input: apart, output: apart))
        let gradient = run.zeros(count), gammas = run.zeros(channels), betas = run.zeros(channels)
        run.do(
            relu.backward(output: apart, outputGradient: upstream, inputGradient: gradient)
                + layer.backward(
                    input: input, outputGradient: gradient, gamma: gamma, statistics: statistics,
                    inputGradient: gradient,
                    gammaGradient: gammas, betaGradient: betas, partials: partials))

        run.do(
            layer.forward(
                input: input, gamma: gamma, beta: beta, slope: slope, output: together, statistics: statistics,
                partials: partials))
        let merged = run.zeros(count), mergedGammas = run.zeros(channels), mergedBetas = run.zeros(channels)
        merged.update(from: upstream, count: count)
        run.do(
            layer.backward(
                input: input, outputGradient: merged, gamma: gamma, beta: beta, slope: slope, statistics: statistics,
                inputGradient: merged, gammaGradient: mergedGammas, betaGradient: mergedBetas, partials: partials))

        #expect(run.array(apart, count) == run.array(together, count))
        #expect(
            run.array(apart, count).contains { $0 < 0 } && run.array(apart, count).contains { $0 > 0 } || pixels == 1)
        #expect(run.array(gradient, count) == run.array(merged, count))
        #expect(run.array(gammas, channels) == run.array(mergedGammas, channels))
        #expect(run.array(betas, channels) == run.array(mergedBetas, channels))
    }
}
