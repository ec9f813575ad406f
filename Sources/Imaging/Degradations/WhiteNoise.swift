import Randomness

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
