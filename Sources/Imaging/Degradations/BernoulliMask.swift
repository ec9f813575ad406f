import Randomness

/// Samples kept or lost at random, y = x . m (METHOD section 5, inpainting).
public struct BernoulliMask: Equatable, Sendable {
    /// The fraction of samples that is kept.
    public let keep: Double
    /// Seed of numpy's legacy generator; 100 in the published masks.
    public let seed: UInt32

    /// Traps when `keep` is not in 0...1.
    public init(keep: Double, seed: UInt32) {
        precondition((0...1).contains(keep), "the kept fraction \(keep) is not in 0...1")
        self.keep = keep
        self.seed = seed
    }

    /// The mask m, 1 where a sample is kept: random_sample > 1 - keep, one draw per sample in C, H, W order.
    public func mask(channels: Int, height: Int, width: Int) -> Image {
        var random = NumpyRandom(seed: seed)
        let threshold = 1 - keep
        var mask = Image(channels: channels, height: height, width: width)
        mask.pixels.withUnsafeMutableBufferPointer { pixels in
            for i in pixels.indices where random.randomSample() > threshold {
                pixels[i] = 1
            }
        }
        return mask
    }

    /// The image with the lost samples set to 0.
    public func apply(to image: Image) -> Image {
        var result = mask(channels: image.channels, height: image.height, width: image.width)
        result.pixels.withUnsafeMutableBufferPointer { pixels in
            for i in pixels.indices { pixels[i] *= image.pixels[i] }
        }
        return result
    }
}
