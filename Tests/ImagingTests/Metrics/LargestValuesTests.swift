import Imaging
import Testing

@Suite struct LargestValuesTests {
    private static func random(_ count: Int, levels: Int) -> [Float] {
        var state: UInt64 = 42
        return (0..<count).map { _ in
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Float(Int(state >> 33) % levels - levels / 2) / Float(levels)
        }
    }

    private static func selected(_ values: [Float], keep: Int) -> [Float] {
        let selection = LargestValues(keep: keep, capacity: values.count)
        var result = [Float](repeating: .nan, count: keep)
        let count = values.withUnsafeBufferPointer { values in
            result.withUnsafeMutableBufferPointer { selection.select(from: values, into: $0) }
        }
        return Array(result.prefix(count))
    }

    /// Many levels: hardly a tie; few levels: ties across the last rank.
    @Test(arguments: [1_000_000, 1000, 3, 1], [1, 10, 1001])
    func equalsASort(levels: Int, keep: Int) {
        let values = Self.random(5000, levels: levels)
        #expect(Self.selected(values, keep: keep) == Array(values.sorted(by: >).prefix(keep)))
    }

    @Test func fewerValuesThanWanted() {
        #expect(Self.selected([0.5, -2, 3], keep: 10) == [3, 0.5, -2])
        #expect(Self.selected([], keep: 10) == [])
    }

    @Test func extremesAreOrdered() {
        let least = Float.leastNonzeroMagnitude
        let values: [Float] = [0, -.infinity, least, .infinity, -least, .greatestFiniteMagnitude, -1]
        #expect(Self.selected(values, keep: 7) == values.sorted(by: >))
    }

    @Test func oneSelectionServesManyTimes() {
        let selection = LargestValues(keep: 2, capacity: 4)
        var result: [Float] = [0, 0]
        for values: [Float] in [[9, 8, 7, 6], [1, 2, 3, 4], [5, 5, 5, -5]] {
            let count = values.withUnsafeBufferPointer { values in
                result.withUnsafeMutableBufferPointer { selection.select(from: values, into: $0) }
            }
            #expect(count == 2)
            #expect(result == Array(values.sorted(by: >).prefix(2)))
        }
    }
}
