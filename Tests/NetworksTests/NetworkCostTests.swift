import Kernels
import Testing
@testable import Networks

/// The least work of a training step, against counts made by hand.
@Suite struct NetworkCostTests {
    /// 32 channels at 16 x 16, a convolution, doubled, a convolution at 32 x 32, then 1 x 1 to three channels.
    private func network() throws -> Network {
        var build = NetworkBuilder(input: Shape(channels: 32, height: 16, width: 16))
        let first = build.convolution("first", from: 32, to: 32, kernel: 3)
        let norm = build.normalization("norm", .meanOnly, channels: 32)
        let second = build.convolution("second", from: 32, to: 32, kernel: 3)
        let output = build.convolution("output", from: 32, to: 3, kernel: 1)
        var value = build.apply(norm, to: try build.apply(first, to: build.input))
        value = build.interpolate(.bilinear, build.activate(.leakyReLU(slope: 0.01), value))
        _ = build.activate(.sigmoid, try build.apply(output, to: build.apply(second, to: value)))
        return build.network()
    }

    @Test func operationsAreThoseOfTheMethodsUsed() throws {
        // Products: 32 x 32 x 9 x 256 = 2359296 in two passes, 32 x 32 x 9 x 1024 = 9437184 and 32 x 3 x 1024 = 98304 in three.
        let network = try network()
        let first = 2.0 * 2 * 2_359_296, second = 2.0 * 3 * 9_437_184, output = 2.0 * 3 * 98_304
        #expect(network.directOperations == first + second + output)
        #expect(network.operations(by: .direct) == network.directOperations)
        // The larger 3 x 3 convolution by Winograd's method, a quarter; the small map and the 1 x 1 convolution directly.
        #expect(network.operations(by: .winograd) == first + second / 4 + output)
    }

    @Test func layersThatWinogradDoesNotSuitCountInFull() throws {
        var build = NetworkBuilder(input: Shape(channels: 8, height: 32, width: 32))
        let layer = build.convolution("layer", from: 8, to: 16, kernel: 3)
        _ = try build.apply(layer, to: build.input)
        let network = build.network()
        #expect(network.operations(by: .winograd) == network.directOperations)
    }

    @Test func everyPassReadsAndWritesStoredMapsOnce() throws {
        // Floats: the input and the first result have 8192, the second 32768, the output 3072; the doubled map is not stored.
        let first = 2 * (8192 + 8192), second = 3 * (8192 + 32768), output = 3 * (32768 + 3072), loss = 3 * 3072
        #expect(try network().mapTraffic == Double(4 * (first + second + output + loss)))
    }
}
