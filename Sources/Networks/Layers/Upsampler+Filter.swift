import Kernels

extension Upsampler {
    /// The fixed filter behind the name; nil for the learned ones.
    public var filter: InterpolationFilter? {
        switch self {
        case .nearest: .nearest
        case .bilinear: .bilinear
        case .bicubic: .bicubic
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
