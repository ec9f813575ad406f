import Randomness

/// Additive Gaussian noise, y = clip(x + N(0, (sigma / 255)^2), 0, 1) (METHOD section 5, denoising).
public struct GaussianNoise: Equatable, Sendable {
    /// Standard deviation in 8-bit units.
    public let sigma: Double
    /// Seed of numpy's legacy generator.
    public let seed: UInt32

    /// Traps when `sigma` is negative or not finite.
    public init(sigma: Double, seed: UInt32) {
        precondition(sigma >= 0 && sigma.isFinite, "the noise level \(sigma) is not a finite number of at least 0")
        self.sigma = sigma
        self.seed = seed
    }

    /// The noisy image: one normal value per sample in C, H, W order, added and clipped in double precision as numpy does.
    public func apply(to image: Image) -> Image {
        var random = NumpyRandom(seed: seed)
        let scale = sigma / 255
        var result = image
        result.pixels.withUnsafeMutableBufferPointer { pixels in
            for i in pixels.indices {
                pixels[i] = Float(min(max(Double(pixels[i]) + scale * random.normal(), 0), 1))
            }
        }
        return result
    }
}
