import TestSupport
import Testing

@testable import Kernels

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The noise on weights against its definition in Double, and as a sample of the normal distribution.
@Suite struct WeightNoiseTests {
    /// What the noise adds to arrays of zeros in a step.
    private func noise(counts: [Int], deviation: Double = 1, seed: UInt32 = 5, step: Int, threads: Int = 2) -> [[Float]]
    {
        let run = KernelRun(threads: threads)
        let arrays = counts.map { run.zeros($0 + 40) }
        let steps = UnsafeMutablePointer<Int>.allocate(capacity: 1)
        defer { steps.deallocate() }
        steps.initialize(to: step)
        let targets = counts.indices.map { WeightNoise.Target(values: arrays[$0], count: counts[$0], array: 3 * $0) }
        run.do(WeightNoise(deviation: deviation, seed: seed).add(to: targets, steps: steps))
        for (array, count) in zip(arrays, counts) {
            #expect(run.array(array + count, 40).allSatisfy { $0 == 0 }, "beyond the array's end")
        }
        return zip(arrays, counts).map { run.array($0, $1) }
    }

    /// Value `place` of an array by the definition in the documentation of `WeightNoise`.
    private func expected(_ place: Int, array: UInt32, seed: UInt32, step: UInt64, stream: UInt32 = 0x5347_4C44)
        -> Double
    {
        let group = place / 64, word = place % 64 / 16, lane = place % 16
        let words = NaiveThreefry.words(
            [UInt32(16 * group + lane), array, UInt32(truncatingIfNeeded: step), UInt32(step >> 32)],
            key: [seed, stream, 0, 0])
        func uniform(_ word: UInt32) -> Double { Double(word >> 9) / 8_388_608 }
        let radius = sqrt(-2 * log(1 - uniform(words[word / 2 * 2]))),
            angle = 2 * Double.pi * uniform(words[word / 2 * 2 + 1])
        return word % 2 == 0 ? radius * cos(angle) : radius * sin(angle)
    }

    @Test(arguments: [1, 1 << 33 + 12])
    func followsItsDefinition(step: Int) {
        let counts = [1, 15, 64, 100, 20_000]
        for (index, values) in noise(counts: counts, seed: 11, step: step).enumerated() {
            let reference = values.indices.map { expected($0, array: UInt32(3 * index), seed: 11, step: UInt64(step)) }
            #expect(relativeError(values, reference) < 3e-6)
        }
    }

    @Test func isNormal() {
        let values = noise(counts: [1_000_003], step: 1)[0].map { Double($0) }
        let n = Double(values.count), error = 5 / n.squareRoot()
        func moment(_ power: Double) -> Double { values.reduce(0) { $0 + pow($1, power) } / n }
        // Five standard errors of the moments of as many standard normal numbers.
        #expect(abs(moment(1)) < error)
        #expect(abs(moment(2) - 1) < error * 2.0.squareRoot())
        #expect(abs(moment(3)) < error * 15.0.squareRoot())
        #expect(abs(moment(4) - 3) < error * 96.0.squareRoot())
        for bound in [0.5, 1, 2, 3] {
            let share = Double(values.count { abs($0) < bound }) / n, normal = erf(bound / 2.0.squareRoot())
            #expect(abs(share - normal) < error * (normal * (1 - normal)).squareRoot(), "within \(bound)")
        }
    }

    /// Neighbours, the two of a pair, arrays, steps and seeds have nothing to do with each other.
    @Test func isIndependent() {
        let count = 200_000
        let first = noise(counts: [count, count], step: 1), second = noise(counts: [count], step: 2)[0],
            other = noise(counts: [count], seed: 6, step: 1)[0]
        func correlation(_ a: some Sequence<Float>, _ b: some Sequence<Float>) -> Double {
            zip(a, b).reduce(0) { $0 + Double($1.0) * Double($1.1) } / Double(count)
        }
        let bound = 5 / Double(count).squareRoot()
        for partner in [first[1], second, other] { #expect(abs(correlation(first[0], partner)) < bound) }
        for lag in [1, 16, 48, 64] { #expect(abs(correlation(first[0], first[0].dropFirst(lag))) < bound) }
        // Nor have their magnitudes.
        #expect(abs(correlation(first[0].map { $0 * $0 - 1 }, first[0].dropFirst(16).map { $0 * $0 - 1 })) < 2 * bound)
    }

    @Test func threadsDoNotMatter() {
        let reference = noise(counts: [30_000, 7, 8192], step: 9, threads: 1)
        for threads in 2...4 { #expect(noise(counts: [30_000, 7, 8192], step: 9, threads: threads) == reference) }
    }

    @Test func isScaledAndAdded() {
        let unit = noise(counts: [500], step: 4)[0]
        #expect(relativeError(noise(counts: [500], deviation: 0.02, step: 4)[0], unit.map { 0.02 * Double($0) }) < 1e-6)
        let run = KernelRun(), values = run.values(Array(repeating: 3, count: 500))
        let steps = UnsafeMutablePointer<Int>.allocate(capacity: 1)
        defer { steps.deallocate() }
        steps.initialize(to: 4)
        run.do(WeightNoise(deviation: 1, seed: 5).add(to: [.init(values: values, count: 500, array: 0)], steps: steps))
        #expect(relativeError(run.array(values, 500), unit.map { 3 + Double($0) }) < 1e-6)
    }

    /// Noise of an input has a key of its own; the rest of its definition is the same.
    @Test func ofAnInputFollowsItsDefinition() {
        let run = KernelRun(threads: 2), count = 700, values = run.zeros(count)
        let steps = UnsafeMutablePointer<Int>.allocate(capacity: 1)
        defer { steps.deallocate() }
        steps.initialize(to: 3)
        run.do(WeightNoise(ofInput: 1, seed: 11).add(to: [.init(values: values, count: count, array: 0)], steps: steps))
        let reference = (0..<count).map { expected($0, array: 0, seed: 11, step: 3, stream: 0x494E_5054) }
        #expect(relativeError(run.array(values, count), reference) < 3e-6)
    }
}
