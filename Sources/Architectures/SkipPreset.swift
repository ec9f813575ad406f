import Networks

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
    case superResolveX4 = "super-resolve-x4"
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
