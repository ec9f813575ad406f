import Architectures
import Networks
import Testing

/// Liu et al.'s network: size, shapes and options (METHOD section 2.4).
@Suite struct ConvDecoderTests {
    @Test func parameterCount() throws {
        // Six convolutions 3 x 3 and their norms, one 1 x 1; no biases.
        #expect(
            try ConvDecoderOptions().network(channels: 3, height: 512, width: 512).parameterCount == 6
                * (9 * 128 * 128 + 2 * 128) + 3 * 128)
    }

    @Test func everyLayer() throws {
        let network = try ConvDecoderOptions(
            upsamplers: [.bilinear], width: 6, inputChannels: 5, norm: .instance, padding: .replicate
        )
        .network(channels: 3, height: 6, width: 4)
        #expect(
            network.outline == [
                "input 5x3x2",
                "conv3 6x3x2", "up 6x6x4", "act 6x6x4", "norm 6x6x4",
                "conv3 6x6x4", "act 6x6x4", "norm 6x6x4",
                "conv1 3x6x4", "sigmoid 3x6x4",
            ])
        #expect(network.convolutions.allSatisfy { $0.layer.bias == nil })
        #expect(network.convolutions.dropLast().allSatisfy { $0.layer.padding == .replicate })
        #expect(network.normalizations.allSatisfy { $0.kind == .instance })
    }

    @Test func standardsAreZeroPaddingAndBatchNorm() {
        let standard = ConvDecoderOptions()
        #expect(
            standard.padding == .zero && standard.norm == .batch
                && standard.upsamplers == Array(repeating: .bilinear, count: 5))
        #expect(standard.inputChannels == 128)
    }

    @Test func sizesMustBeMultiplesAndReflectable() {
        let expected = "an image of 48 x 64 does not suit a conv-decoder of depth 5: both sides must be multiples of 32"
        #expect(throws: NetworkError(description: expected)) {
            _ = try ConvDecoderOptions().network(channels: 3, height: 64, width: 48)
        }
        #expect(throws: Never.self) { _ = try ConvDecoderOptions().network(channels: 3, height: 32, width: 32) }
        #expect(throws: NetworkError.self) {
            _ = try ConvDecoderOptions(padding: .reflect).network(channels: 3, height: 32, width: 32)
        }
        #expect(ConvDecoderOptions(padding: .reflect).sizes.smallest == 64)
    }
}
