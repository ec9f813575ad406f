import Kernels
import Testing
@testable import Networks

/// The least work of a training step, against counts made by hand.
@Suite struct NetworkCostTests {
    /// 32 channels at 12 x 12, a convolution, doubled, a convolution at 24 x 24, then 1 x 1 to three channels.
    private func network() throws -> Network {
        var build = NetworkBuilder(input: Shape(channels: 32, height: 12, width: 12))
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
        // Products: 32 x 32 x 9 x 144 = 1327104 in two passes, 32 x 32 x 9 x 576 = 5308416 and 32 x 3 x 576 = 55296 in three.
        let network = try network()
        let first = 2.0 * 2 * 1_327_104, second = 2.0 * 3 * 5_308_416, output = 2.0 * 3 * 55_296
        #expect(network.directOperations == first + second + output)
        #expect(network.operations(by: .direct) == network.directOperations)
        // The larger 3 x 3 convolution by Winograd's method, a quarter; the small map and the 1 x 1 convolution directly.
        #expect(network.operations(by: .winograd) == first + second / 4 + output)
    }

    @Test func layersThatWinogradDoesNotSuitCountInFull() throws {
        var build = NetworkBuilder(input: Shape(channels: 5, height: 32, width: 32))
        let layer = build.convolution("layer", from: 5, to: 16, kernel: 3)
        _ = try build.apply(layer, to: build.input)
        let network = build.network()
        #expect(network.operations(by: .winograd) == network.directOperations)
    }

    @Test func everyPassReadsAndWritesStoredMapsOnce() throws {
        // Floats: the input and the first result have 4608, the second 18432, the output 1728; the doubled map is not stored.
        let first = 2 * (4608 + 4608), second = 3 * (4608 + 18432), output = 3 * (18432 + 1728), loss = 3 * 1728
        #expect(try network().mapTraffic == Double(4 * (first + second + output + loss)))
    }
}
