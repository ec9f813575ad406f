import Networks

/// The choices of the `resnet` of the Deep Image Prior's program (METHOD section 2.4): residual blocks at the image's resolution.
public struct ResNetOptions: Equatable, Sendable {
    /// Number of residual blocks.
    public var blocks: Int
    /// Channels of every layer.
    public var width: Int
    /// Channels of the network input z.
    public var inputChannels: Int
    /// The norm after each convolution but the first and the last; batch norm by default.
    public var norm: Normalization
    /// The padding of the first and the last convolution; those between are padded with zeros.
    public var padding: Padding
    /// The non-linearity after the first convolution and inside the blocks; LeakyReLU by default.
    public var activation: Nonlinearity
    /// Slope of LeakyReLU for negative values.
    public var slope: Float

    /// By default the network that the program compares with `skip` on the library picture, but an input of 32
    /// channels: 167,907 parameters for an RGB image.
    public init(
        blocks: Int = 8, width: Int = 32, inputChannels: Int = 32, norm: Normalization = .batch,
        padding: Padding = .reflect,
        activation: Nonlinearity = .leakyReLU, slope: Float = 0.2
    ) {
        self.blocks = blocks
        self.width = width
        self.inputChannels = inputChannels
        self.norm = norm
        self.padding = padding
        self.activation = activation
        self.slope = slope
    }
}

extension ResNetOptions: ArchitectureOptions {
    public var sizes: SizeDemand {
        SizeDemand(multiple: 1, least: 2, padding: padding, network: "a resnet")
    }

    /// Conv 3 x 3, activation; `blocks` times x + {conv 3 x 3 without bias; norm; activation; conv 3 x 3 without bias; norm}(x); conv 3 x 3,
    /// norm; conv 3 x 3, sigmoid.
    /// - Throws: `NetworkError` when the image is too small for the padding.
    public func network(channels: Int, height: Int, width imageWidth: Int) throws -> Network {
        try sizes.check(height: height, width: imageWidth)
        var build = NetworkBuilder(input: Shape(channels: inputChannels, height: height, width: imageWidth))
        let activation = activation.activation(slope: slope)
        let first = build.convolution("first", from: inputChannels, to: width, kernel: 3, padding: padding)
        var value = build.activate(activation, try build.apply(first, to: build.input))
        for index in 1...max(1, blocks) where blocks > 0 {
            var residual = try unit("block\(index).conv1", value, bias: false, in: &build)
            residual = build.activate(activation, residual)
            residual = try unit("block\(index).conv2", residual, bias: false, in: &build)
            value = build.add(residual, value)
        }
        value = try unit("merge", value, bias: true, in: &build)
        let last = build.convolution("output", from: width, to: channels, kernel: 3, padding: padding)
        _ = build.activate(.sigmoid, try build.apply(last, to: value))
        return build.network()
    }

    /// Convolution 3 x 3 with zeros around, norm.
    private func unit(_ name: String, _ value: NetworkBuilder.Value, bias: Bool, in build: inout NetworkBuilder) throws
        -> NetworkBuilder.Value
    {
        let convolution = build.convolution(name, from: width, to: width, kernel: 3, padding: .zero, bias: bias)
        let norm = build.normalization("\(name).norm", norm, channels: width)
        return build.apply(norm, to: try build.apply(convolution, to: value))
    }
}
