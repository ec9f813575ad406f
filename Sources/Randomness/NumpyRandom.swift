import BinaryCoding
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

/// The twister, then the kept value.
extension NumpyRandom: BinaryCodable {
    public func encode(to writer: inout ByteWriter) {
        writer.write(twister)
        writer.write(kept)
    }

    public init(from reader: inout ByteReader) throws {
        twister = try reader.read()
        kept = try reader.read()
    }
}
