#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The mean squared error of clipped noise, E |clip(x + N(0, sigma^2), 0, 1) - x|^2: less than sigma^2 where x is near black or white.
public struct ClippedNoise: Equatable, Sendable {
    /// The mean square at x = i / `steps`.
    private let table: [Double]
    private static let steps = 1024

    /// - Parameter sigma: standard deviation in 8-bit units; traps for 0 and below.
    public init(sigma: Double) {
        precondition(sigma > 0, "a noise level must be above 0, not \(sigma)")
        let deviation = sigma / 255
        table = (0...Self.steps).map { Self.meanSquare(at: Double($0) / Double(Self.steps), deviation: deviation) }
    }

    /// The mean square of y - x over all samples of x, in units of samples in 0...1, which the image is clipped to.
    public func meanSquare(over image: Image) -> Double {
        var sum = 0.0
        for pixel in image.pixels { sum += table[Int((min(max(pixel, 0), 1) * Float(Self.steps)).rounded())] }
        return sum / Double(image.pixels.count)
    }

    /// The parts of the normal density that are clipped to 0 and 1, and the part between.
    private static func meanSquare(at x: Double, deviation: Double) -> Double {
        let low = -x / deviation, high = (1 - x) / deviation
        func below(_ z: Double) -> Double { erfc(-z / 2.0.squareRoot()) / 2 }
        func density(_ z: Double) -> Double { exp(-z * z / 2) / (2 * .pi).squareRoot() }
        let between = below(high) - below(low) - high * density(high) + low * density(low)
        return x * x * below(low) + (1 - x) * (1 - x) * below(-high) + deviation * deviation * between
    }
}
