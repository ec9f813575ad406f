#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The window that blocks are weighted with where they overlap: Kaiser's with beta 2 along both axes, rows padded with zeros.
enum BlockWindow {
    static func kaiser(size: Int, lanes: Int) -> [Float] {
        let beta = 2.0
        let axis = (0..<size).map { place in
            let distance = 2 * Double(place) / Double(size - 1) - 1
            return bessel(beta * (1 - distance * distance).squareRoot()) / bessel(beta)
        }
        return axis.flatMap { row in
            axis.map { Float(row * $0) } + [Float](repeating: 0, count: lanes - size)
        }
    }

    /// The modified Bessel function of the first kind, I0, by its series.
    private static func bessel(_ x: Double) -> Double {
        var sum = 1.0, term = 1.0, k = 1.0
        while term > 1e-17 * sum {
            term *= (x / (2 * k)) * (x / (2 * k))
            sum += term
            k += 1
        }
        return sum
    }
}
