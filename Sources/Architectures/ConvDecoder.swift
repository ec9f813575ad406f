import Networks

/// The choices of the `conv-decoder` (Liu et al. 2023; METHOD section 2.4): the deep decoder with 3 x 3 convolutions.
public struct ConvDecoderOptions: Equatable, Sendable {
    /// One upsampler without weights for each stage, coarse to fine; their number is the network's depth.
    public var upsamplers: [Upsampler]
    /// Channels of every stage.
    public var width: Int
    /// Channels of the network input z.
    public var inputChannels: Int
    /// The norm of each stage; batch norm by default.
    public var norm: Normalization
    /// The padding of the 3 x 3 convolutions; zeros by default.
    public var padding: Padding

    /// By default five bilinear stages of 128 channels and an input of as many: 886,656 parameters for an RGB image.
    public init(
        upsamplers: [Upsampler] = Array(repeating: .bilinear, count: 5), width: Int = 128, inputChannels: Int? = nil,
        norm: Normalization = .batch, padding: Padding = .zero
    ) {
        self.upsamplers = upsamplers
        self.width = width
        self.inputChannels = inputChannels ?? width
        self.norm = norm
        self.padding = padding
    }
}

extension ConvDecoderOptions: StagedOptions {
    public var sizes: SizeDemand { sizes(of: "a conv-decoder", padding: padding) }

    /// For each upsampler {conv 3 x 3 without bias; upsampling; ReLU; norm}, then once {conv 3 x 3; ReLU; norm}, conv 1 x 1
    /// without bias, sigmoid.
    /// - Throws: `NetworkError` when the size is not a multiple of 2^depth, the coarsest map is too small for the padding, or an
    ///   upsampler has weights.
    public func network(channels: Int, height: Int, width imageWidth: Int) throws -> Network {
        try sizes.check(height: height, width: imageWidth)
        return try UpsamplingStages(
            upsamplers: upsamplers, width: width, kernel: 3, padding: padding, norm: norm, name: "conv-decoder"
        )
        .network(
            input: Shape(channels: inputChannels, height: height / inputReduction, width: imageWidth / inputReduction),
            channels: channels)
    }
}
