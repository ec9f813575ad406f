import TestSupport
import Testing

@testable import Kernels

/// Sums over pixels: blocks of 512 and what is left of them, channels in vectors of eight and what is left of those.
@Suite struct ChannelSumsTests {
    @Test(arguments: [1, 511, 512, 513, 1500], [1, 3, 8, 17])
    func biasGradients(pixels: Int, channels: Int) {
        let sums = ChannelSums(pixels: pixels, channels: channels)
        let planes = TestRandom.values(seed: 3, count: pixels * channels)
        let run = KernelRun()
        let gradient = run.zeros(channels)
        run.do(
            sums.biasGradient(
                outputGradient: run.map(planes, channels: channels), gradient: gradient,
                partials: run.zeros(sums.partialsCount)))
        let expected = (0..<channels).map { c in planes[(c * pixels)..<((c + 1) * pixels)].reduce(0, +) }
        #expect(relativeError(run.array(gradient, channels), expected) < 2e-5)
    }
}
