import Networks

/// The network of ZS-N2N (Mansour & Heckel 2023), which predicts the noise of an image at the image's own resolution (METHOD section 9.5).
public enum NoiseNet {
    /// Channels between the convolutions.
    public static let width = 48

    /// Conv 3 x 3, LeakyReLU 0.2, conv 3 x 3, LeakyReLU 0.2, conv 1 x 1, with zero padding: 22,275 parameters for colour images.
    /// - Throws: `NetworkError` when a side is below 2.
    public static func network(channels: Int, height: Int, width: Int) throws -> Network {
        guard min(height, width) >= 2 else {
            throw NetworkError(
                description: "an image of \(width) x \(height) is too small: both sides must be at least 2")
        }
        var build = NetworkBuilder(input: Shape(channels: channels, height: height, width: width))
        let first = build.convolution("conv1", from: channels, to: Self.width, kernel: 3, padding: .zero)
        let second = build.convolution("conv2", from: Self.width, to: Self.width, kernel: 3, padding: .zero)
        let last = build.convolution("conv3", from: Self.width, to: channels, kernel: 1, padding: .zero)
        var value = build.activate(.leakyReLU(slope: 0.2), try build.apply(first, to: build.input))
        value = build.activate(.leakyReLU(slope: 0.2), try build.apply(second, to: value))
        _ = try build.apply(last, to: value)
        return build.network()
    }
}
