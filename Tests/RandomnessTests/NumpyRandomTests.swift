import Foundation
import Testing

@testable import Randomness

@Suite struct NumpyRandomTests {
    @Test(arguments: Reference.all)
    func randomSampleEqualsNumpy(_ reference: Reference) {
        var random = NumpyRandom(seed: reference.seed)
        #expect(random.randomSample(count: 8) == reference.doubles("numpy_random_sample_8"))
    }

    @Test(arguments: Reference.all)
    func normalEqualsNumpy(_ reference: Reference) {
        var random = NumpyRandom(seed: reference.seed)
        #expect(random.normal(count: 9) == reference.doubles("numpy_normal_9"))
    }

    @Test(arguments: Reference.all)
    func maskCountEqualsNumpy(_ reference: Reference) {
        var random = NumpyRandom(seed: reference.seed)
        let kept = random.randomSample(count: 256 * 256).count { $0 > 0.5 }
        #expect([Double(kept)] == reference.doubles("numpy_mask_256x256_gt_0.5_count_true"))
    }

    @Test func singleDrawsEqualArrays() {
        var (single, many) = (NumpyRandom(seed: 3), NumpyRandom(seed: 3))
        let values = (0..<7).map { _ in single.normal() } + (0..<7).map { _ in single.randomSample() }
        #expect(values == many.normal(count: 7) + many.randomSample(count: 7))
        #expect(single == many)
    }
}

/// Orders against those of numpy 2.4's `RandomState(seed).permutation`.
@Suite struct NumpyPermutationTests {
    @Test(
        arguments: [
            (0, [1, 0], [2, 8, 4, 9, 1, 6, 7, 3, 0, 5], [1, 6, 8, 9, 13, 4, 2, 14, 10, 7, 16, 11, 3, 0, 5, 15, 12]),
            (1, [0, 1], [2, 9, 6, 4, 0, 3, 1, 7, 8, 5], [3, 13, 7, 2, 6, 10, 4, 1, 14, 0, 16, 15, 9, 8, 12, 11, 5]),
            (
                100, [1, 0], [7, 6, 1, 5, 4, 2, 0, 3, 9, 8], [14, 9, 11, 1, 12, 6, 15, 5, 2, 4, 10, 0, 13, 7, 3, 16, 8]
            ),
        ] as [(UInt32, [Int], [Int], [Int])])
    func equalsNumpy(seed: UInt32, two: [Int], ten: [Int], seventeen: [Int]) {
        for expected in [[], [0], two, ten, seventeen] {
            var random = NumpyRandom(seed: seed)
            #expect(random.permutation(expected.count) == expected)
        }
    }

    /// Weighted by its place, and the draw that follows.
    @Test(
        arguments: [
            (0, 31_207_807_569, 0.7699221187318909), (1, 31_323_388_987, 0.2429641169892971),
            (100, 31_435_923_213, 0.5842557549040228),
        ] as [(UInt32, Int, Double)])
    func manyEqualNumpys(seed: UInt32, sum: Int, after: Double) {
        var random = NumpyRandom(seed: seed)
        let numbers = random.permutation(5000)
        #expect(numbers.enumerated().reduce(0) { $0 + $1.offset * $1.element } == sum)
        #expect(numbers.sorted() == Array(0..<5000))
        #expect(random.randomSample() == after)
    }
}

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
