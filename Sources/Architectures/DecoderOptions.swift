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
    public var lipschitzNorm: LipschitzNorm
    public var norm: Normalization
    public var padding: Padding
    /// Slope of LeakyReLU for negative values.
    public var slope: Float

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

    public var depth: Int { upsamplers.count }
}
