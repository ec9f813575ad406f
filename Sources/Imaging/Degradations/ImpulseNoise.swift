import Randomness

/// Salt-and-pepper noise: a fraction of the samples is replaced by 0 or 1 with equal probability (METHOD section 5, denoising).
public struct ImpulseNoise: Equatable, Sendable {
    /// The fraction of samples that is replaced.
    public let fraction: Double
    /// Seed of numpy's legacy generator.
    public let seed: UInt32

    /// Traps when `fraction` is not in 0...1.
    public init(fraction: Double, seed: UInt32) {
        precondition((0...1).contains(fraction), "the replaced fraction \(fraction) is not in 0...1")
        self.fraction = fraction
        self.seed = seed
    }

    /// The noisy image. One u = random_sample() per sample in C, H, W order, as for a Bernoulli mask: u < fraction / 2 gives 0,
    /// u >= 1 - fraction / 2 gives 1, anything between leaves the sample.
    public func apply(to image: Image) -> Image {
        var random = NumpyRandom(seed: seed)
        let half = fraction / 2
        var result = image
        result.pixels.withUnsafeMutableBufferPointer { pixels in
            for i in pixels.indices {
                let draw = random.randomSample()
                if draw < half {
                    pixels[i] = 0
                } else if draw >= 1 - half {
                    pixels[i] = 1
                }
            }
        }
        return result
    }
}
