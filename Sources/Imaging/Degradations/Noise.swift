import Randomness

/// Additive Gaussian noise, y = clip(x + N(0, (sigma / 255)^2), 0, 1) (METHOD section 5, denoising).
public struct GaussianNoise: Equatable, Sendable {
    /// Standard deviation in 8-bit units.
    public let sigma: Double
    /// Seed of numpy's legacy generator.
    public let seed: UInt32

    /// Takes the standard deviation and a seed; traps when `sigma` is negative or not finite.
    public init(sigma: Double, seed: UInt32) {
        precondition(sigma >= 0 && sigma.isFinite, "the noise level \(sigma) is not a finite number of at least 0")
        self.sigma = sigma
        self.seed = seed
    }

    /// The noisy image: one normal value per sample in C, H, W order, added and clipped in double precision as numpy does.
    public func apply(to image: Image) -> Image {
        let scale = sigma / 255
        return image.changed(seed: seed) { sample, random in
            sample = Float(min(max(Double(sample) + scale * random.normal(), 0), 1))
        }
    }
}

/// Poisson (shot) noise: each sample is a photon count; `peak` photons are expected where the image is white,
/// y = clip(Poisson(peak x) / peak, 0, 1) (METHOD section 5, denoising).
public struct PoissonNoise: Equatable, Sendable {
    /// Expected count at x = 1; the smaller, the noisier.
    public let peak: Double
    /// Seed of numpy's legacy generator.
    public let seed: UInt32

    /// Takes the peak and a seed; traps when `peak` is not above 0 and at most 1e12.
    public init(peak: Double, seed: UInt32) {
        precondition(peak > 0 && peak <= 1e12, "the peak \(peak) is not above 0 and at most 1e12")
        self.peak = peak
        self.seed = seed
    }

    /// The noisy image: RandomState(seed).poisson(peak * x) in C, H, W order, in double precision; samples below 0 count as 0.
    public func apply(to image: Image) -> Image {
        image.changed(seed: seed) { sample, random in
            let count = random.poisson(mean: peak * max(Double(sample), 0))
            sample = Float(min(Double(count) / peak, 1))
        }
    }
}

/// Salt-and-pepper noise: a fraction of the samples is replaced by 0 or 1 with equal probability (METHOD section 5, denoising).
public struct ImpulseNoise: Equatable, Sendable {
    /// The fraction of samples that is replaced.
    public let fraction: Double
    /// Seed of numpy's legacy generator.
    public let seed: UInt32

    /// Takes the fraction and a seed; traps when `fraction` is not in 0...1.
    public init(fraction: Double, seed: UInt32) {
        precondition((0...1).contains(fraction), "the replaced fraction \(fraction) is not in 0...1")
        self.fraction = fraction
        self.seed = seed
    }

    /// The noisy image. One u = random_sample() per sample in C, H, W order, as for a Bernoulli mask: u < fraction / 2 gives 0,
    /// u >= 1 - fraction / 2 gives 1, anything between leaves the sample.
    public func apply(to image: Image) -> Image {
        let half = fraction / 2
        return image.changed(seed: seed) { sample, random in
            let draw = random.randomSample()
            if draw < half {
                sample = 0
            } else if draw >= 1 - half {
                sample = 1
            }
        }
    }
}

extension Image {
    /// The image with each sample changed in C, H, W order by draws from one stream of numpy's.
    func changed(seed: UInt32, by change: (inout Float, inout NumpyRandom) -> Void) -> Image {
        var random = NumpyRandom(seed: seed)
        var result = self
        result.pixels.withUnsafeMutableBufferPointer { pixels in
            for i in pixels.indices { change(&pixels[i], &random) }
        }
        return result
    }
}
