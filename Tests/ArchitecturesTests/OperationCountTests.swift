import Networks
import Testing
@testable import Architectures

/// The operations of one training step, counted as direct convolution.
@Suite struct OperationCountTests {
    /// Operations of a decoder's training step, convolution by convolution; the first one's input needs no gradient.
    private func naive(_ options: DecoderOptions, side: Int, channels: Int) -> Double {
        func convolution(_ inputs: Int, _ outputs: Int, kernel: Int, side: Int) -> Double {
            2 * Double(inputs * outputs * kernel * kernel) * Double(side * side)
        }
        var side = side >> options.depth
        let first = convolution(options.inputChannels, options.width, kernel: 3, side: side)
        var total = first + convolution(options.width, options.width, kernel: 3, side: side)
        for upsampler in options.upsamplers {
            if upsampler == .deconv {
                // Every input sample reaches 4 x 4 output samples.
                total += convolution(options.width, options.width, kernel: 4, side: side)
                side *= 2
                total += convolution(options.width, options.width, kernel: 3, side: side)
            } else {
                if upsampler == .pixelShuffle {
                    total += convolution(options.width, 4 * options.width, kernel: 3, side: side)
                }
                side *= 2
                total += 2 * convolution(options.width, options.width, kernel: 3, side: side)
            }
        }
        return 3 * (total + convolution(options.width, channels, kernel: 1, side: side)) - first
    }

    @Test(arguments: [Upsampler.bilinear, .deconv, .pixelShuffle])
    func ofADecoder(_ upsampler: Upsampler) throws {
        let options = DecoderOptions(upsamplers: Array(repeating: upsampler, count: 3), width: 16, inputChannels: 8)
        #expect(
            try options.network(channels: 3, height: 64, width: 64).directOperations
                == naive(options, side: 64, channels: 3))
    }

    @Test func ofASkipNetwork() throws {
        let options = SkipOptions(downChannels: [4, 6], upChannels: [8, 10], skipChannels: [2, 0], inputChannels: 3)
        let fromInput = 256 * 3 * 2 + 64 * 9 * 3 * 4
        let outer = fromInput + 64 * 9 * 4 * 4 + 256 * 9 * (2 + 10) * 8 + 256 * 8 * 8
        let inner = 16 * 9 * (4 * 6 + 6 * 6) + 64 * 9 * 6 * 10 + 64 * 10 * 10
        let expected = 2 * (3 * (outer + inner + 256 * 8) - fromInput)
        #expect(try options.network(channels: 1, height: 16, width: 16).directOperations == Double(expected))
    }
}
