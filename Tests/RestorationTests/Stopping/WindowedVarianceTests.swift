import Randomness
import Testing
@testable import Restoration

@Suite struct WindowedVarianceTests {
    /// VAR of METHOD section 7: the mean over the window of the mean-square deviation from the window's mean.
    private static func direct(_ outputs: ArraySlice<[Float]>, places: [Int]) -> Double {
        let count = Double(outputs.count)
        return places.reduce(0) { total, place in
            let values = outputs.map { Double($0[place]) }, mean = values.reduce(0, +) / count
            return total + values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / count
        } / Double(places.count)
    }

    /// Outputs near one another, whose noise shrinks and grows again.
    private static func outputs(_ number: Int, count: Int) -> [[Float]] {
        var random = TorchRandom(seed: 5)
        let image = random.uniform(count: count)
        return (0..<number).map { i in
            let deviation = Float(0.001 + 1e-5 * Double((i - 25) * (i - 25)))
            return zip(image, random.normal(count: count)).map { $0 + deviation * $1 }
        }
    }

    @Test(arguments: [2, 7, 20])
    func everySampleCountsWhereItFits(window: Int) throws {
        let outputs = Self.outputs(60, count: 3 * 9 * 11)
        var variance = WindowedVariance(window: window, count: 297, width: 11)
        #expect(variance.stride == 1)
        for i in outputs.indices {
            let value = variance.add(outputs[i])
            guard i + 1 >= window else { #expect(value == nil); continue }
            let expected = Self.direct(outputs[(i + 1 - window)...i], places: Array(0..<297))
            #expect(abs(try #require(value) - expected) < 1e-7 * expected, "iteration \(i)")
        }
    }

    @Test func theGridIsBoundedAndMeetsEveryColumn() throws {
        let count = 3 * 40 * 32, window = 20, limit = 8000
        let outputs = Self.outputs(30, count: count)
        var variance = WindowedVariance(window: window, count: count, width: 32, limit: limit)
        #expect(variance.stride == 11)
        let places = Array(stride(from: 0, to: count, by: 11))
        #expect(places.count * window <= limit + window && Set(places.map { $0 % 32 }).count == 32)
        for i in outputs.indices {
            guard let value = variance.add(outputs[i]) else { continue }
            let slice = outputs[(i + 1 - window)...i]
            #expect(abs(value - Self.direct(slice, places: places)) < 1e-7 * value)
            // The grid stands for the whole.
            #expect(abs(value / Self.direct(slice, places: Array(0..<count)) - 1) < 0.05)
            #expect(variance.samples.count <= limit + window)
        }
    }

    @Test func memoryDoesNotGrowWithTheWindow() {
        for window in [10, 100, 1000, 10000] {
            let variance = WindowedVariance(window: window, count: 3 * 512 * 512, width: 512)
            #expect(variance.sums.count * window <= WindowedVariance.limit + window)
            #expect(variance.sums.count * window > WindowedVariance.limit / 3 || variance.stride == 1)
        }
    }
}
