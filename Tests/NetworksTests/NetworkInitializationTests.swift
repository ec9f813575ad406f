import Architectures
import Randomness
import Testing
@testable import Networks

/// Initial values: drawn in the published program's order (METHOD section 8), and kept in PyTorch's layout.
@Suite struct NetworkInitializationTests {
    @Test func decoderDrawsEachConvolutionTwice() throws {
        let options = DecoderOptions(upsamplers: [.gaussian(sigma: 0.5, gain: .published)], width: 4, inputChannels: 2)
        let network = try options.network(channels: 3, height: 4, width: 4)
        var random = TorchRandom(seed: 5)
        let values = network.initialParameters(from: &random)
        #expect(values.map(\.count) == network.parameters.map(\.count))

        var expected = TorchRandom(seed: 5)
        func convolution(_ name: String, _ inputs: Int, _ outputs: Int, _ kernel: Int) {
            let defaults = expected.convolution(inputs: inputs, outputs: outputs, kernel: kernel)
            let weight = expected.kaimingUniform(
                count: inputs * outputs * kernel * kernel, fanIn: inputs * kernel * kernel)
            #expect(Self.value("\(name).weight", network, values) == weight)
            #expect(Self.value("\(name).bias", network, values) == defaults.bias)
        }
        convolution("block0.conv1", 2, 4, 3)
        convolution("block0.conv2", 4, 4, 3)
        _ = expected.uniform(count: 4 * 25 + 4)
        convolution("stage1.conv1", 4, 4, 3)
        convolution("stage1.conv2", 4, 4, 3)
        convolution("output", 4, 3, 1)
        #expect(Self.value("stage1.norm2.bias", network, values) == [0, 0, 0, 0])
        #expect(random == expected)
    }

    @Test func learnedUpsamplersDrawBeforeTheirConvolution() throws {
        let network = try DecoderOptions(upsamplers: [.deconv], width: 4, inputChannels: 2).network(
            channels: 1, height: 4, width: 4)
        var random = TorchRandom(seed: 6), expected = random
        let values = network.initialParameters(from: &random)
        for inputs in [2, 4] {
            _ = expected.convolution(inputs: inputs, outputs: 4, kernel: 3)
            _ = expected.kaimingUniform(count: inputs * 36, fanIn: inputs * 9)
        }
        let layer = expected.transposedConvolution(inputs: 4, outputs: 4, kernel: 4)
        #expect(Self.value("stage1.deconv.weight", network, values) == layer.weight)
        #expect(Self.value("stage1.deconv.bias", network, values) == layer.bias)
    }

    @Test func skipDrawsFromTheOutsideIn() throws {
        let options = SkipOptions(downChannels: [3, 5], upChannels: [4, 6], skipChannels: [2, 1], inputChannels: 2)
        let network = try options.network(channels: 3, height: 8, width: 8)
        var random = TorchRandom(seed: 8), expected = random
        let values = network.initialParameters(from: &random)
        let layers = [
            ("scale1.skip", 2, 2, 1), ("scale1.reduce", 2, 3, 3), ("scale1.deepen", 3, 3, 3), ("scale1.merge", 8, 4, 3),
            ("scale1.pointwise", 4, 4, 1), ("scale2.skip", 3, 1, 1), ("scale2.reduce", 3, 5, 3),
            ("scale2.deepen", 5, 5, 3),
            ("scale2.merge", 6, 6, 3), ("scale2.pointwise", 6, 6, 1), ("output", 4, 3, 1),
        ]
        for (name, inputs, outputs, kernel) in layers {
            let layer = expected.convolution(inputs: inputs, outputs: outputs, kernel: kernel)
            #expect(Self.value("\(name).weight", network, values) == layer.weight, "\(name)")
            #expect(Self.value("\(name).bias", network, values) == layer.bias, "\(name)")
        }
        #expect(random == expected)
        #expect(Self.value("scale2.join.weight", network, values) == [Float](repeating: 1, count: 6))
    }

    @Test func unetDrawsDownThenItsMoreScalesUpThenTheOthers() throws {
        let network = try UNetOptions(width: 2, depth: 1, moreScales: 1, inputChannels: 3).network(
            channels: 1, height: 8, width: 8)
        var random = TorchRandom(seed: 8), expected = random
        let values = network.initialParameters(from: &random)
        func convolution(_ name: String, _ inputs: Int, _ outputs: Int, _ kernel: Int = 3) {
            let layer = expected.convolution(inputs: inputs, outputs: outputs, kernel: kernel)
            #expect(
                Self.value("\(name).weight", network, values) == layer.weight
                    && Self.value("\(name).bias", network, values) == layer.bias, "\(name)")
        }
        for (name, inputs, outputs) in [("down0", 3, 2), ("down1", 2, 4), ("down2", 4, 4)] {
            convolution("\(name).conv1", inputs, outputs)
            convolution("\(name).conv2", outputs, outputs)
        }
        for (name, inputs, outputs) in [("up1", 4, 4), ("up0", 4, 2)] {
            let doubling = expected.transposedConvolution(inputs: inputs, outputs: outputs, kernel: 4)
            #expect(Self.value("\(name).deconv.weight", network, values) == doubling.weight, "\(name)")
            convolution("\(name).conv1", 2 * outputs, outputs)
            convolution("\(name).conv2", outputs, outputs)
        }
        convolution("output", 2, 1, 1)
        #expect(random == expected)
    }

    /// A layer without bias draws none: deep decoder, conv-decoder and convnet draw their weights in order, the resnet its blocks'.
    @Test func convolutionsWithoutBiasDrawTheirWeightsOnly() throws {
        let deep = try DeepDecoderOptions(upsamplers: [.bilinear], width: 4, inputChannels: 3).network(
            channels: 2, height: 4, width: 4)
        var random = TorchRandom(seed: 9), expected = random
        let values = deep.initialParameters(from: &random)
        for (name, inputs, outputs) in [("stage1.conv", 3, 4), ("stage2.conv", 4, 4), ("output", 4, 2)] {
            var ahead = expected
            let weight = ahead.convolution(inputs: inputs, outputs: outputs, kernel: 1).weight
            #expect(Self.value("\(name).weight", deep, values) == weight, "\(name)")
            _ = expected.uniform(count: inputs * outputs)
        }
        #expect(random == expected)
    }

    @Test func valuesDependOnTheSeedOnly() throws {
        let network = try TrainedNetworks.decoder(width: 8)
        func values(_ seed: UInt32) -> [[Float]] {
            var random = TorchRandom(seed: seed)
            return network.initialParameters(from: &random)
        }
        #expect(values(1) == values(1))
        #expect(values(1) != values(2))
    }

    @Test func sessionsKeepPyTorchsLayout() throws {
        let learned = DecoderOptions(upsamplers: [.deconv, .pixelShuffle], width: 3, inputChannels: 2)
        for network in [try TrainedNetworks.skip(), try learned.network(channels: 3, height: 8, width: 8)] {
            var next: Float = 0
            let values = network.parameters.map { parameter in
                (0..<parameter.count).map { _ -> Float in
                    next += 1; return next
                }
            }
            let session = try CPUSession(
                network, objective: Objective(target: .init(repeating: 0, count: network.output.count)),
                input: .init(repeating: 0, count: network.input.count), parameters: values,
                learningRate: 0.1, threads: 1)
            #expect(session.readParameters() == values)
        }
    }

    @Test func engineOrderIsKernelThenLargeThenSmallChannels() {
        let weight = Parameter(name: "w", layout: .convolution(output: 3, input: 2, kernel: 3))
        let transposed = Parameter(name: "t", layout: .transposedConvolution(input: 3, output: 2, kernel: 4))
        // PyTorch's [o][i][ky][kx] and [i][o][ky][kx].
        #expect(weight.engineIndex(((1 * 2 + 1) * 3 + 2) * 3 + 0) == (6 * 2 + 1) * 3 + 1)
        #expect(transposed.engineIndex(((2 * 2 + 1) * 4 + 1) * 4 + 3) == (7 * 2 + 1) * 3 + 2)
        for parameter in [weight, transposed] {
            #expect(Set((0..<parameter.count).map(parameter.engineIndex)) == Set(0..<parameter.count))
        }
    }

    private static func value(_ name: String, _ network: Network, _ values: [[Float]]) -> [Float]? {
        network.parameters.firstIndex { $0.name == name }.map { values[$0] }
    }
}
