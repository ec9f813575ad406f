import Testing

@testable import Restoration

@Suite struct TileAxisTests {
    @Test(arguments: [(100, 32, 8), (4000, 1056, 64), (97, 96, 24), (65, 64, 0), (1000, 64, 63), (129, 128, 32)])
    func partsCoverTheLength(length: Int, side: Int, overlap: Int) {
        let axis = TileAxis(length: length, side: side, overlap: overlap)
        #expect(axis.parts.first?.lowerBound == 0 && axis.parts.last?.upperBound == length)
        #expect(axis.parts.allSatisfy { $0.count == side })
        for (one, next) in zip(axis.parts, axis.parts.dropFirst()) {
            #expect(one.upperBound - next.lowerBound >= overlap)
        }
        // One less would not do.
        let fewer = axis.parts.count - 1
        #expect(fewer == 0 || fewer * side - (fewer - 1) * overlap < length)
    }

    @Test func aShortLengthIsOnePart() {
        #expect(TileAxis(length: 50, side: 64, overlap: 16).parts == [0..<50])
        #expect(TileAxis(length: 64, side: 64, overlap: 16).weights == [[Float](repeating: 1, count: 64)])
    }

    @Test(arguments: [(100, 32, 8), (4000, 1056, 64), (97, 96, 24), (65, 64, 0), (200, 64, 63)])
    func weightsSumToOne(length: Int, side: Int, overlap: Int) {
        let axis = TileAxis(length: length, side: side, overlap: overlap)
        var sums = [Float](repeating: 0, count: length)
        for (part, weights) in zip(axis.parts, axis.weights) {
            for (sample, weight) in zip(part, weights) { sums[sample] += weight }
        }
        #expect(sums.allSatisfy { abs($0 - 1) < 1e-5 })
    }

    /// 1 away from the overlaps, and in one of 8 samples (1 - cos) / 2 at (k + 1/2) / 8.
    @Test func weightsAreRaisedCosines() {
        let axis = TileAxis(length: 24, side: 16, overlap: 8)
        #expect(axis.parts == [0..<16, 8..<24])
        let first = axis.weights[0], second = axis.weights[1]
        #expect(first[..<8].allSatisfy { $0 == 1 } && second[8...].allSatisfy { $0 == 1 })
        for (k, expected) in [(0, 0.00961), (2, 0.22221), (4, 0.59755), (7, 0.99039)] as [(Int, Float)] {
            #expect(abs(second[k] - expected) < 1e-4 && abs(first[8 + k] - (1 - expected)) < 1e-4)
        }
    }
}
