import Testing
import TestSupport
@testable import Kernels

/// Making a map smaller: against its definition, and the backward pass as the adjoint of the forward one.
@Suite struct DownsamplingTests {
    @Test(arguments: DownsamplingKernel.allCases, [2, 3, 4, 8])
    func matchesItsDefinition(_ kernel: DownsamplingKernel, _ factor: Int) {
        let downsampling = Downsampling(factor: factor, kernel: kernel)
        for (channels, small) in [(1, (1, 1)), (3, (2, 3)), (1, (5, 2)), (19, (2, 1))] {
            let (height, width) = (small.0 * factor, small.1 * factor)
            let count = channels * height * width, smallCount = channels * small.0 * small.1
            let layer = SeparableUpsampling(downsampling, height: height, width: width, channels: channels)
            let run = KernelRun()
            let scratch = run.scratch(layer.scratchCount)
            let input = TestRandom.values(seed: 1, count: count),
                upstream = TestRandom.values(seed: 2, count: smallCount)
            let output = run.zeros(smallCount), gradient = run.zeros(count)
            run.do(layer.forward(input: run.map(input, channels: channels), output: output, scratch: scratch))
            run.do(
                layer.backward(
                    outputGradient: run.map(upstream, channels: channels), inputGradient: gradient, scratch: scratch))
            let naive = NaiveLayers.downsample(
                NaiveMap(channels: channels, height: height, width: width, values: input), downsampling)
            let result = run.planes(output, smallCount, channels: channels)
            #expect(relativeError(result, naive.values) < 2e-5, "\(channels) x \(height) x \(width)")

            let forward = zip(result, upstream).reduce(0) { $0 + Double($1.0) * $1.1 }
            let backward = zip(run.planes(gradient, count, channels: channels), input).reduce(0) {
                $0 + Double($1.0) * $1.1
            }
            let size = zip(naive.values, upstream).reduce(0) { $0 + abs($1.0 * $1.1) }
            #expect(abs(forward - backward) < 2e-5 * size, "\(channels) x \(height) x \(width)")

            let planes = downsampling.apply(input.map { Float($0) }, channels: channels, height: height, width: width)
            #expect(planes == result, "\(channels) x \(height) x \(width)")
        }
    }

    @Test(arguments: DownsamplingKernel.allCases, [2, 4, 8])
    func tapsAreEvenAndKeepTheMean(_ kernel: DownsamplingKernel, _ factor: Int) {
        let taps = Downsampling(factor: factor, kernel: kernel).taps
        #expect(taps.count == (kernel == .lanczos2 ? 4 : 6) * factor)
        #expect(abs(taps.reduce(0, +) - 1) < 1e-14)
        for (left, right) in zip(taps, taps.reversed()) { #expect(abs(left - right) < 1e-15) }
        let flat = Downsampling(factor: factor, kernel: kernel).apply(
            [Float](repeating: 0.7, count: 3 * 256), channels: 3, height: 16, width: 16)
        #expect(flat.allSatisfy { abs($0 - 0.7) < 1e-6 })
    }
}
