import Architectures
import Networks
import Testing

/// The Deep Image Prior's network: size, shapes and options (METHOD section 2.2).
@Suite struct SkipTests {
    @Test func publishedParameterCount() throws {
        #expect(try SkipOptions().network(channels: 3, height: 512, width: 512).parameterCount == 2_217_831)
    }

    @Test func shapesOfEveryStage() throws {
        let options = SkipOptions(downChannels: [8, 12], upChannels: [7, 9], skipChannels: [2, 3], inputChannels: 4)
        let network = try options.network(channels: 3, height: 16, width: 24)
        func unit(_ kind: String, _ shape: String) -> [String] {
            ["\(kind) \(shape)", "norm \(shape)", "act \(shape)"]
        }
        let inner =
            unit("conv1", "3x8x12") + unit("conv3/2", "12x4x6") + unit("conv3", "12x4x6")
            + ["up 12x8x12", "join 15x8x12", "norm 15x8x12"] + unit("conv3", "9x8x12") + unit("conv1", "9x8x12")
        let outer =
            unit("conv1", "2x16x24") + unit("conv3/2", "8x8x12") + unit("conv3", "8x8x12") + inner
            + ["up 9x16x24", "join 11x16x24", "norm 11x16x24"] + unit("conv3", "7x16x24") + unit("conv1", "7x16x24")
        #expect(network.outline == ["input 4x16x24"] + outer + ["conv1 3x16x24", "sigmoid 3x16x24"])
    }

    @Test func skipsComeFirstAndReadTheScalesInput() throws {
        let options = SkipOptions(downChannels: [8, 12], upChannels: [7, 9], skipChannels: [2, 3], inputChannels: 4)
        let network = try options.network(channels: 3, height: 16, width: 24)
        let joins = network.nodes.filter { $0.operation == .concatenation }
        #expect(joins.map { network.nodes[$0.inputs[0]].shape.channels } == [3, 2])
        #expect(joins.map { network.nodes[$0.inputs[1]].shape.channels } == [12, 9])
        let readersOfTheInput = network.nodes.filter { $0.inputs == [0] }
        #expect(readersOfTheInput.map(\.shape.channels) == [2, 8])
    }

    @Test func declarationRunsFromTheOutsideIn() throws {
        let options = SkipOptions(downChannels: [4, 4], upChannels: [4, 4], skipChannels: [0, 2])
        let network = try options.network(channels: 3, height: 8, width: 8)
        #expect(
            network.names(endingIn: ".weight").filter { !$0.contains("norm") && !$0.contains("join") } == [
                "scale1.reduce.weight", "scale1.deepen.weight", "scale1.merge.weight", "scale1.pointwise.weight",
                "scale2.skip.weight", "scale2.reduce.weight", "scale2.deepen.weight", "scale2.merge.weight",
                "scale2.pointwise.weight",
                "output.weight",
            ])
    }

    @Test func scalesWithoutSkipChannelsHaveNoBranch() throws {
        let options = SkipOptions(downChannels: [8, 8], upChannels: [8, 8], skipChannels: [0, 0], need1x1Up: false)
        let network = try options.network(channels: 1, height: 8, width: 8)
        #expect(!network.nodes.contains { $0.operation == .concatenation })
        #expect(network.convolutions.map(\.layer.kernel) == [3, 3, 3, 3, 3, 3, 1])
        #expect(network.names(endingIn: "pointwise.weight").isEmpty)
    }

    @Test func optionsReachTheLayers() throws {
        let options = SkipOptions(
            downChannels: [4, 4], upChannels: [4, 4], skipChannels: [2, 2], downKernel: 5, upKernel: 1,
            upsampler: .nearest, inputChannels: 2, padding: .zero, slope: 0.1)
        let network = try options.network(channels: 3, height: 16, width: 16)
        #expect(network.convolutions.map(\.layer.kernel) == [1, 5, 5, 1, 5, 5, 1, 1, 1, 1, 1])
        #expect(network.convolutions.map(\.layer.stride) == [1, 2, 1, 1, 2, 1, 1, 1, 1, 1, 1])
        #expect(
            network.convolutions.allSatisfy {
                $0.layer.padding == .zero && $0.layer.lipschitz == nil && $0.layer.bias != nil
            })
        #expect(network.normalizations.allSatisfy { $0.kind == .batch })
        #expect(network.activations.dropLast().allSatisfy { $0 == .leakyReLU(slope: 0.1) })
        #expect(network.nodes.contains { $0.operation == .interpolation(.nearest) })
    }

    @Test(arguments: [
        (Nonlinearity.swish, Activation.swish), (.elu, .elu), (.relu, .relu), (.leakyReLU, .leakyReLU(slope: 0.2)),
    ])
    func activationsAreOptions(_ choice: Nonlinearity, _ expected: Activation) throws {
        let options = SkipOptions(
            downChannels: [4, 4], upChannels: [4, 4], skipChannels: [2, 2], activation: choice, norm: .instance)
        let network = try options.network(channels: 3, height: 16, width: 16)
        #expect(network.activations.count == 11 && network.activations.dropLast().allSatisfy { $0 == expected })
        #expect(network.normalizations.count == 12 && network.normalizations.allSatisfy { $0.kind == .instance })
    }

    @Test(arguments: [
        (Downsampler.average, Networks.Operation.downsampling(.average)), (.lanczos2, .downsampling(.lanczos2)),
        (.lanczos3, .downsampling(.lanczos3)), (.max, .maxPooling),
    ])
    func downsamplersFollowAConvolutionOfStride1(_ choice: Downsampler, _ expected: Networks.Operation) throws {
        let options = SkipOptions(
            downChannels: [4, 5], upChannels: [4, 4], skipChannels: [2, 2], inputChannels: 3, downsampler: choice)
        let network = try options.network(channels: 3, height: 16, width: 16)
        #expect(network.convolutions.allSatisfy { $0.layer.stride == 1 })
        let places = network.nodes.indices.filter { network.nodes[$0].operation == expected }
        #expect(
            places.map { network.nodes[$0].shape } == [
                Shape(channels: 4, height: 8, width: 8), Shape(channels: 5, height: 4, width: 4),
            ])
        for place in places {
            guard case .convolution = network.nodes[place - 1].operation,
                case .normalization = network.nodes[place + 1].operation
            else {
                Issue.record("not between a convolution and a norm")
                continue
            }
        }
    }

    /// What comes up from inside is one sample larger where a side was odd; the skip branch decides.
    @Test func mapsOfOddSidesAreCroppedWhereTheyMeet() throws {
        let options = SkipOptions(downChannels: [4, 4], upChannels: [4, 4], skipChannels: [2, 3], inputChannels: 3)
        let network = try options.network(channels: 3, height: 11, width: 14)
        #expect(network.output == Shape(channels: 3, height: 11, width: 14))
        #expect(network.outline.filter { $0.hasPrefix("up") } == ["up 4x6x8", "up 4x12x14"])
        #expect(network.outline.filter { $0.hasPrefix("join") } == ["join 7x6x7", "join 6x11x14"])
    }

    @Test(arguments: [(100, 64), (64, 100), (0, 64), (64, 0)])
    func sizesMustBeMultiples(height: Int, width: Int) {
        let expected =
            "an image of \(width) x \(height) does not suit a skip network of 5 scales: both sides must be multiples of 8"
        #expect(throws: NetworkError(description: expected)) {
            _ = try SkipPreset.deblock.options.network(channels: 3, height: height, width: width)
        }
        let rounded =
            "an image of \(width) x \(height) does not suit a skip network of 5 scales that halves by 'max': both sides must be "
            + "multiples of 32"
        #expect(throws: NetworkError(description: rounded)) {
            _ = try SkipOptions(downsampler: .max).network(channels: 3, height: height, width: width)
        }
    }

    @Test func sizesThatAreAskedFor() {
        func sizes(_ preset: SkipPreset) -> [Int] { [preset.options.sizes.multiple, preset.options.sizes.smallest] }
        #expect(sizes(.denoise) == [1, 33])
        #expect(sizes(.deblock) == [8, 40])
        #expect(sizes(.inpaintVase) == [32, 64])
        #expect(sizes(.inpaintLibrary) == [64, 192])
        #expect(SkipOptions(padding: .zero).sizes.smallest == 1)
    }

    /// Every preset's network exists at its smallest size, and at no smaller one.
    @Test(arguments: SkipPreset.allCases)
    func theSmallestSizeIsTheSmallest(_ preset: SkipPreset) throws {
        let options = preset.options, sizes = options.sizes
        let network = try options.network(channels: 3, height: sizes.smallest, width: sizes.smallest)
        #expect(network.output == Shape(channels: 3, height: sizes.smallest, width: sizes.smallest))
        let smaller = sizes.smallest - sizes.multiple
        #expect(throws: NetworkError.self) { _ = try options.network(channels: 3, height: smaller, width: smaller) }
    }

    @Test func reflectionNeedsTwoPixels() {
        let expected =
            "a map of 1 x 1 is too small for a 3 x 3 convolution with reflection padding: both sides need at least 2"
        #expect(throws: NetworkError(description: expected)) {
            _ = try SkipOptions().network(channels: 3, height: 32, width: 32)
        }
    }

    /// One upsampler a scale, from the outside in; learned ones double the channels that come up.
    @Test func upsamplersOfEachScale() throws {
        let network = try SkipOptions(
            downChannels: [4, 6, 8], upChannels: [5, 7, 9], skipChannels: [2, 0, 2], inputChannels: 3,
            upsamplers: [.nearest, .deconv, .pixelShuffle]
        ).network(channels: 3, height: 32, width: 32)
        let filters = network.nodes.compactMap { node in
            if case .interpolation(let filter) = node.operation { filter } else { nil }
        }
        #expect(filters == [.nearest])
        #expect(
            network.outline.filter { $0.hasPrefix("deconv") || $0.hasPrefix("shuffle") } == [
                "shuffle 8x8x8", "deconv 9x16x16",
            ])
        #expect(
            network.names(endingIn: ".weight").filter { $0.contains(".up.") } == [
                "scale2.up.deconv.weight", "scale3.up.shuffle.weight",
            ])
        let fixed = try SkipOptions(
            downChannels: [4, 6, 8], upChannels: [5, 7, 9], skipChannels: [2, 0, 2], inputChannels: 3
        )
        .network(channels: 3, height: 32, width: 32)
        #expect(network.parameterCount - fixed.parameterCount == 9 * 9 * 16 + 9 + 32 * 8 * 9 + 32)
    }
}
