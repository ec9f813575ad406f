import TestSupport
import Testing

@testable import Kernels

/// The loss, with and without a mask, over one block of samples and over several.
@Suite struct MeanSquaredErrorTests {
    @Test(arguments: [1, 100, 8192, 20_001], [false, true])
    func lossAndGradient(count: Int, masked: Bool) {
        let layer = MeanSquaredError(count: count)
        let output = TestRandom.values(seed: 1, count: count), target = TestRandom.values(seed: 2, count: count)
        let mask = masked ? TestRandom.values(seed: 3, count: count).map { $0 > 0 ? 1.0 : 0 } : nil
        let (loss, gradient) = KernelRun().meanSquaredError(layer, output: output, target: target, mask: mask)
        let map = NaiveMap(channels: 1, height: 1, width: count, values: output)
        #expect(abs(loss / NaiveLayers.meanSquaredError(map, target: target, mask: mask) - 1) < 1e-6)
        let expected = (0..<count).map { i -> Double in
            let weight = mask?[i] ?? 1
            return 2 * weight * (weight * output[i] - target[i]) / Double(count)
        }
        #expect(relativeError(gradient, expected) < 2e-5)
    }
}
