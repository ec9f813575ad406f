import Networks

/// The choices of the `unet` of the Deep Image Prior's program (METHOD section 2.4): max pooling down, learned upsampling up.
public struct UNetOptions: Equatable, Sendable {
    /// Channels of the outermost scale; each of the next `depth` scales has twice as many as the one outside it.
    public var width: Int
    /// Number of scales inside the outermost one that have twice the channels of the one outside.
    public var depth: Int
    /// Number of further inner scales, with as many channels as the last of those.
    public var moreScales: Int
    /// The upsampler: `deconv`, or one without weights that is followed by a 3 x 3 convolution.
    public var upsampler: Upsampler
    /// Channels of the network input z.
    public var inputChannels: Int
    /// The norm after the encoder's convolutions; the decoder has none.
    public var norm: Normalization
    /// The padding of the convolutions; zeros by default.
    public var padding: Padding

    /// By default the network that the program compares with `skip` on the library picture, but an input of 32
    /// channels: scales of 8, 16, 32, 64, 128 and 128 channels, 1,618,547 parameters for an RGB image.
    public init(
        width: Int = 8, depth: Int = 4, moreScales: Int = 1, upsampler: Upsampler = .deconv, inputChannels: Int = 32,
        norm: Normalization = .instance, padding: Padding = .zero
    ) {
        self.width = width
        self.depth = depth
        self.moreScales = moreScales
        self.upsampler = upsampler
        self.inputChannels = inputChannels
        self.norm = norm
        self.padding = padding
    }

    /// Channels of each scale, outermost first.
    var channels: [Int] { (0...depth).map { width << $0 } + Array(repeating: width << depth, count: moreScales) }
}

extension UNetOptions: ArchitectureOptions {
    public var sizes: SizeDemand {
        let multiple = 1 << (depth + moreScales)
        // Instance norm of a single sample is 0 whatever the sample is.
        return SizeDemand(
            multiple: multiple, least: 2 * multiple, network: "a unet that halves \(depth + moreScales) times")
    }

    /// Outermost scale twice {conv 3 x 3; norm; ReLU}; each inner one: max pooling, then the same twice. From the inside out: upsampling by
    /// a transposed convolution 4 x 4 (or a fixed upsampler and a conv 3 x 3), concatenation with the scale's map (the doubled one first),
    /// twice {conv 3 x 3; ReLU}. At the end conv 1 x 1 and sigmoid. All convolutions have biases.
    /// - Throws: `NetworkError` when the size is not a multiple of 2^(depth + moreScales).
    public func network(channels imageChannels: Int, height: Int, width imageWidth: Int) throws -> Network {
        try sizes.check(height: height, width: imageWidth)
        let channels = channels
        var build = NetworkBuilder(input: Shape(channels: inputChannels, height: height, width: imageWidth))
        // Declared in the program's order of construction: down, then its additional scales up, then up.
        let down = channels.enumerated().map { index, count in
            Pair(
                "down\(index)", from: index == 0 ? inputChannels : channels[index - 1], to: count, norm: norm,
                padding: padding, in: &build)
        }
        let order = Array((depth..<(depth + moreScales))) + Array((0..<depth).reversed())
        let up = Dictionary(uniqueKeysWithValues: order.map { ($0, Ascent(self, scale: $0, in: &build)) })
        let output = build.convolution("output", from: width, to: imageChannels, kernel: 1, padding: padding)

        var maps = [try down[0].apply(to: build.input, in: &build)]
        for pair in down.dropFirst() {
            maps.append(try pair.apply(to: build.maxPool(maps[maps.count - 1]), in: &build))
        }
        var value = maps.removeLast()
        for (scale, map) in maps.enumerated().reversed() {
            value = try up[scale]!.apply(to: value, beside: map, in: &build)
        }
        _ = build.activate(.sigmoid, try build.apply(output, to: value))
        return build.network()
    }

    /// Twice: convolution 3 x 3, norm, ReLU.
    private struct Pair {
        let layers: [(ConvolutionLayer, NormalizationLayer)]

        init(
            _ name: String, from input: Int, to output: Int, norm: Normalization, padding: Padding,
            in build: inout NetworkBuilder
        ) {
            layers = [input, output].enumerated().map { index, from in
                (
                    build.convolution("\(name).conv\(index + 1)", from: from, to: output, kernel: 3, padding: padding),
                    build.normalization("\(name).norm\(index + 1)", norm, channels: output)
                )
            }
        }

        func apply(to value: NetworkBuilder.Value, in build: inout NetworkBuilder) throws -> NetworkBuilder.Value {
            try layers.reduce(value) { value, layer in
                build.activate(.relu, build.apply(layer.1, to: try build.apply(layer.0, to: value)))
            }
        }
    }

    /// The way from one scale to the next outer one.
    private struct Ascent {
        private enum Doubling {
            case learned(TransposedConvolutionLayer)
            case fixed(Upsampler, ConvolutionLayer)
        }

        private let doubling: Doubling
        private let pair: Pair

        init(_ options: UNetOptions, scale: Int, in build: inout NetworkBuilder) {
            let input = options.channels[scale + 1], output = options.channels[scale]
            doubling =
                options.upsampler == .deconv
                ? .learned(build.transposedConvolution("up\(scale).deconv", from: input, to: output))
                : .fixed(
                    options.upsampler,
                    build.convolution("up\(scale).reduce", from: input, to: output, kernel: 3, padding: options.padding)
                )
            pair = Pair("up\(scale)", from: 2 * output, to: output, norm: .none, padding: options.padding, in: &build)
        }

        func apply(
            to value: NetworkBuilder.Value, beside map: NetworkBuilder.Value,
            in build: inout NetworkBuilder
        ) throws -> NetworkBuilder.Value {
            let doubled =
                switch doubling {
                case .learned(let layer): build.apply(layer, to: value)
                case .fixed(let upsampler, let layer):
                    try build.apply(layer, to: build.double(value, by: upsampler, in: "a unet"))
                }
            return try pair.apply(to: build.concatenate(doubled, map), in: &build)
        }
    }
}
