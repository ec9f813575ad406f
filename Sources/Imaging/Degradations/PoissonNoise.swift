import Randomness

/// Poisson (shot) noise: each sample is a photon count; `peak` photons are expected where the image is white,
/// y = clip(Poisson(peak x) / peak, 0, 1) (METHOD section 5, denoising).
public struct PoissonNoise: Equatable, Sendable {
    /// Expected count at x = 1; the smaller, the noisier.
    public let peak: Double
    /// Seed of numpy's legacy generator.
    public let seed: UInt32

    /// Traps when `peak` is not above 0 and at most 1e12.
    public init(peak: Double, seed: UInt32) {
        precondition(peak > 0 && peak <= 1e12, "the peak \(peak) is not above 0 and at most 1e12")
        self.peak = peak
        self.seed = seed
    }

    /// The noisy image: RandomState(seed).poisson(peak * x) in C, H, W order, in double precision; samples below 0 count as 0.
    public func apply(to image: Image) -> Image {
        var random = NumpyRandom(seed: seed)
        var result = image
        result.pixels.withUnsafeMutableBufferPointer { pixels in
            for i in pixels.indices {
                let count = random.poisson(mean: peak * max(Double(pixels[i]), 0))
                pixels[i] = Float(min(Double(count) / peak, 1))
            }
        }
        return result
    }
}
