import TestSupport
import Testing

@testable import Kernels

/// The total variation of maps of few and of many rows, on all of the map and on a part of it.
@Suite struct TotalVariationTests {
    struct Outcome: Equatable {
        let loss: Double, dataLoss: Double
        /// Channel by channel.
        let gradient: [Float]
    }

    private static let start = 0.375

    /// The kernel on a loss of `start` whose gradient is 1 everywhere.
    private func run(
        _ map: NaiveMap, weight: Double, rows: Range<Int>? = nil, columns: Range<Int>? = nil, threads: Int = 2
    ) -> Outcome {
        let term = TotalVariation(
            width: map.width, channels: map.channels, rows: rows ?? 0..<map.height, columns: columns ?? 0..<map.width,
            weight: weight)
        let run = KernelRun(threads: threads)
        let gradient = run.values(Array(repeating: 1, count: map.values.count))
        let doubles = UnsafeMutablePointer<Double>.allocate(capacity: 2 + term.partialsCount)
        defer { doubles.deallocate() }
        doubles[0] = Self.start
        run.do(
            term.add(
                output: run.map(map.values, channels: map.channels), loss: doubles, dataLoss: doubles + 1,
                gradient: gradient, partials: doubles + 2))
        return Outcome(
            loss: doubles[0], dataLoss: doubles[1],
            gradient: run.planes(gradient, map.values.count, channels: map.channels))
    }

    private func map(_ channels: Int, _ height: Int, _ width: Int) -> NaiveMap {
        NaiveMap(
            channels: channels, height: height, width: width,
            values: TestRandom.values(seed: UInt64(height * width), count: channels * height * width))
    }

    @Test(arguments: [(3, 1, 1), (3, 1, 9), (1, 9, 1), (3, 5, 7), (3, 8, 40), (1, 17, 33), (20, 9, 6)])
    func lossAndGradient(_ channels: Int, _ height: Int, _ width: Int) {
        let map = map(channels, height, width), weight = 0.7
        let outcome = run(map, weight: weight)
        #expect(outcome.dataLoss == Self.start)
        #expect(abs(outcome.loss - Self.start - weight * NaiveLayers.totalVariation(map)) < 1e-6)
        // Away from the kinks, which random values are, the term is linear about the map.
        let step = 1e-7
        let slopes = map.values.indices.map { i -> Double in
            func moved(_ distance: Double) -> Double {
                var other = map
                other.values[i] += distance
                return weight * NaiveLayers.totalVariation(other)
            }
            return (moved(step) - moved(-step)) / (2 * step)
        }
        #expect(
            relativeError(outcome.gradient.map { $0 - 1 }, slopes) < 1e-4
                || height * width == 1 && outcome.gradient.allSatisfy { $0 == 1 })
    }

    @Test func whatLiesOutsideThePartDoesNotMatter() {
        let whole = map(3, 12, 11), rows = 2..<11, columns = 3..<9
        let part = NaiveMap.make(3, 9, 6) { whole[$0, $1 + 2, $2 + 3] }
        let outcome = run(whole, weight: 2, rows: rows, columns: columns), alone = run(part, weight: 2)
        #expect(outcome.loss == alone.loss)
        for c in 0..<3 {
            for y in 0..<12 {
                for x in 0..<11 {
                    let inside = rows.contains(y) && columns.contains(x)
                    let expected = inside ? alone.gradient[(c * 9 + y - 2) * 6 + x - 3] : 1
                    #expect(outcome.gradient[(c * 12 + y) * 11 + x] == expected)
                }
            }
        }
    }

    @Test func aFlatMapHasNoVariationAndNoSlope() {
        let outcome = run(
            NaiveMap(channels: 3, height: 9, width: 20, values: Array(repeating: 0.25, count: 540)), weight: 5)
        #expect(outcome.loss == Self.start && outcome.gradient.allSatisfy { $0 == 1 })
    }

    @Test func threadsDoNotMatter() {
        let map = map(3, 50, 31)
        let reference = run(map, weight: 0.3, threads: 1)
        for threads in 2...4 { #expect(run(map, weight: 0.3, threads: threads) == reference) }
    }
}
