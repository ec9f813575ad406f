import Architectures
import Networks
import Records
import Testing
@testable import Harness

@Suite struct CostModelTests {
    /// Multiply-adds of a decoder, convolution by convolution.
    private func naive(_ options: DecoderOptions, side: Int, channels: Int) -> Double {
        func convolution(_ inputs: Int, _ outputs: Int, kernel: Int, side: Int) -> Double {
            Double(inputs * outputs * kernel * kernel) * Double(side * side)
        }
        var side = side >> options.depth
        var total = convolution(options.inputChannels, options.width, kernel: 3, side: side)
            + convolution(options.width, options.width, kernel: 3, side: side)
        for upsampler in options.upsamplers {
            if upsampler == .deconv {
                // Every input sample reaches 4 x 4 output samples.
                total += convolution(options.width, options.width, kernel: 4, side: side)
                side *= 2
                total += convolution(options.width, options.width, kernel: 3, side: side)
            } else {
                if upsampler == .pixelShuffle { total += convolution(options.width, 4 * options.width, kernel: 3, side: side) }
                side *= 2
                total += 2 * convolution(options.width, options.width, kernel: 3, side: side)
            }
        }
        return 3 * (total + convolution(options.width, channels, kernel: 1, side: side))
    }

    @Test(arguments: [Upsampler.bilinear, .deconv, .pixelShuffle])
    func countsTheConvolutionsOfADecoder(_ upsampler: Upsampler) {
        let options = DecoderOptions(upsamplers: Array(repeating: upsampler, count: 3), width: 16, inputChannels: 8)
        #expect(CostModel.work(.decoder(options), pixels: 64 * 64, channels: 3) == naive(options, side: 64, channels: 3))
    }

    @Test func countsTheConvolutionsOfASkipNetwork() {
        let options = SkipOptions(downChannels: [4, 6], upChannels: [8, 10], skipChannels: [2, 0], inputChannels: 3)
        let outer = 3 * 2 * 256 + 9 * 64 * (3 * 4 + 4 * 4) + 9 * 256 * (2 + 10) * 8 + 256 * 8 * 8
        let inner = 9 * 16 * (4 * 6 + 6 * 6) + 9 * 64 * (0 + 6) * 10 + 64 * 10 * 10
        #expect(CostModel.work(.skip(options), pixels: 256, channels: 1) == Double(3 * (outer + inner + 256 * 8)))
    }

    @Test func learnsTheRateFromRecords() throws {
        let bench = try Bench("images: [leaves]\nsize: 64\niterations: 10\n")
        #expect(try bench.plan().estimatedSeconds > 0)
        try bench.run()
        // The stub says half a second an iteration with two threads; a plan for one thread needs twice that.
        bench.text = "images: [leaves]\nsize: 128\niterations: 10\n"
        #expect(abs(try bench.plan().estimatedSeconds - 10 * 0.5 * 2 * 4) < 1e-9)
    }
}
