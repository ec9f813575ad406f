import Imaging
import Testing

@Suite struct SummationTests {
    @Test(arguments: [0, 1, 7, 8, 9, 255, 256, 257, 263, 1000])
    func everyValueIsAddedOnce(count: Int) {
        let values = (0..<count).map { Float($0 + 1) }
        let sum = values.withUnsafeBufferPointer { Summation.sum($0.baseAddress!, count: count) }
        #expect(sum == Double(count * (count + 1) / 2))
    }

    /// A million tenths, which a plain Float sum misses by a per cent.
    @Test func longSumsStayExact() {
        let values = [Float](repeating: 0.1, count: 1_000_000)
        let sum = values.withUnsafeBufferPointer { Summation.sum($0.baseAddress!, count: $0.count) }
        let expected = 1_000_000 * Double(Float(0.1))
        #expect(abs(sum - expected) <= 1e-6 * expected)
    }
}
