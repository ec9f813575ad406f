import Randomness

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Random choices for a scene.
struct SceneRandom {
    private var random: NumpyRandom

    init(seed: UInt32) {
        random = NumpyRandom(seed: seed)
    }

    mutating func uniform(_ low: Float, _ high: Float) -> Float {
        low + (high - low) * Float(random.randomSample())
    }

    /// A value with density proportional to r^-3 in low...high: each octave of sizes covers the same area.
    mutating func powerLaw(_ low: Float, _ high: Float) -> Float {
        let a = 1 / (low * low)
        let b = 1 / (high * high)
        return 1 / (a + (b - a) * Float(random.randomSample())).squareRoot()
    }

    /// A value whose logarithm is uniform.
    mutating func logUniform(_ low: Float, _ high: Float) -> Float {
        low * pow(high / low, Float(random.randomSample()))
    }

    mutating func choice<Element>(_ elements: [Element]) -> Element {
        elements[min(Int(random.randomSample() * Double(elements.count)), elements.count - 1)]
    }
}

/// sin(2 pi t), t in cycles.
func sine(_ cycles: Float) -> Float {
    sin(2 * Float.pi * (cycles - cycles.rounded()))
}
