import Architectures
import Networks
import Testing

/// Heckel & Hand's network: size, shapes and options (METHOD section 2.3).
@Suite struct DeepDecoderTests {
    @Test func publishedParameterCount() throws {
        #expect(try DeepDecoderOptions().network(channels: 3, height: 512, width: 512).parameterCount == 100_224)
    }

    @Test func everyLayer() throws {
        let network = try DeepDecoderOptions(upsamplers: [.bilinear, .nearest], width: 6, inputChannels: 5).network(
            channels: 3, height: 12, width: 8)
        #expect(
            network.outline == [
                "input 5x3x2",
                "conv1 6x3x2", "up 6x6x4", "act 6x6x4", "norm 6x6x4",
                "conv1 6x6x4", "up 6x12x8", "act 6x12x8", "norm 6x12x8",
                "conv1 6x12x8", "act 6x12x8", "norm 6x12x8",
                "conv1 3x12x8", "sigmoid 3x12x8",
            ])
        #expect(network.convolutions.allSatisfy { $0.layer.bias == nil })
        #expect(network.normalizations.allSatisfy { $0.kind == .batch })
        #expect(network.activations.dropLast().allSatisfy { $0 == .relu })
        let doublings: [Networks.Operation] = [.interpolation(.bilinear), .interpolation(.nearest)]
        #expect(network.nodes.map(\.operation).filter(doublings.contains) == doublings)
    }

    @Test func theInputHasAsManyChannelsAsAStage() {
        #expect(DeepDecoderOptions(width: 64).inputChannels == 64)
        #expect(DeepDecoderOptions(width: 64, inputChannels: 3).inputChannels == 3)
    }

    @Test(arguments: [(100, 64), (64, 33), (0, 32)])
    func sizesMustBeMultiples(height: Int, width: Int) {
        let expected =
            "an image of \(width) x \(height) does not suit a deep decoder of depth 5: both sides must be multiples of 32"
        #expect(throws: NetworkError(description: expected)) {
            _ = try DeepDecoderOptions().network(channels: 3, height: height, width: width)
        }
    }

    @Test(arguments: [Upsampler.deconv, .pixelShuffle])
    func learnedUpsamplersAreRefused(_ upsampler: Upsampler) {
        let expected = "a deep decoder accepts only upsamplers without weights, not \(upsampler.name.rawValue)"
        #expect(throws: NetworkError(description: expected)) {
            _ = try DeepDecoderOptions(upsamplers: [upsampler]).network(channels: 3, height: 64, width: 64)
        }
    }
}
