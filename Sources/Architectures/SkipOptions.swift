import Networks

/// The choices of the `skip` network of Ulyanov et al. (METHOD section 2.2), one entry per scale, outermost first.
public struct SkipOptions: Equatable, Sendable {
    /// Channels of each scale's convolutions on the way down, n_down.
    public var downChannels: [Int]
    /// Channels of each scale's convolutions on the way up, n_up.
    public var upChannels: [Int]
    /// Channels of each scale's skip branch, n_skip; 0 leaves the branch out.
    public var skipChannels: [Int]
    /// Taps along each side of the convolutions on the way down, an odd number.
    public var downKernel: Int
    /// Taps along each side of the first convolution on the way up, an odd number.
    public var upKernel: Int
    /// The upsampler of each scale, outermost first.
    public var upsamplers: [Upsampler]
    /// Channels of the network input z.
    public var inputChannels: Int
    /// Whether a 1 x 1 convolution ends each scale.
    public var need1x1Up: Bool
    /// The padding of the convolutions; reflection by default.
    public var padding: Padding
    /// Slope of LeakyReLU for negative values.
    public var slope: Float
    /// The non-linearity after each convolution but the last; LeakyReLU by default.
    public var activation: Nonlinearity
    /// How each scale halves its map; by stride as published.
    public var downsampler: Downsampler
    /// The norm after each convolution but the last, and after each concatenation; batch norm by default.
    public var norm: Normalization
    /// Whether the network begins with a batch norm of its input, as Deep Random Projector has it (METHOD section 9.3).
    public var normalizesInput = false

    /// By default the published denoising preset (F16, sigma 25).
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

    /// Number of scales, each of which halves its map and doubles it again.
    public var scales: Int { downChannels.count }
}

/// The published settings of the `skip` network, named after the picture or task for which they were chosen (METHOD section 2.2).
public enum SkipPreset: String, CaseIterable, Codable, Sendable {
    /// Gaussian noise: F16.
    case denoise
    /// JPEG compression: snail.
    case deblock
    /// Missing pixels and text: kate, peppers.
    case inpaint
    /// A large hole in a smooth picture: vase.
    case inpaintVase = "inpaint-vase"
    /// A large hole in a structured picture: library.
    case inpaintLibrary = "inpaint-library"
    /// Super-resolution by a factor of 4.
    case superResolveX4 = "super-resolve-x4"
    /// Super-resolution by a factor of 8.
    case superResolveX8 = "super-resolve-x8"
    /// Half of the pixels missing: barbara.
    case restore

    /// The preset's network.
    public var options: SkipOptions {
        switch self {
        case .denoise, .superResolveX4, .superResolveX8, .restore:
            SkipOptions()
        case .deblock:
            Self.of([8, 16, 32, 64, 128], skip: [0, 0, 0, 4, 4], inputChannels: 3)
        case .inpaint:
            Self.of(Array(repeating: 128, count: 5), skip: Array(repeating: 128, count: 5), upsampler: .nearest)
        case .inpaintVase:
            Self.of(
                Array(repeating: 128, count: 5), skip: Array(repeating: 0, count: 5), upsampler: .nearest,
                inputChannels: 2)
        case .inpaintLibrary:
            Self.of(
                [16, 32, 64, 128, 128, 128], skip: Array(repeating: 0, count: 6), downKernel: 5, upsampler: .nearest,
                inputChannels: 1,
                need1x1Up: false)
        }
    }

    /// As many channels up as down.
    private static func of(
        _ channels: [Int], skip: [Int], downKernel: Int = 3, upsampler: Upsampler = .bilinear, inputChannels: Int = 32,
        need1x1Up: Bool = true
    ) -> SkipOptions {
        SkipOptions(
            downChannels: channels, upChannels: channels, skipChannels: skip, downKernel: downKernel,
            upsampler: upsampler,
            inputChannels: inputChannels, need1x1Up: need1x1Up)
    }
}
