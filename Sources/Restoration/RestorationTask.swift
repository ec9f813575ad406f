import Imaging
import Kernels

/// A restoration task: how the image is degraded, and how the network's output is compared with it (METHOD section 5).
public enum RestorationTask: Equatable, Sendable {
    /// Additive Gaussian noise of standard deviation `sigma` in 8-bit units.
    case denoise(sigma: Double)
    /// Poisson (shot) noise: photon counts, `peak` expected where the image is white.
    case poisson(peak: Double)
    /// Salt-and-pepper noise in the fraction `fraction` of the samples.
    case impulse(fraction: Double)
    /// Compression as a JPEG with libjpeg's `quality`, 1...100.
    case deblock(quality: Int)
    /// Inpainting with a Bernoulli mask that keeps the fraction `keep` of the samples.
    case inpaint(keep: Double)
    /// Inpainting of the regions that are black in the mask file at this path.
    case inpaintRegion(mask: String)
    /// Super-resolution of a downsampled image; the output is downsampled in the same way before it is compared.
    case superResolve(Downsampling)
    /// Detail enhancement, without degradation: the network is fitted to the image itself, and what it has not fitted yet is detail.
    case enhance(DetailEnhancement)
    /// Plain reconstruction, without degradation: how fast a network fits a target between an image and noise.
    case reconstruct(ReconstructionTarget)

    /// The names a spec may use, one for each task; `inpaint` stands for masks of both kinds.
    public enum Name: String, CaseIterable, Sendable {
        case denoise, poisson, impulse, deblock, inpaint
        case superResolve = "super-resolve"
        case enhance, reconstruct
    }

    /// The path of the mask file that the task reads; nil if it reads none.
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

/// The target of a network in the experiment on noise impedance (Ulyanov et al., section 3).
public enum ReconstructionTarget: Equatable, Sendable {
    /// The image itself.
    case image
    /// The image with Gaussian noise of standard deviation `sigma` in 8-bit units.
    case noisy(sigma: Double)
    /// The pixels of the image in random order.
    case shuffled
    /// Uniform noise in 0...1, of the shape of the image.
    case whiteNoise

    /// The names a spec may use, one for each case of `ReconstructionTarget`.
    public enum Name: String, CaseIterable, Sendable {
        case image, noisy, shuffled
        case whiteNoise = "white-noise"
    }

    /// The target derived from `image`; random numbers are drawn from numpy's stream of `seed`.
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
