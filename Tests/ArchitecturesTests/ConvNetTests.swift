import Architectures
import Networks
import Testing

/// The network without doublings (METHOD section 2.4).
@Suite struct ConvNetTests {
    @Test func everyLayerKeepsTheSize() throws {
        let network = try ConvNetOptions(layers: 2, width: 6, inputChannels: 5, norm: .meanOnly, padding: .reflect)
            .network(channels: 3, height: 7, width: 4)
        #expect(
            network.outline == [
                "input 5x7x4", "conv3 6x7x4", "act 6x7x4", "norm 6x7x4", "conv3 6x7x4", "act 6x7x4", "norm 6x7x4",
                "conv1 3x7x4", "sigmoid 3x7x4",
            ])
    }

    /// The layers are those of the conv-decoder, its doublings left out.
    @Test func itIsTheConvDecoderWithoutDoublings() throws {
        let decoder = try ConvDecoderOptions(inputChannels: 32).network(channels: 3, height: 64, width: 64)
        let network = try ConvNetOptions().network(channels: 3, height: 64, width: 64)
        #expect(network.parameterCount == decoder.parameterCount)
        #expect(network.parameterCount == 776_064)
        #expect(network.parameters == decoder.parameters)
        #expect(network.nodes.count == decoder.nodes.count - 5)
    }

    @Test func anySizeWillDo() throws {
        #expect(
            try ConvNetOptions().network(channels: 1, height: 1, width: 17).output
                == Shape(channels: 1, height: 1, width: 17))
        #expect(
            throws: NetworkError(
                description: "an image of 0 x 5 does not suit a convnet: both sides must be at least 1")
        ) {
            _ = try ConvNetOptions().network(channels: 1, height: 5, width: 0)
        }
    }
}
