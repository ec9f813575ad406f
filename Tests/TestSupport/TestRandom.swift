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
