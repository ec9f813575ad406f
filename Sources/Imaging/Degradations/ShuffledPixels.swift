import Randomness

/// The pixels of an image in random order: its colours without its structure (Ulyanov et al., noise impedance).
public struct ShuffledPixels: Equatable, Sendable {
    /// Seed of numpy's legacy generator.
    public let seed: UInt32

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
