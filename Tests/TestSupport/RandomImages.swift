import Imaging

extension Image {
    /// A repeatable test image: a slope, an edge and noise, so that no measure of it is a special case.
    package static func textured(channels: Int, height: Int, width: Int, seed: UInt64, noise: Float = 0.1) -> Image {
        var state = seed &* 2 + 1
        var image = Image(channels: channels, height: height, width: width)
        for c in 0..<channels {
            for y in 0..<height {
                for x in 0..<width {
                    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                    let random = Float(state >> 40) / Float(1 << 24) - 0.5
                    let slope = Float(x + 2 * y + c) / Float(width + 2 * height + channels)
                    let edge: Float = 3 * x > 2 * y + 5 ? 0.25 : 0
                    image[c, y, x] = min(max(0.6 * slope + edge + noise * random + 0.05, 0), 1)
                }
            }
        }
        return image
    }
}
