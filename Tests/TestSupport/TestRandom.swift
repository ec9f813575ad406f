import Imaging

/// A repeatable source of test values (SplitMix64); also serves `Int.random(in:using:)` and its like.
package struct TestRandom: RandomNumberGenerator {
    private var state: UInt64

    package init(seed: UInt64) { state = seed }

    package mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var z = state
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }

    /// `count` values that a Float holds exactly, so that the engine and a Double reference start from the same numbers.
    package mutating func values(_ count: Int, in range: ClosedRange<Float> = -1...1) -> [Double] {
        (0..<count).map { _ in Double(Float.random(in: range, using: &self)) }
    }
}

extension TestRandom {
    /// The first `count` values of a seed.
    package static func values(seed: UInt64, count: Int, in range: ClosedRange<Float> = -1...1) -> [Double] {
        var random = TestRandom(seed: seed)
        return random.values(count, in: range)
    }
}

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
