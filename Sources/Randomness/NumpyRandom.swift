#if canImport(Glibc)
import Glibc
#elseif canImport(Darwin)
import Darwin
#endif

/// The legacy stream of `numpy.random.RandomState(seed)`, equal to numpy's to the last bit (METHOD section 8).
public struct NumpyRandom: Equatable, Sendable {
    var twister: MersenneTwister
    /// The second value of the last polar pair, not used yet.
    private var kept: Double?

    /// Starts the stream of `RandomState(seed)`.
    public init(seed: UInt32) {
        twister = MersenneTwister(seed: seed)
    }

    /// One double in 0..<1 with 53 random bits, as numpy's `random_sample()`.
    public mutating func randomSample() -> Double {
        let high = Double(twister.next() >> 5)
        let low = Double(twister.next() >> 6)
        return (high * 67_108_864 + low) / 9_007_199_254_740_992
    }

    /// One standard normal double, as numpy's `normal()`: the polar method, which computes two values and keeps one for the next call.
    public mutating func normal() -> Double {
        if let value = kept {
            kept = nil
            return value
        }
        while true {
            let x = 2 * randomSample() - 1
            let y = 2 * randomSample() - 1
            let square = x * x + y * y
            if square < 1, square != 0 {
                let factor = sqrt(-2 * log(square) / square)
                kept = factor * x
                return factor * y
            }
        }
    }

    /// `count` doubles in 0..<1, as numpy's `random_sample(count)`.
    public mutating func randomSample(count: Int) -> [Double] {
        var values = [Double](repeating: 0, count: count)
        for i in values.indices { values[i] = randomSample() }
        return values
    }

    /// `count` standard normal doubles, as numpy's `normal(size=count)`.
    public mutating func normal(count: Int) -> [Double] {
        var values = [Double](repeating: 0, count: count)
        for i in values.indices { values[i] = normal() }
        return values
    }
}

extension NumpyRandom {
    /// The numbers 0 ..< count in random order, as numpy's `permutation(count)`: from the last place on, each is swapped with one at or before it.
    ///
    /// Traps when `count` is negative or above 2^32.
    public mutating func permutation(_ count: Int) -> [Int] {
        precondition((0...1 << 32).contains(count), "a permutation of \(count) numbers is not possible")
        var numbers = Array(0..<count)
        for last in stride(from: count - 1, to: 0, by: -1) {
            numbers.swapAt(last, Int(bounded(UInt32(last))))
        }
        return numbers
    }

    /// A whole number in 0...largest: draws are masked to as many bits as `largest` has, until one is not larger.
    private mutating func bounded(_ largest: UInt32) -> UInt32 {
        let bits = UInt32.max >> UInt32(largest.leadingZeroBitCount)
        while true {
            let value = twister.next() & bits
            if value <= largest { return value }
        }
    }
}

extension NumpyRandom {
    /// A Poisson-distributed count with the given mean, as numpy's `poisson(mean)`: products of uniforms below a mean of 10, otherwise
    /// Hoermann's transformed rejection (PTRS, Insurance: Mathematics and Economics 12, 1993).
    ///
    /// Traps when `mean` is negative, not a number or above 1e15.
    public mutating func poisson(mean: Double) -> Int {
        precondition(mean >= 0 && mean <= 1e15, "a mean of \(mean) events is not in 0...1e15")
        if mean == 0 { return 0 }
        return mean < 10 ? multipliedPoisson(mean) : rejectedPoisson(mean)
    }

    /// The number of uniforms that can be multiplied before the product is exp(-mean) or less.
    private mutating func multipliedPoisson(_ mean: Double) -> Int {
        let limit = exp(-mean)
        var count = 0
        var product = randomSample()
        while product > limit {
            count += 1
            product *= randomSample()
        }
        return count
    }

    private mutating func rejectedPoisson(_ mean: Double) -> Int {
        let root = mean.squareRoot(), logarithm = log(mean)
        let b = 0.931 + 2.53 * root
        let a = -0.059 + 0.02483 * b
        let inverseAlpha = 1.1239 + 1.1328 / (b - 3.4)
        let sureBelow = 0.9277 - 3.6224 / (b - 2)
        while true {
            let u = randomSample() - 0.5
            let v = randomSample()
            let edge = 0.5 - abs(u)
            let place = ((2 * a / edge + b) * u + mean + 0.43).rounded(.down)
            if edge >= 0.07, v <= sureBelow { return Int(place) }
            if place < 0 || (edge < 0.013 && v > edge) { continue }
            let density = place * logarithm - mean - Self.logarithmOfFactorial(place)
            if log(v) + log(inverseAlpha) - log(a / (edge * edge) + b) <= density { return Int(place) }
        }
    }

    /// log(n!) by Stirling's series about n + 1, moved up to where the series is exact to the last digits.
    static func logarithmOfFactorial(_ n: Double) -> Double {
        // B(2k) / (2k (2k - 1)), k = 1, 2, ..., with the Bernoulli numbers B.
        let terms: [Double] = [
            1 / 12, -1 / 360, 1 / 1260, -1 / 1680, 1 / 1188, -691 / 360_360, 1 / 156, -3617 / 122_400,
        ]
        var x = n + 1, shift = 0.0
        while x < 10 {
            shift += log(x)
            x += 1
        }
        let inverse = 1 / x
        var series = 0.0
        for term in terms.reversed() { series = series * inverse * inverse + term }
        return series * inverse + 0.5 * log(2 * .pi) + (x - 0.5) * log(x) - x - shift
    }
}
