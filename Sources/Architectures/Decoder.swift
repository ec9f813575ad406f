import Networks

/// The choices of the paper's `decoder` network (METHOD sections 2.1 and 4).
public struct DecoderOptions: Equatable, Sendable {
    /// One upsampler for each stage, coarse to fine; their number is the network's depth.
    public var upsamplers: [Upsampler]
    /// Channels of every block.
    public var width: Int
    /// Channels of the network input z.
    public var inputChannels: Int
    /// Ceiling of the norm of every 3 x 3 convolution; nil or <= 0 switches the control off (METHOD section 4.1).
    public var lipschitz: Double?
    /// The norm that `lipschitz` bounds; as published, that of the weights as a matrix.
    public var lipschitzNorm: LipschitzNorm
    /// The norm after each convolution of a block; mean-only as published.
    public var norm: Normalization
    /// The padding of the 3 x 3 convolutions; reflection as published.
    public var padding: Padding
    /// Slope of LeakyReLU for negative values; 0.01 as published.
    public var slope: Float

    /// By default five bilinear stages of 128 channels and an input of 32, without Lipschitz control: 1,662,339
    /// parameters for an RGB image.
    public init(
        upsamplers: [Upsampler] = Array(repeating: .bilinear, count: 5), width: Int = 128, inputChannels: Int = 32,
        lipschitz: Double? = nil, norm: Normalization = .meanOnly, padding: Padding = .reflect, slope: Float = 0.01,
        lipschitzNorm: LipschitzNorm = .reshaped
    ) {
        self.upsamplers = upsamplers
        self.width = width
        self.inputChannels = inputChannels
        self.lipschitz = lipschitz
        self.lipschitzNorm = lipschitzNorm
        self.norm = norm
        self.padding = padding
        self.slope = slope
    }
}

extension DecoderOptions: StagedOptions {
    public var sizes: SizeDemand { sizes(of: "a decoder", padding: padding) }

    /// The paper's `decoder` for an output of `channels` x `height` x `width` (METHOD section 2.1).
    /// - Throws: `NetworkError` when the size is not a multiple of 2^depth, or the coarsest map is too small for the padding.
    public func network(channels: Int, height: Int, width: Int) throws -> Network {
        try sizes.check(height: height, width: width)
        var build = NetworkBuilder(
            input: Shape(channels: inputChannels, height: height / inputReduction, width: width / inputReduction))
        var value = try block("block0", build.input, in: &build)
        for (stage, upsampler) in upsamplers.enumerated() {
            value = try upsample("stage\(stage + 1)", upsampler, value, in: &build)
        }
        let output = build.convolution(
            "output", from: value.shape.channels, to: channels, kernel: 1, initialization: .kaimingUniform)
        _ = build.activate(.sigmoid, try build.apply(output, to: value))
        return build.network()
    }

    /// Twice: convolution, norm, LeakyReLU.
    private func block(_ name: String, _ value: NetworkBuilder.Value, in build: inout NetworkBuilder) throws
        -> NetworkBuilder.Value
    {
        var value = value
        for index in 1...2 {
            let convolution = controlledConvolution(
                "\(name).conv\(index)", from: value.shape.channels, to: width, in: &build)
            let normalization = build.normalization("\(name).norm\(index)", norm, channels: width, lipschitz: lipschitz)
            value = build.apply(normalization, to: try build.apply(convolution, to: value))
            value = build.activate(.leakyReLU(slope: slope), value)
        }
        return value
    }

    private func upsample(
        _ name: String, _ upsampler: Upsampler, _ value: NetworkBuilder.Value,
        in build: inout NetworkBuilder
    ) throws -> NetworkBuilder.Value {
        switch upsampler {
        case .deconv:
            // The published program has no norm and no activation in these stages.
            let doubling = build.transposedConvolution("\(name).deconv", from: width, to: width)
            let convolution = controlledConvolution("\(name).conv", from: width, to: width, in: &build)
            return try build.apply(convolution, to: build.apply(doubling, to: value))
        case .pixelShuffle:
            let deepen = controlledConvolution("\(name).shuffle", from: width, to: 4 * width, in: &build)
            return try block(name, build.depthToSpace(try build.apply(deepen, to: value)), in: &build)
        case .gaussian:
            // A depthwise transposed convolution 5 x 5 whose default weights and biases are drawn, then overwritten.
            build.discardDraws(count: width * 25 + width)
        default: break
        }
        guard let filter = upsampler.filter else { preconditionFailure("\(upsampler) has no fixed filter") }
        return try block(name, build.interpolate(filter, value), in: &build)
    }

    private func controlledConvolution(_ name: String, from input: Int, to output: Int, in build: inout NetworkBuilder)
        -> ConvolutionLayer
    {
        build.convolution(
            name, from: input, to: output, kernel: 3, padding: padding, lipschitz: lipschitz,
            lipschitzNorm: lipschitzNorm,
            initialization: .kaimingUniform)
    }
}
