import Architectures
import Networks
import Testing

/// The residual network of the Deep Image Prior's program (METHOD section 2.4).
@Suite struct ResNetTests {
    @Test func parameterCount() throws {
        let block = 2 * (9 * 32 * 32 + 2 * 32)
        let ends = (9 * 32 * 32 + 32) + (9 * 32 * 32 + 32 + 2 * 32) + (9 * 32 * 3 + 3)
        #expect(8 * block + ends == 167_907)
        #expect(try ResNetOptions().network(channels: 3, height: 64, width: 64).parameterCount == 8 * block + ends)
    }

    @Test func everyLayer() throws {
        let network = try ResNetOptions(blocks: 2, width: 4, inputChannels: 2).network(channels: 1, height: 5, width: 6)
        func layers(_ kinds: [String]) -> [String] { kinds.map { "\($0) 4x5x6" } }
        let block = layers(["conv3", "norm", "act", "conv3", "norm", "add"])
        #expect(
            network.outline == ["input 2x5x6"] + layers(["conv3", "act"]) + block + block + layers(["conv3", "norm"])
                + ["conv3 1x5x6", "sigmoid 1x5x6"])
        #expect(network.convolutions.map { $0.layer.bias != nil } == [true, false, false, false, false, true, true])
        #expect(network.convolutions.map(\.layer.padding) == [.reflect, .zero, .zero, .zero, .zero, .zero, .reflect])
        // Each block is added to what it read.
        let additions = network.nodes.indices.filter { network.nodes[$0].operation == .addition }
        #expect(additions.map { network.nodes[$0].inputs } == [[7, 2], [13, 8]])
        #expect(network.activations.dropLast().allSatisfy { $0 == .leakyReLU(slope: 0.2) })
    }

    @Test func optionsReachTheLayers() throws {
        let network = try ResNetOptions(blocks: 1, width: 4, norm: .instance, padding: .zero, activation: .swish)
            .network(channels: 1, height: 5, width: 6)
        #expect(network.normalizations.allSatisfy { $0.kind == .instance })
        #expect(network.activations.dropLast().allSatisfy { $0 == .swish })
        #expect(network.convolutions.allSatisfy { $0.layer.padding == .zero })
    }
}
