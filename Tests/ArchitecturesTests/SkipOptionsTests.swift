import Architectures
import Networks
import Testing

/// The table of METHOD section 2.2, row by row.
@Suite struct SkipPresetTests {
    private static let wide = [128, 128, 128, 128, 128]

    @Test(arguments: [SkipPreset.denoise, .superResolveX4, .superResolveX8, .restore])
    func wideWithFourSkipChannels(_ preset: SkipPreset) {
        #expect(
            preset.options
                == SkipOptions(
                    downChannels: Self.wide, upChannels: Self.wide, skipChannels: [4, 4, 4, 4, 4], downKernel: 3,
                    upKernel: 3, upsampler: .bilinear, inputChannels: 32, need1x1Up: true, padding: .reflect,
                    slope: 0.2, activation: .leakyReLU, downsampler: .stride, norm: .batch))
    }

    @Test func deblock() {
        let channels = [8, 16, 32, 64, 128]
        #expect(
            SkipPreset.deblock.options
                == SkipOptions(
                    downChannels: channels, upChannels: channels, skipChannels: [0, 0, 0, 4, 4],
                    upsampler: .bilinear, inputChannels: 3))
    }

    @Test func inpainting() {
        #expect(SkipPreset.inpaint.options == SkipOptions(skipChannels: Self.wide, upsampler: .nearest))
        #expect(
            SkipPreset.inpaintVase.options
                == SkipOptions(skipChannels: [0, 0, 0, 0, 0], upsampler: .nearest, inputChannels: 2))
        let channels = [16, 32, 64, 128, 128, 128]
        #expect(
            SkipPreset.inpaintLibrary.options
                == SkipOptions(
                    downChannels: channels, upChannels: channels, skipChannels: [0, 0, 0, 0, 0, 0],
                    downKernel: 5, upKernel: 3, upsampler: .nearest, inputChannels: 1,
                    need1x1Up: false))
    }

    /// Layer by layer: weights, biases, and two values a channel of every norm.
    @Test(arguments: SkipPreset.allCases)
    func parameterCounts(_ preset: SkipPreset) throws {
        let options = preset.options
        func unit(_ input: Int, _ output: Int, _ kernel: Int) -> Int { input * output * kernel * kernel + 3 * output }
        var count = options.upChannels[0] * 3 + 3, input = options.inputChannels
        for scale in 0..<options.scales {
            let down = options.downChannels[scale], up = options.upChannels[scale], skip = options.skipChannels[scale]
            let joined = skip + (scale + 1 < options.scales ? options.upChannels[scale + 1] : down)
            count +=
                unit(input, down, options.downKernel) + unit(down, down, options.downKernel) + 2 * joined
                + unit(joined, up, options.upKernel)
            if skip > 0 { count += unit(input, skip, 1) }
            if options.need1x1Up { count += unit(up, up, 1) }
            input = down
        }
        #expect(try options.network(channels: 3, height: 192, width: 192).parameterCount == count)
    }
}
