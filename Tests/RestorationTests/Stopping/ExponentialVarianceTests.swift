import Randomness
import Testing
@testable import Restoration

@Suite struct ExponentialVarianceTests {
    /// The average starts as the first output, which has no variance.
    @Test(arguments: [1, 8, 300, 1031], [0.1, 0.5])
    func followsTheFormula(count: Int, alpha: Double) throws {
        var random = TorchRandom(seed: 2)
        var variance = ExponentialVariance(decay: alpha, count: count)
        let first = random.uniform(count: count)
        #expect(variance.add(first) == nil && variance.mean == first)
        var mean = first.map(Double.init), expected = 0.0
        for _ in 0..<30 {
            let output = random.uniform(count: count)
            let differences = zip(output, mean).map { Double($0) - $1 }
            for i in mean.indices { mean[i] += alpha * differences[i] }
            expected = (1 - alpha) * (expected + alpha * differences.reduce(0) { $0 + $1 * $1 })
            let value = variance.add(output)
            #expect(abs(try #require(value) - expected) < 2e-6 * expected)
        }
        #expect(zip(variance.mean, mean).allSatisfy { abs(Double($0) - $1) < 1e-5 })
    }

    @Test func theAverageStaysInRange() {
        var variance = ExponentialVariance(decay: 0.5, count: 9)
        _ = variance.add([Float](repeating: 0.5, count: 9))
        _ = variance.add([-2, 3, 0.7, 0, 0, 0, 0, 0, 4])
        #expect(variance.mean == [0, 1, 0.6, 0.25, 0.25, 0.25, 0.25, 0.25, 1])
    }

    /// At a steady spread of N samples, emv is N times the variance of single outputs times 2 (1 - alpha) / (2 - alpha); the other rule knows it.
    @Test func agreesWithTheWindowAtASteadySpread() throws {
        var random = TorchRandom(seed: 4)
        let count = 3 * 32 * 32, image = random.uniform(count: count).map { 0.4 + 0.2 * $0 }
        var exponential = ExponentialVariance(decay: 0.1, count: count),
            windowed = WindowedVariance(window: 100, count: count, width: 32)
        var ratios: [Double] = []
        for i in 0..<400 {
            let output = zip(image, random.normal(count: count)).map { $0 + 0.02 * $1 }
            let (emv, window) = (exponential.add(output), windowed.add(output))
            if i >= 200 { ratios.append(try #require(emv) / (Double(count) * (try #require(window)))) }
        }
        // A window of 100 outputs shows 99 hundredths of their variance.
        let mean = ratios.reduce(0, +) / Double(ratios.count)
        #expect(abs(mean * 0.99 / (2 * 0.9 / 1.9) - 1) < 0.01)
    }
}
