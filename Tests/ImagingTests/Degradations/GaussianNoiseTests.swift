import Foundation
import Testing
import TestSupport
@testable import Imaging

@Suite struct GaussianNoiseTests {
    @Test func addsNumpysNormalsInPlanarOrder() {
        // numpy.random.RandomState(0).normal(size: 6)
        let normals = [
            1.764052345967664, 0.4001572083672233, 0.9787379841057392,
            2.240893199201458, 1.8675579901499675, -0.977277879876411,
        ]
        let image = Image(channels: 3, height: 1, width: 2, pixels: [0.1, 0.2, 0.3, 0.95, 0.5, 0.05])
        let noisy = GaussianNoise(sigma: 25, seed: 0).apply(to: image)
        let expected = zip(image.pixels, normals).map { Float(min(max(Double($0) + 25.0 / 255 * $1, 0), 1)) }
        #expect(noisy.pixels == expected)
        #expect(noisy.pixels[3] == 1 && noisy.pixels[5] == 0)
    }

    @Test func noNoiseLeavesTheImage() {
        let image = Fixture.ramp(256)
        #expect(GaussianNoise(sigma: 0, seed: 3).apply(to: image) == image)
    }

    @Test func hasTheStatedLevelAndDependsOnTheSeed() {
        let image = Image(channels: 3, height: 64, width: 64, repeating: 0.5)
        let noisy = GaussianNoise(sigma: 10, seed: 1).apply(to: image)
        #expect(noisy != GaussianNoise(sigma: 10, seed: 2).apply(to: image))
        let count = Double(noisy.pixels.count)
        let mean = noisy.pixels.reduce(0) { $0 + Double($1) } / count
        let deviation = (noisy.pixels.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / count).squareRoot()
        #expect(abs(mean - 0.5) < 0.002)
        #expect(abs(deviation * 255 - 10) < 0.3)
    }

    /// PSNR of the noisy images made with numpy; a single other draw order or clip would change it.
    @Test(
        .enabled(if: TestData.available, "real test images not found; set DIP_DATA"),
        arguments: [
            ("set9/image_Peppers512rgb.png", 0, 25, 20.47750824),
            ("set9/image_House256rgb.png", 1, 25, 20.31519904),
            ("set9/kodim03.png", 2, 50, 14.75137065),
            ("classic5/barbara.png", 3, 15, 24.64211865),
        ] as [(String, UInt32, Double, Double)])
    func degradesRealImagesAsNumpyDoes(name: String, seed: UInt32, sigma: Double, psnr: Double) throws {
        let clean = try ImageFile.load(TestData.path(name)).image
        let noisy = GaussianNoise(sigma: sigma, seed: seed).apply(to: clean)
        let error = zip(clean.pixels, noisy.pixels).reduce(0.0) { $0 + pow(Double($1.0) - Double($1.1), 2) }
        #expect(abs(-10 * log10(error / Double(clean.pixels.count)) - psnr) < 1e-6 * psnr)
    }
}
