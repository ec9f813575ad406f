import Kernels

/// How a decoder stage doubles height and width (METHOD section 4.2).
public enum Upsampler: Equatable, Sendable {
    /// Each sample repeated.
    case nearest
    /// Linear interpolation, `align_corners = false`.
    case bilinear
    /// Cubic convolution with a = -0.75, `align_corners = false`.
    case bicubic
    /// The cubic of Mitchell and Netravali, B = C = 1/3, `align_corners = false`.
    case mitchell
    /// Fixed depthwise transposed convolution 5 x 5 with a Gaussian of `sigma` low-resolution pixels; 0 is pure zero insertion.
    case gaussian(sigma: Double, gain: GaussianGain)
    /// Lanczos-3 interpolation.
    case lanczos
    /// Zero insertion, then a separable low-pass filter with gain 2 per axis (Liu et al. 2023).
    case lowPass(LowPassFilter)
    /// Learned transposed convolution 4 x 4, stride 2, padding 1.
    case deconv
    /// Convolution 3 x 3 to four times the channels, then depth to space.
    case pixelShuffle

    /// The sigmas published for five stages, coarse to fine: the two finest stages 0.5, all coarser ones 0.1.
    public static func publishedGaussian(stages: Int, gain: GaussianGain = .published) -> [Upsampler] {
        (0..<stages).map { .gaussian(sigma: $0 >= stages - 2 ? 0.5 : 0.1, gain: gain) }
    }

    /// The upsampler of a name with its default options, one for each stage, coarse to fine.
    public static func standard(_ name: Name, stages: Int) -> [Upsampler] {
        let upsampler: Upsampler =
            switch name {
            case .nearest: .nearest
            case .bilinear: .bilinear
            case .bicubic: .bicubic
            case .mitchell: .mitchell
            case .gaussian: .gaussian(sigma: 0.5, gain: .published)
            case .lanczos: .lanczos
            case .lowPass: .lowPass(.lpf2)
            case .deconv: .deconv
            case .pixelShuffle: .pixelShuffle
            }
        return name == .gaussian ? publishedGaussian(stages: stages) : Array(repeating: upsampler, count: stages)
    }

    /// The names a spec may use, one for each case of `Upsampler`.
    public enum Name: String, CaseIterable, Sendable {
        case nearest, bilinear, bicubic, mitchell, gaussian, lanczos
        case lowPass = "low-pass"
        case deconv
        case pixelShuffle = "pixel-shuffle"
    }

    /// The name in a spec; options are no part of it.
    public var name: Name {
        switch self {
        case .nearest: .nearest
        case .bilinear: .bilinear
        case .bicubic: .bicubic
        case .mitchell: .mitchell
        case .gaussian: .gaussian
        case .lanczos: .lanczos
        case .lowPass: .lowPass
        case .deconv: .deconv
        case .pixelShuffle: .pixelShuffle
        }
    }
}

/// The sum of the kernel of the Gaussian upsampler.
public enum GaussianGain: String, CaseIterable, Codable, Sendable {
    /// The kernel sums to 1, so a constant is reduced to a quarter of its value, as in the published program.
    case published
    /// The kernel sums to 4, so the mean of a constant is preserved.
    case unit
}

/// A separable low-pass filter after zero insertion (METHOD section 4.2).
public enum LowPassFilter: Equatable, Sendable {
    /// Taps [.5, .5].
    case lpf1
    /// Taps [.25, .5, .25].
    case lpf2
    /// A Kaiser-windowed sinc: `taps` 7, 9 or 17, `cutoff` as a fraction of the high-resolution Nyquist frequency, stop-band `attenuation` in dB.
    case windowedSinc(taps: Int, cutoff: Double, attenuation: Double)
}

extension Upsampler {
    /// The fixed filter; nil for learned upsamplers.
    public var filter: InterpolationFilter? {
        switch self {
        case .nearest: .nearest
        case .bilinear: .bilinear
        case .bicubic: .bicubic
        case .mitchell: .mitchell
        case .gaussian(let sigma, let gain): .gaussian(sigma: sigma, gain: gain.perAxis)
        case .lanczos: .lanczos
        case .lowPass(let filter): .lowPass(taps: filter.taps)
        case .deconv, .pixelShuffle: nil
        }
    }
}

extension GaussianGain {
    /// The sum of the taps of one axis.
    var perAxis: Double {
        switch self {
        case .published: 1
        case .unit: 2
        }
    }
}

extension LowPassFilter {
    /// The taps before they are scaled to the filter's gain.
    public var taps: [Double] {
        switch self {
        case .lpf1: [0.5, 0.5]
        case .lpf2: [0.25, 0.5, 0.25]
        case .windowedSinc(let taps, let cutoff, let attenuation):
            InterpolationFilter.windowedSinc(taps: taps, cutoff: cutoff, attenuation: attenuation)
        }
    }
}
