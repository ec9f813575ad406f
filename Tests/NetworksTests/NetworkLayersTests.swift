import Architectures
import Networks
import Testing

/// A network's operations, described one by one.
@Suite struct NetworkLayersTests {
    @Test func everyLayerOfASmallUNet() throws {
        let network = try UNetOptions(width: 2, depth: 1, moreScales: 0, inputChannels: 3, norm: .batch).network(
            channels: 1, height: 4, width: 6)
        let lines = network.layers.map {
            "\($0.name)|\($0.operation)|\($0.output)|\($0.parameters)|\($0.multiplyAdds)|\($0.mapBytes)"
        }
        #expect(
            lines == [
                "|input|3 x 4 x 6|0|0|288",
                "down0.conv1|convolution 3 x 3, zero|2 x 4 x 6|56|1296|192",
                "down0.norm1|norm, batch|2 x 4 x 6|4|0|192", "|ReLU|2 x 4 x 6|0|0|192",
                "down0.conv2|convolution 3 x 3, zero|2 x 4 x 6|38|864|192", "down0.norm2|norm, batch|2 x 4 x 6|4|0|192",
                "|ReLU|2 x 4 x 6|0|0|192",
                "|down x2, largest|2 x 2 x 3|0|0|48",
                "down1.conv1|convolution 3 x 3, zero|4 x 2 x 3|76|432|96", "down1.norm1|norm, batch|4 x 2 x 3|8|0|96",
                "|ReLU|4 x 2 x 3|0|0|96",
                "down1.conv2|convolution 3 x 3, zero|4 x 2 x 3|148|864|96", "down1.norm2|norm, batch|4 x 2 x 3|8|0|96",
                "|ReLU|4 x 2 x 3|0|0|96",
                "up0.deconv|transposed convolution 4 x 4, stride 2|2 x 4 x 6|130|768|192",
                "|concatenation|4 x 4 x 6|0|0|384",
                "up0.conv1|convolution 3 x 3, zero|2 x 4 x 6|74|1728|192", "|ReLU|2 x 4 x 6|0|0|192",
                "up0.conv2|convolution 3 x 3, zero|2 x 4 x 6|38|864|192", "|ReLU|2 x 4 x 6|0|0|192",
                "output|convolution 1 x 1|1 x 4 x 6|3|48|96", "|sigmoid|1 x 4 x 6|0|0|96",
            ])
    }

    /// Parameters add up, and so do the products: three passes of each convolution, two of those that read the input.
    @Test(arguments: [Architecture.Name.decoder, .skip, .deepDecoder, .convDecoder, .convNet, .unet, .resnet])
    func theSumsAreTheNetworks(_ name: Architecture.Name) throws {
        let network = try name.standard.network(channels: 3, height: 64, width: 64), layers = network.layers
        #expect(layers.count == network.nodes.count)
        #expect(layers.reduce(0) { $0 + $1.parameters } == network.parameterCount)
        let products = zip(network.nodes, layers).reduce(0) { $0 + $1.1.multiplyAdds * ($1.0.inputs == [0] ? 2 : 3) }
        #expect(network.directOperations == 2 * Double(products))
    }
}
