import Foundation
import Testing
@testable import Randomness

/// Counts against those of numpy 2.4's `RandomState(seed).poisson`.
@Suite struct NumpyPoissonTests {
    static let means: [Double] = [0, 0.3, 1, 5.5, 9.99, 10, 10.5, 12, 30, 77.7, 255, 1000.25, 1e5, 29.999]

    @Test(
        arguments: [
            (0, [0, 0, 2, 10, 9, 11, 17, 11, 35, 79, 260, 1011, 100168, 29]),
            (1, [0, 0, 1, 3, 9, 10, 20, 17, 16, 90, 251, 1003, 99829, 36]),
            (100, [0, 0, 0, 2, 8, 13, 14, 16, 24, 86, 259, 954, 100454, 34]),
        ] as [(UInt32, [Int])])
    func equalsNumpy(seed: UInt32, counts: [Int]) {
        var random = NumpyRandom(seed: seed)
        #expect(Self.means.map { random.poisson(mean: $0) } == counts)
    }

    /// The sum of many counts, each weighted by its place, and the draw that follows them: every branch of both methods is taken.
    @Test(
        arguments: [
            (0, 8_002_590_928, 0.4384068472611189, 200_007_791_727_771, 0.31345194364605367),
            (1, 8_007_666_494, 0.643986943031037, 200_007_494_645_714, 0.04507602969804281),
            (100, 8_004_151_854, 0.901258648609798, 200_009_080_903_496, 0.72720245854385),
        ] as [(UInt32, Int, Double, Int, Double)])
    func manyEqualNumpys(seed: UInt32, small: Int, afterSmall: Double, large: Int, afterLarge: Double) {
        let step = 60.0 / 19999
        var random = NumpyRandom(seed: seed)
        #expect(
            (0..<20000).reduce(0) { $0 + ($1 + 1) * random.poisson(mean: $1 == 19999 ? 60 : Double($1) * step) }
                == small)
        #expect(random.randomSample() == afterSmall)
        random = NumpyRandom(seed: seed)
        #expect((0..<20000).reduce(0) { $0 + ($1 + 1) * random.poisson(mean: 1e6) } == large)
        #expect(random.randomSample() == afterLarge)
    }

    @Test func factorialsAreExact() {
        var expected = 0.0
        #expect(abs(NumpyRandom.logarithmOfFactorial(0)) < 1e-14)
        for n in 1...200 {
            expected += log(Double(n))
            #expect(abs(NumpyRandom.logarithmOfFactorial(Double(n)) - expected) < 1e-13 * max(1, expected))
        }
    }
}
