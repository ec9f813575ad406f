import Foundation
import Spectra
import TestSupport
import Testing

/// The ideal low-pass against the direct sums of transform and inverse in Double.
@Suite struct BandLimitTests {
    private static func filtered(_ plane: [[Double]], cutoff: Double) -> [[Double]] {
        let (height, width) = (plane.count, plane[0].count)
        let spectrum = NaiveSpectrum.transform(plane)
        func distance(_ v: Int, _ u: Int) -> Double {
            let rows = Double(v <= height / 2 ? v : v - height), columns = Double(u <= width / 2 ? u : u - width)
            return hypot(rows / Double(height), columns / Double(width)) / 0.5
        }
        return (0..<height).map { y in
            (0..<width).map { x in
                var sum = 0.0
                for v in 0..<height {
                    for u in 0..<width where distance(v, u) <= cutoff + 1e-12 {
                        let angle = 2 * .pi * (Double(u * x) / Double(width) + Double(v * y) / Double(height))
                        sum += spectrum[v][u].real * cos(angle) - spectrum[v][u].imaginary * sin(angle)
                    }
                }
                return sum / Double(height * width)
            }
        }
    }

    @Test(arguments: [[1, 1], [1, 8], [7, 1], [6, 10], [9, 7], [16, 12]], [0.1, 0.25, 0.5, 1, 1.5])
    func equalsTheDirectSum(size: [Int], cutoff: Double) {
        let (height, width) = (size[0], size[1])
        // Two planes: each is filtered by itself.
        let values = TestRandom.values(seed: 3, count: 2 * height * width).map { Double(Float($0)) }
        var planes = values.map { Float($0) }
        BandLimit(cutoff: cutoff).apply(to: &planes, height: height, width: width)
        let expected = (0..<2).flatMap { plane in
            Self.filtered(
                (0..<height).map { y in (0..<width).map { values[(plane * height + y) * width + $0] } }, cutoff: cutoff
            ).joined()
        }
        let largest = values.map(abs).max()!
        for (value, expected) in zip(planes, expected) { #expect(abs(Double(value) - expected) <= 2e-6 * largest) }
    }

    @Test func knowsWhenOnlyTheMeanStays() {
        #expect(!BandLimit(cutoff: 0.49).keepsMoreThanTheMean(height: 4, width: 4))
        #expect(BandLimit(cutoff: 0.5).keepsMoreThanTheMean(height: 4, width: 4))
        #expect(BandLimit(cutoff: 0.25).keepsMoreThanTheMean(height: 1, width: 8))
        #expect(!BandLimit(cutoff: 2).keepsMoreThanTheMean(height: 1, width: 1))
    }
}
