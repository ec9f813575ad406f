import Networks

/// The choices of the `skip` network of Ulyanov et al. (METHOD section 2.2), one entry per scale, outermost first.
public struct SkipOptions: Equatable, Sendable {
    public var downChannels: [Int]
    public var upChannels: [Int]
    public var skipChannels: [Int]
    public var downKernel: Int
    public var upKernel: Int
    public var upsamplers: [Upsampler]
    public var inputChannels: Int
    /// Whether a 1 x 1 convolution follows each scale's last 3 x 3 convolution.
    public var need1x1Up: Bool
    public var padding: Padding
    /// Slope of LeakyReLU for negative values.
    public var slope: Float
    public var activation: Nonlinearity
    public var downsampler: Downsampler
    public var norm: Normalization

    /// The published denoising preset (F16, sigma 25).
    ///
    /// `upsamplers` has one entry per scale; nil means `upsampler` in all scales.
    public init(
        downChannels: [Int] = Array(repeating: 128, count: 5), upChannels: [Int] = Array(repeating: 128, count: 5),
        skipChannels: [Int] = Array(repeating: 4, count: 5), downKernel: Int = 3, upKernel: Int = 3,
        upsampler: Upsampler = .bilinear, inputChannels: Int = 32, need1x1Up: Bool = true,
        padding: Padding = .reflect, slope: Float = 0.2, activation: Nonlinearity = .leakyReLU,
        downsampler: Downsampler = .stride,
        norm: Normalization = .batch, upsamplers: [Upsampler]? = nil
    ) {
        self.downChannels = downChannels
        self.upChannels = upChannels
        self.skipChannels = skipChannels
        self.downKernel = downKernel
        self.upKernel = upKernel
        self.upsamplers = upsamplers ?? Array(repeating: upsampler, count: downChannels.count)
        self.inputChannels = inputChannels
        self.need1x1Up = need1x1Up
        self.padding = padding
        self.slope = slope
        self.activation = activation
        self.downsampler = downsampler
        self.norm = norm
    }

    public var scales: Int { downChannels.count }
}
