import TestSupport
import Testing

@testable import Imaging

@Suite struct NoiseEstimateTests {
    /// Small scenes full of texture: the estimate counts what looks like noise, so that little noise is overestimated, most in the harbour's ripples.
    @Test(arguments: SyntheticImage.allCases, [(5.0, 9.0), (10, 6), (25, 2.5), (50, 6)])
    func findsTheNoiseOfScenes(scene: SyntheticImage, level: (sigma: Double, tolerance: Double)) throws {
        let noisy = GaussianNoise(sigma: level.sigma, seed: 1).apply(to: scene.image(width: 160, height: 128))
        let found = try #require(NoiseEstimate.sigma(of: noisy))
        #expect(abs(found - level.sigma) < level.tolerance, "\(scene) sigma \(level.sigma): \(found)")
    }

    @Test(arguments: [1, 3])
    func isExactWhereThereIsNothingButNoise(channels: Int) throws {
        let noisy = GaussianNoise(sigma: 12, seed: 3).apply(
            to: Image(channels: channels, height: 200, width: 150, repeating: 0.5))
        #expect(abs(try #require(NoiseEstimate.sigma(of: noisy)) - 12) < 0.4)
        #expect(NoiseEstimate.sigma(of: Image(channels: channels, height: 64, width: 64, repeating: 0.3)) == 0)
    }

    /// Half of the picture is white, where clipping leaves half of the noise.
    @Test func clippedPartsDoNotCount() throws {
        var image = Image(channels: 1, height: 128, width: 128, repeating: 0.5)
        for y in 0..<128 { for x in 64..<128 { image[0, y, x] = 1 } }
        let noisy = GaussianNoise(sigma: 20, seed: 2).apply(to: image)
        #expect(abs(try #require(NoiseEstimate.sigma(of: noisy)) - 20) < 1)
    }

    /// More pixels than are looked at.
    @Test func largePicturesAreSampled() throws {
        let noisy = GaussianNoise(sigma: 15, seed: 4).apply(
            to: SyntheticImage.harbour.image(width: 700, height: 600).grey)
        #expect(abs(try #require(NoiseEstimate.sigma(of: noisy)) - 15) < 1)
    }

    @Test func smallPicturesTellNothing() {
        #expect(NoiseEstimate.sigma(of: Image.textured(channels: 1, height: 32, width: 32, seed: 1)) == nil)
        #expect(NoiseEstimate.sigma(of: Image(channels: 1, height: 4, width: 400)) == nil)
        #expect(NoiseEstimate.sigma(of: Image.textured(channels: 1, height: 33, width: 33, seed: 1)) != nil)
    }
}

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
