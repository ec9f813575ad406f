import Randomness
import Testing

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
