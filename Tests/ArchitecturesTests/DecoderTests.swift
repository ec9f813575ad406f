import Architectures
import Kernels
import Networks
import Testing

/// The paper's network: size, shapes and options (METHOD sections 2.1 and 4).
@Suite struct DecoderTests {
    @Test func publishedParameterCounts() throws {
        #expect(try DecoderOptions().network(channels: 3, height: 64, width: 64).parameterCount == 1_662_339)
        #expect(
            try DecoderOptions().network(channels: 1, height: 512, width: 512).parameterCount == 1_662_339 - 2 * 129)
        // Stages of a transposed convolution 4 x 4 and one convolution, neither of them with a norm.
        let deconv = DecoderOptions(upsamplers: Array(repeating: .deconv, count: 5))
        #expect(
            try deconv.network(channels: 3, height: 64, width: 64).parameterCount
                == 184_832 + 5 * (128 * 128 * 16 + 128 + 128 * 128 * 9 + 128) + 387)
        let shuffle = DecoderOptions(upsamplers: Array(repeating: .pixelShuffle, count: 5))
        #expect(
            try shuffle.network(channels: 3, height: 64, width: 64).parameterCount == 1_662_339 + 5
                * (128 * 512 * 9 + 512))
    }

    @Test func shapesOfEveryStage() throws {
        let network = try DecoderOptions().network(channels: 3, height: 192, width: 320)
        func block(_ height: Int, _ width: Int) -> [String] {
            ["conv3", "norm", "act", "conv3", "norm", "act"].map { "\($0) 128x\(height)x\(width)" }
        }
        var expected = ["input 32x6x10"] + block(6, 10)
        for stage in 1...5 {
            let height = 6 << stage, width = 10 << stage
            expected += ["up 128x\(height)x\(width)"] + block(height, width)
        }
        #expect(network.outline == expected + ["conv1 3x192x320", "sigmoid 3x192x320"])
        #expect(network.input == Shape(channels: 32, height: 6, width: 10))
        #expect(network.output == Shape(channels: 3, height: 192, width: 320))
    }

    @Test func everyNodeFollowsTheOneBefore() throws {
        let network = try DecoderOptions().network(channels: 3, height: 64, width: 64)
        for (index, node) in network.nodes.enumerated().dropFirst() { #expect(node.inputs == [index - 1]) }
    }

    @Test func learnedUpsamplersHaveTheirOwnStages() throws {
        let options = DecoderOptions(upsamplers: [.deconv, .pixelShuffle], width: 6, inputChannels: 2, lipschitz: 2)
        let network = try options.network(channels: 1, height: 8, width: 12)
        #expect(
            network.outline == [
                "input 2x2x3", "conv3 6x2x3", "norm 6x2x3", "act 6x2x3", "conv3 6x2x3", "norm 6x2x3", "act 6x2x3",
                "deconv 6x4x6", "conv3 6x4x6",
                "conv3 24x4x6", "shuffle 6x8x12", "conv3 6x8x12", "norm 6x8x12", "act 6x8x12", "conv3 6x8x12",
                "norm 6x8x12", "act 6x8x12",
                "conv1 1x8x12", "sigmoid 1x8x12",
            ])
    }

    @Test func stagesTakeTheirOwnUpsamplers() throws {
        let upsamplers: [Upsampler] = [.nearest, .lowPass(.lpf2), .bicubic] + Upsampler.publishedGaussian(stages: 2)
        let network = try DecoderOptions(upsamplers: upsamplers, width: 4).network(channels: 3, height: 64, width: 64)
        let filters: [InterpolationFilter] = network.nodes.compactMap {
            if case .interpolation(let filter) = $0.operation { filter } else { nil }
        }
        #expect(
            filters == [
                .nearest, .lowPass(taps: [0.25, 0.5, 0.25]), .bicubic,
                .gaussian(sigma: 0.5, gain: 1), .gaussian(sigma: 0.5, gain: 1),
            ])
    }

    @Test func publishedSigmas() {
        let sigmas = Upsampler.publishedGaussian(stages: 5).map { upsampler -> Double in
            if case .gaussian(let sigma, .published) = upsampler { sigma } else { .nan }
        }
        #expect(sigmas == [0.1, 0.1, 0.1, 0.5, 0.5])
    }

    @Test func theControlCoversEveryConvolutionButTheLast() throws {
        let controlled = try DecoderOptions(width: 4, lipschitz: 1.4).network(channels: 3, height: 64, width: 64)
            .convolutions
        #expect(
            controlled.dropLast().allSatisfy {
                $0.layer.lipschitz == 1.4 && $0.layer.kernel == 3 && $0.layer.bias != nil
            })
        let last = try #require(controlled.last?.layer)
        #expect(last.lipschitz == nil && last.kernel == 1 && last.bias != nil)
        for ceiling in [nil, 0, -1] as [Double?] {
            let free = try DecoderOptions(width: 4, lipschitz: ceiling).network(channels: 3, height: 64, width: 64)
                .convolutions
            #expect(free.allSatisfy { $0.layer.lipschitz == nil })
        }
    }

    @Test func optionsReachTheLayers() throws {
        let options = DecoderOptions(
            upsamplers: [.nearest], width: 4, inputChannels: 6, lipschitz: 3, norm: .lipschitzBatch,
            padding: .replicate, slope: 0.3)
        let network = try options.network(channels: 3, height: 4, width: 4)
        #expect(network.input.channels == 6)
        #expect(network.convolutions.dropLast().allSatisfy { $0.layer.padding == .replicate })
        #expect(network.normalizations.count == 4)
        #expect(network.normalizations.allSatisfy { $0.kind == .lipschitzBatch && $0.lipschitz == 3 })
        #expect(network.activations == Array(repeating: .leakyReLU(slope: 0.3), count: 4) + [.sigmoid])
        let plain = try DecoderOptions(upsamplers: [.nearest], norm: .none).network(channels: 3, height: 4, width: 4)
        #expect(plain.normalizations.isEmpty)
        #expect(plain.activations.count == 5)
    }

    @Test(arguments: [(100, 64), (64, 100), (0, 64), (64, 0), (16, 64)])
    func sizesMustBeMultiples(height: Int, width: Int) {
        let expected =
            "an image of \(width) x \(height) does not suit a decoder of depth 5: both sides must be multiples of 32"
        #expect(throws: NetworkError(description: expected)) {
            _ = try DecoderOptions().network(channels: 3, height: height, width: width)
        }
    }

    @Test func reflectionNeedsTwoPixels() throws {
        let expected =
            "a map of 1 x 2 is too small for a 3 x 3 convolution with reflection padding: both sides need at least 2"
        #expect(throws: NetworkError(description: expected)) {
            _ = try DecoderOptions().network(channels: 3, height: 32, width: 64)
        }
        let padded = try DecoderOptions(padding: .zero).network(channels: 3, height: 32, width: 64)
        #expect(padded.output == Shape(channels: 3, height: 32, width: 64))
    }
}
