import Randomness

/// The pixels of an image in random order: its colours without its structure (Ulyanov et al., noise impedance).
public struct ShuffledPixels: Equatable, Sendable {
    /// Seed of numpy's legacy generator.
    public let seed: UInt32

    /// Shuffles by the permutation that numpy's `RandomState(seed)` draws.
    public init(seed: UInt32) {
        self.seed = seed
    }

    /// Pixel i, counted row by row, becomes pixel p[i] of the image, p = RandomState(seed).permutation(H x W), in all channels alike.
    public func apply(to image: Image) -> Image {
        var random = NumpyRandom(seed: seed)
        let count = image.height * image.width
        let places = random.permutation(count)
        var result = image
        for channel in 0..<image.channels {
            for i in 0..<count { result.pixels[channel * count + i] = image.pixels[channel * count + places[i]] }
        }
        return result
    }
}

/// An image of uniform noise in 0...1 (Ulyanov et al., noise impedance).
public enum WhiteNoise {
    /// RandomState(seed).random_sample() for each sample in C, H, W order.
    public static func image(channels: Int, height: Int, width: Int, seed: UInt32) -> Image {
        var random = NumpyRandom(seed: seed)
        return Image(
            channels: channels, height: height, width: width,
            pixels: (0..<channels * height * width).map { _ in Float(random.randomSample()) })
    }
}
