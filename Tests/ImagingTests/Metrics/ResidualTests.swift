import Imaging
import TestSupport
import Testing

@Suite struct ResidualTests {
    @Test func whiteNoiseIsUncorrelated() throws {
        let clean = Image(channels: 3, height: 60, width: 50, repeating: 0.5)
        let residual = Residual(degraded: GaussianNoise(sigma: 20, seed: 2).apply(to: clean), restored: clean)
        #expect(abs(residual.deviation - 20) < 0.5)
        #expect(abs(try #require(residual.correlation)) < 0.03)
    }

    /// Structure that was taken away is correlated; alternating signs are so with a minus.
    @Test func structureIsCorrelated() throws {
        let clean = Image(channels: 1, height: 40, width: 40, repeating: 0.5)
        var slope = clean, chess = clean
        for y in 0..<40 {
            for x in 0..<40 {
                slope[0, y, x] += 0.01 * Float(x)
                chess[0, y, x] += (x + y) % 2 == 0 ? 0.1 : -0.1
            }
        }
        #expect(try #require(Residual(degraded: slope, restored: clean).correlation) > 0.9)
        let alternating = Residual(degraded: chess, restored: clean)
        #expect(abs(try #require(alternating.correlation) + 1) < 1e-6 && abs(alternating.deviation - 25.5) < 1e-3)
    }

    @Test func aConstantHasNoCorrelation() {
        let image = Image(channels: 1, height: 8, width: 8, repeating: 0.25)
        #expect(Residual(degraded: image, restored: image).correlation == nil)
        #expect(Residual(degraded: image, restored: image).deviation == 0)
    }
}
