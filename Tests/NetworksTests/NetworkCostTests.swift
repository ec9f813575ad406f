import Kernels
import Testing
@testable import Networks

/// The least work of a training step, against counts made by hand.
@Suite struct NetworkCostTests {
    /// 16 channels at 8 x 8, a convolution, doubled, a convolution at 16 x 16, then 1 x 1 to three channels.
    private func network() throws -> Network {
        var build = NetworkBuilder(input: Shape(channels: 16, height: 8, width: 8))
        let first = build.convolution("first", from: 16, to: 16, kernel: 3)
        let norm = build.normalization("norm", .meanOnly, channels: 16)
        let second = build.convolution("second", from: 16, to: 16, kernel: 3)
        let output = build.convolution("output", from: 16, to: 3, kernel: 1)
        var value = build.apply(norm, to: try build.apply(first, to: build.input))
        value = build.interpolate(.bilinear, build.activate(.leakyReLU(slope: 0.01), value))
        _ = build.activate(.sigmoid, try build.apply(output, to: build.apply(second, to: value)))
        return build.network()
    }

    @Test func operationsAreThoseOfTheMethodsUsed() throws {
        // Products: 16 x 16 x 9 x 64 = 147456 in two passes, 16 x 16 x 9 x 256 = 589824 and 16 x 3 x 256 = 12288 in three.
        let network = try network()
        let first = 2.0 * 2 * 147_456, second = 2.0 * 3 * 589_824, output = 2.0 * 3 * 12_288
        #expect(network.directOperations == first + second + output)
        #expect(network.operations(by: .direct) == network.directOperations)
        // The 3 x 3 convolutions by Winograd's method, a quarter; the 1 x 1 convolution directly.
        #expect(network.operations(by: .winograd) == first / 4 + second / 4 + output)
    }

    @Test func layersThatWinogradDoesNotSuitCountInFull() throws {
        var build = NetworkBuilder(input: Shape(channels: 8, height: 8, width: 8))
        let layer = build.convolution("layer", from: 8, to: 16, kernel: 3)
        _ = try build.apply(layer, to: build.input)
        let network = build.network()
        #expect(network.operations(by: .winograd) == network.directOperations)
    }

    @Test func everyPassReadsAndWritesStoredMapsOnce() throws {
        // Floats: the input and the first result have 1024, the second 4096, the output 768; the doubled map is not stored.
        let first = 2 * (1024 + 1024), second = 3 * (1024 + 4096), output = 3 * (4096 + 768), loss = 3 * 768
        #expect(try network().mapTraffic == Double(4 * (first + second + output + loss)))
    }
}
