import Randomness
import Testing
@testable import Restoration

@Suite struct ExponentialVarianceTests {
    @Test(arguments: [1, 8, 300, 1031], [0.1, 0.5])
    func followsTheFormula(count: Int, alpha: Double) {
        var random = TorchRandom(seed: 2)
        var variance = ExponentialVariance(decay: alpha, count: count)
        var mean = [Double](repeating: 0, count: count), expected = 0.0
        for _ in 0..<30 {
            let output = random.uniform(count: count)
            let differences = zip(output, mean).map { Double($0) - $1 }
            for i in mean.indices { mean[i] += alpha * differences[i] }
            expected = (1 - alpha) * (expected + alpha * differences.reduce(0) { $0 + $1 * $1 })
            #expect(abs(variance.add(output) - expected) < 2e-6 * expected)
        }
    }
}
