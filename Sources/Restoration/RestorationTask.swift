import Imaging
import Kernels

/// What a degraded image is and how it is compared with the network's output (METHOD section 5).
public enum RestorationTask: Equatable, Sendable {
    /// Additive Gaussian noise of standard deviation `sigma` in 8-bit units.
    case denoise(sigma: Double)
    /// Shot noise: counts of photons, `peak` expected where the image is white.
    case poisson(peak: Double)
    /// Salt and pepper in the share `fraction` of the samples.
    case impulse(fraction: Double)
    /// Storage as a JPEG of libjpeg's `quality`, 1...100.
    case deblock(quality: Int)
    /// A Bernoulli mask that keeps the share `keep` of the samples.
    case inpaint(keep: Double)
    /// Regions that the mask file at this path leaves black.
    case inpaintRegion(mask: String)
    /// An image that was made smaller; the output is compared after it was made smaller likewise.
    case superResolve(Downsampling)
    /// No degradation: the network is fitted to the image itself, and what it has not fitted yet is detail.
    case enhance(DetailEnhancement)
    /// No degradation: how fast a network fits a target that is an image, or less and less of one.
    case reconstruct(ReconstructionTarget)

    /// The names a spec may use.
    public enum Name: String, CaseIterable, Sendable {
        case denoise, poisson, impulse, deblock, inpaint
        case superResolve = "super-resolve"
        case enhance, reconstruct
    }

    /// The path of the mask file that the task reads; nil when it reads none.
    public var maskPath: String? {
        if case .inpaintRegion(let path) = self { path } else { nil }
    }

    /// The standard deviation of the noise in 8-bit units, where the task says it.
    public var sigma: Double? {
        if case .denoise(let sigma) = self { sigma } else { nil }
    }

    /// Whether the luma's PSNR is recorded, as super-resolution is scored.
    var measuresLuma: Bool {
        if case .superResolve = self { true } else { false }
    }
}

/// What a network is fitted to in the experiment on noise impedance (Ulyanov et al., section 3).
public enum ReconstructionTarget: Equatable, Sendable {
    case image
    /// The image with Gaussian noise of standard deviation `sigma` in 8-bit units.
    case noisy(sigma: Double)
    case shuffled
    case whiteNoise

    /// The names a spec may use.
    public enum Name: String, CaseIterable, Sendable {
        case image, noisy, shuffled
        case whiteNoise = "white-noise"
    }

    /// The target made of `image`, drawing from numpy's stream of `seed`.
    func apply(to image: Image, seed: UInt32) -> Image {
        switch self {
        case .image: image
        case .noisy(let sigma): GaussianNoise(sigma: sigma, seed: seed).apply(to: image)
        case .shuffled: ShuffledPixels(seed: seed).apply(to: image)
        case .whiteNoise:
            WhiteNoise.image(channels: image.channels, height: image.height, width: image.width, seed: seed)
        }
    }
}
