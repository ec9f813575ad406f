import Architectures
import Networks
import Testing

/// The U-shaped network of the Deep Image Prior's program (METHOD section 2.4).
@Suite struct UNetTests {
    /// As the program counts: five scales from 8 to 128 channels, one more of 128.
    @Test func parameterCount() throws {
        let channels = [8, 16, 32, 64, 128, 128]
        func convolution(_ input: Int, _ output: Int, _ kernel: Int) -> Int {
            input * output * kernel * kernel + output
        }
        var count = convolution(8, 3, 1), input = 32
        for output in channels {
            count += convolution(input, output, 3) + convolution(output, output, 3)
            input = output
        }
        for (output, input) in zip(channels, channels.dropFirst()) {
            count += convolution(input, output, 4) + convolution(2 * output, output, 3) + convolution(output, output, 3)
        }
        #expect(count == 1_618_547)
        #expect(try UNetOptions().network(channels: 3, height: 64, width: 64).parameterCount == count)
    }

    private static let small = UNetOptions(width: 3, depth: 1, moreScales: 1, inputChannels: 2)

    @Test func everyLayer() throws {
        let network = try Self.small.network(channels: 1, height: 8, width: 12)
        func pair(_ shape: String, norm: Bool = true) -> [String] {
            let unit = ["conv3 \(shape)"] + (norm ? ["norm \(shape)"] : []) + ["act \(shape)"]
            return unit + unit
        }
        let down = pair("3x8x12") + ["pool 3x4x6"] + pair("6x4x6") + ["pool 6x2x3"] + pair("6x2x3")
        let up =
            ["deconv 6x4x6", "join 12x4x6"] + pair("6x4x6", norm: false) + ["deconv 3x8x12", "join 6x8x12"]
            + pair("3x8x12", norm: false)
        #expect(network.outline == ["input 2x8x12"] + down + up + ["conv1 1x8x12", "sigmoid 1x8x12"])
        #expect(network.convolutions.allSatisfy { $0.layer.bias != nil && $0.layer.padding == .zero })
        #expect(network.normalizations.allSatisfy { $0.kind == .instance })
        #expect(network.activations.dropLast().allSatisfy { $0 == .relu })
        // The doubled map comes first, the scale's own second.
        let joins = network.nodes.filter { $0.operation == .concatenation }
        #expect(joins.allSatisfy { $0.inputs[0] > $0.inputs[1] })
    }

    @Test func theMoreScalesAreDeclaredBeforeTheOthersUp() throws {
        var options = Self.small
        options.moreScales = 2
        let names = try options.network(channels: 1, height: 16, width: 16).names(endingIn: ".weight")
        func pair(_ name: String) -> [String] { ["\(name).conv1.weight", "\(name).conv2.weight"] }
        let up = ["up1", "up2", "up0"].flatMap { ["\($0).deconv.weight"] + pair($0) }
        #expect(names == ["down0", "down1", "down2", "down3"].flatMap(pair) + up + ["output.weight"])
    }

    @Test func fixedUpsamplersAreFollowedByAConvolution() throws {
        var options = Self.small
        options.upsampler = .nearest
        let outline = try options.network(channels: 1, height: 8, width: 8).outline
        let places = outline.indices.filter { outline[$0].hasPrefix("up") }
        #expect(places.map { outline[$0] } == ["up 6x4x4", "up 6x8x8"])
        #expect(places.map { outline[$0 + 1] } == ["conv3 6x4x4", "conv3 3x8x8"])
        options.upsampler = .pixelShuffle
        #expect(throws: NetworkError(description: "a unet accepts only upsamplers without weights, not pixel-shuffle"))
        {
            _ = try options.network(channels: 1, height: 8, width: 8)
        }
    }

    @Test func sizesMustBeMultiples() {
        let expected =
            "an image of 48 x 64 does not suit a unet that halves 5 times: both sides must be multiples of 32"
        #expect(throws: NetworkError(description: expected)) {
            _ = try UNetOptions().network(channels: 3, height: 64, width: 48)
        }
    }
}
