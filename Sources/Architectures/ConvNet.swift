import Networks

/// The choices of the `convnet` (METHOD section 2.4): the conv-decoder without upsampling, all layers at the image's resolution.
public struct ConvNetOptions: Equatable, Sendable {
    /// Number of 3 x 3 convolutions.
    public var layers: Int
    /// Channels of each.
    public var width: Int
    /// Channels of the network input z.
    public var inputChannels: Int
    /// The norm after each 3 x 3 convolution; batch norm by default.
    public var norm: Normalization
    /// The padding of the 3 x 3 convolutions; zeros by default.
    public var padding: Padding

    /// By default the layers of the conv-decoder, but an input of 32 channels: 776,064 parameters for an RGB image.
    public init(
        layers: Int = 6, width: Int = 128, inputChannels: Int = 32, norm: Normalization = .batch,
        padding: Padding = .zero
    ) {
        self.layers = layers
        self.width = width
        self.inputChannels = inputChannels
        self.norm = norm
        self.padding = padding
    }
}

extension ConvNetOptions: ArchitectureOptions {
    public var sizes: SizeDemand {
        SizeDemand(multiple: 1, least: 2, padding: padding, network: "a convnet")
    }

    /// `layers` times {conv 3 x 3 without bias; ReLU; norm}, conv 1 x 1 without bias, sigmoid.
    /// - Throws: `NetworkError` when the image is too small for the padding.
    public func network(channels: Int, height: Int, width imageWidth: Int) throws -> Network {
        try sizes.check(height: height, width: imageWidth)
        return try UpsamplingStages(
            upsamplers: Array(repeating: nil, count: layers - 1), width: width, kernel: 3, padding: padding, norm: norm,
            name: "convnet"
        )
        .network(input: Shape(channels: inputChannels, height: height, width: imageWidth), channels: channels)
    }
}

/// The network of ZS-N2N (Mansour & Heckel 2023), which predicts the noise of an image at the image's own resolution (METHOD section 9.5).
public enum NoiseNet {
    /// Channels between the convolutions.
    public static let width = 48

    /// Conv 3 x 3, LeakyReLU 0.2, conv 3 x 3, LeakyReLU 0.2, conv 1 x 1, with zero padding: 22,275 parameters for colour images.
    /// - Throws: `NetworkError` when a side is below 2.
    public static func network(channels: Int, height: Int, width: Int) throws -> Network {
        guard min(height, width) >= 2 else {
            throw NetworkError(
                description: "an image of \(width) x \(height) is too small: both sides must be at least 2")
        }
        var build = NetworkBuilder(input: Shape(channels: channels, height: height, width: width))
        let first = build.convolution("conv1", from: channels, to: Self.width, kernel: 3, padding: .zero)
        let second = build.convolution("conv2", from: Self.width, to: Self.width, kernel: 3, padding: .zero)
        let last = build.convolution("conv3", from: Self.width, to: channels, kernel: 1, padding: .zero)
        var value = build.activate(.leakyReLU(slope: 0.2), try build.apply(first, to: build.input))
        value = build.activate(.leakyReLU(slope: 0.2), try build.apply(second, to: value))
        _ = try build.apply(last, to: value)
        return build.network()
    }
}
