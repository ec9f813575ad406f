import Testing
@testable import Networks

/// Shapes, parameters and errors of networks under construction.
@Suite struct NetworkBuilderTests {
    @Test func shapesFollowTheOperations() throws {
        var build = NetworkBuilder(input: Shape(channels: 3, height: 6, width: 9))
        func shape(_ value: NetworkBuilder.Value) -> [Int] {
            [value.shape.channels, value.shape.height, value.shape.width]
        }
        #expect(shape(build.input) == [3, 6, 9])
        let same = try build.apply(build.convolution("same", from: 3, to: 8, kernel: 5), to: build.input)
        #expect(shape(same) == [8, 6, 9])
        let half = try build.apply(build.convolution("half", from: 8, to: 4, kernel: 3, stride: 2), to: same)
        #expect(shape(half) == [4, 3, 5])
        let twice = build.interpolate(.nearest, half)
        #expect(shape(twice) == [4, 6, 10])
        let joined = build.concatenate(same, twice)
        #expect(shape(joined) == [12, 6, 9])
        let shuffled = build.depthToSpace(same)
        #expect(shape(shuffled) == [2, 12, 18])
        let grown = build.apply(build.transposedConvolution("up", from: 4, to: 7), to: half)
        #expect(shape(grown) == [7, 6, 10])
        let active = build.activate(.relu, build.apply(build.normalization("norm", .batch, channels: 4), to: half))
        #expect(shape(active) == [4, 3, 5])
        let network = build.network()
        #expect(network.nodes.count == 9)
        #expect(network.output == active.shape)
        #expect(
            network.parameters.map(\.name) == [
                "same.weight", "same.bias", "half.weight", "half.bias", "up.weight", "up.bias",
                "norm.weight", "norm.bias",
            ])
        #expect(network.parameters.map(\.count) == [600, 8, 288, 4, 448, 7, 4, 4])
        #expect(network.parameterCount == 1363)
    }

    @Test(arguments: [(1, 5, 3), (5, 1, 3), (2, 9, 5), (9, 2, 5)])
    func mapsTooSmallToReflectAreRefused(height: Int, width: Int, kernel: Int) throws {
        var build = NetworkBuilder(input: Shape(channels: 1, height: height, width: width))
        let layer = build.convolution("conv", from: 1, to: 1, kernel: kernel)
        let expected =
            "a map of \(height) x \(width) is too small for a \(kernel) x \(kernel) convolution with reflection padding: "
            + "both sides need at least \(kernel / 2 + 1)"
        #expect(throws: NetworkError(description: expected)) { _ = try build.apply(layer, to: build.input) }
    }

    @Test func otherPaddingsTakeAnyMap() throws {
        for padding in [Padding.zero, .replicate] {
            var build = NetworkBuilder(input: Shape(channels: 1, height: 1, width: 1))
            let layer = build.convolution("conv", from: 1, to: 2, kernel: 5, padding: padding)
            let value = try build.apply(layer, to: build.input)
            #expect(value.shape == Shape(channels: 2, height: 1, width: 1))
        }
        var build = NetworkBuilder(input: Shape(channels: 1, height: 1, width: 1))
        let pointwise = build.convolution("conv", from: 1, to: 2, kernel: 1)
        let value = try build.apply(pointwise, to: build.input)
        #expect(value.shape.count == 2)
    }

    @Test func controlsOfZeroOrLessAreOff() {
        var build = NetworkBuilder(input: Shape(channels: 1, height: 4, width: 4))
        #expect(build.convolution("a", from: 1, to: 1, kernel: 3, lipschitz: 0).lipschitz == nil)
        #expect(build.convolution("b", from: 1, to: 1, kernel: 3, lipschitz: -1).lipschitz == nil)
        #expect(build.convolution("c", from: 1, to: 1, kernel: 3, lipschitz: 1.4).lipschitz == 1.4)
        #expect(build.normalization("d", .batch, channels: 1, lipschitz: 2).lipschitz == nil)
        #expect(build.normalization("e", .lipschitzBatch, channels: 1, lipschitz: 2).lipschitz == 2)
        // A ceiling of 0 is none, as in convolutions.
        #expect(build.normalization("f", .lipschitzBatch, channels: 1, lipschitz: 0).lipschitz == nil)
    }

    @Test func normsDeclareWhatTheyLearn() {
        let expected: [Normalization: [String]] = [
            .meanOnly: ["n.bias"], .batch: ["n.weight", "n.bias"],
            .lipschitzBatch: ["n.weight", "n.bias"], .instance: [], .none: [],
        ]
        for kind in Normalization.allCases {
            var build = NetworkBuilder(input: Shape(channels: 2, height: 4, width: 4))
            let value = build.apply(build.normalization("n", kind, channels: 2), to: build.input)
            #expect(build.network().parameters.map(\.name) == expected[kind])
            #expect(build.network().nodes.count == (kind == .none ? 1 : 2))
            #expect(value.shape == build.input.shape)
        }
    }
}
