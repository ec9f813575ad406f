import Testing
@testable import Imaging

@Suite struct ClippedNoiseTests {
    @Test(arguments: [0, 0.02, 0.3, 0.5, 0.9, 1], [10.0, 50])
    func isWhatSamplesShow(level: Float, sigma: Double) {
        let flat = Image(channels: 1, height: 200, width: 200, repeating: level)
        let noisy = GaussianNoise(sigma: sigma, seed: 5).apply(to: flat)
        let seen = ImageMetrics.meanSquaredError(noisy, flat),
            expected = ClippedNoise(sigma: sigma).meanSquare(over: flat)
        #expect(abs(expected / seen - 1) < 0.04, "\(expected) for \(seen)")
    }

    @Test func isTheVarianceFarFromBlackAndWhite() {
        let mean = ClippedNoise(sigma: 5).meanSquare(over: Image(channels: 3, height: 2, width: 2, repeating: 0.5))
        #expect(abs(mean - 25.0 / (255 * 255)) < 1e-12)
        // Half of the noise is cut off at either end.
        #expect(
            abs(
                ClippedNoise(sigma: 5).meanSquare(over: Image(channels: 1, height: 1, width: 2, pixels: [-1, 2])) - 12.5
                    / (255 * 255)) < 1e-12)
    }
}
