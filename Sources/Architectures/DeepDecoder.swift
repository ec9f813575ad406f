import Networks

/// The choices of the `deep-decoder` of Heckel & Hand (METHOD section 2.3): no spatial weights at all.
public struct DeepDecoderOptions: Equatable, Sendable {
    /// One upsampler without weights for each stage, coarse to fine; their number is the network's depth.
    public var upsamplers: [Upsampler]
    /// Channels k of every stage.
    public var width: Int
    /// Channels of the network input z.
    public var inputChannels: Int

    /// 100,224 parameters for an RGB image.
    public init(
        upsamplers: [Upsampler] = Array(repeating: .bilinear, count: 5), width: Int = 128, inputChannels: Int? = nil
    ) {
        self.upsamplers = upsamplers
        self.width = width
        self.inputChannels = inputChannels ?? width
    }

    public var depth: Int { upsamplers.count }
}

extension DeepDecoderOptions: ArchitectureOptions {
    public var inputReduction: Int { 1 << depth }

    public var sizes: SizeDemand {
        SizeDemand(multiple: inputReduction, least: 1, network: "a deep decoder of depth \(depth)")
    }

    /// For each upsampler {conv 1 x 1 without bias; upsampling; ReLU; batch norm with gain and offset}, then once
    /// {conv 1 x 1; ReLU; batch norm}, conv 1 x 1 without bias, sigmoid.
    /// - Throws: `NetworkError` when the size is not a multiple of 2^depth, or an upsampler has weights.
    public func network(channels: Int, height: Int, width imageWidth: Int) throws -> Network {
        try sizes.check(height: height, width: imageWidth)
        return try UpsamplingStages(
            upsamplers: upsamplers, width: width, kernel: 1, padding: .zero, norm: .batch, name: "deep decoder"
        )
        .network(
            input: Shape(channels: inputChannels, height: height / inputReduction, width: imageWidth / inputReduction),
            channels: channels)
    }
}
