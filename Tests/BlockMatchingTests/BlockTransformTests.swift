import Testing
@testable import BlockMatching

@Suite struct BlockTransformTests {
    @Test func theWaveletHasThePublishedRows() {
        let transform = BlockTransform.biorthogonal(lanes: 8)
        let rows = (0..<8).map { Array(transform.forward[8 * $0..<8 * $0 + 8]) }
        func expect(_ row: [Float], _ wanted: [Float]) {
            for (value, number) in zip(row, wanted) { #expect(abs(value - number) < 1e-6) }
        }
        expect(rows[0], Array(repeating: 0.353553, count: 8))
        let second: [Float] = [0.219418, 0.449284, 0.449284, 0.219418]
        expect(rows[1], second + second.map { -$0 })
        let third: [Float] = [0.569359, 0.402347, -0.402347, -0.569359, -0.083506, 0.083506, -0.083506, 0.083506]
        expect(rows[2], third)
        expect(rows[3], Array(third[4...] + third[..<4]))
        expect(rows[4], [0.707107, -0.707107, 0, 0, 0, 0, 0, 0])
    }

    @Test(arguments: [8, 11, 12])
    func theInverseUndoesIt(size: Int) {
        let lanes = size == 8 ? 8 : 16
        for transform in [.cosine(size: size, lanes: lanes)]
            + (size == 8 ? [BlockTransform.biorthogonal(lanes: 8)] : [])
        {
            for row in 0..<size {
                for column in 0..<size {
                    let product = (0..<size).reduce(Float(0)) {
                        $0 + transform.inverse[row * lanes + $1] * transform.forward[$1 * lanes + column]
                    }
                    #expect(abs(product - (row == column ? 1 : 0)) < 1e-5)
                }
            }
        }
    }

    @Test func theWindowIsKaisers() {
        let window = BlockWindow.kaiser(size: 8, lanes: 8)
        let axis: [Float] = [0.438676, 0.681324, 0.876840, 0.985823, 0.985823, 0.876840, 0.681324, 0.438676]
        for row in 0..<8 {
            for column in 0..<8 { #expect(abs(window[8 * row + column] - axis[row] * axis[column]) < 2e-6) }
        }
    }
}
