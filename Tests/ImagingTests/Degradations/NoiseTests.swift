import Foundation
import TestSupport
import Testing

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

@Suite struct PoissonNoiseTests {
    private static let image = Fixture.ramp(40, channels: 3)

    /// The first 40 counts of numpy 2.4's RandomState(seed).poisson(peak * x), and what they come to over all three channels.
    @Test(
        arguments: [
            (
                0, 30,
                [
                    0, 1, 2, 4, 4, 1, 9, 7, 8, 6, 6, 5, 10, 6, 6, 11, 14, 10, 8, 22, 17, 19, 12, 15, 30, 20, 21, 31, 27,
                    19, 22, 25,
                    27, 28, 28, 24, 24, 27, 26, 31,
                ], 59.733333333333334
            ),
            (
                7, 4.5,
                [
                    0, 0, 0, 0, 2, 0, 0, 0, 1, 1, 0, 1, 0, 2, 2, 2, 3, 1, 2, 4, 3, 4, 4, 1, 2, 3, 2, 5, 4, 2, 2, 9, 5,
                    2, 6, 2, 5, 3,
                    3, 7,
                ], 52.66666666666667
            ),
            (
                100, 255,
                [
                    0, 4, 8, 24, 27, 27, 30, 38, 47, 74, 61, 69, 72, 88, 88, 100, 108, 112, 109, 140, 134, 132, 134,
                    151, 160, 148,
                    198, 172, 170, 179, 200, 196, 208, 192, 215, 241, 241, 232, 240, 262,
                ], 59.549019607843135
            ),
        ] as [(UInt32, Double, [Double], Double)])
    func countsAsNumpyInPlanarOrder(seed: UInt32, peak: Double, counts: [Double], sum: Double) {
        let noisy = PoissonNoise(peak: peak, seed: seed).apply(to: Self.image)
        let expected: [Float] = counts.map { Float(min($0 / peak, 1)) }
        #expect(Array(noisy.pixels.prefix(40)) == expected)
        #expect(abs(noisy.pixels.reduce(0) { $0 + Double($1) } - sum) < 1e-5)
    }

    @Test func brighterPixelsAreNoisier() {
        func deviation(_ level: Float) -> Double {
            let clean = Image(channels: 1, height: 64, width: 64, repeating: level)
            return ImageMetrics.meanSquaredError(PoissonNoise(peak: 30, seed: 1).apply(to: clean), clean).squareRoot()
        }
        #expect(deviation(0) == 0)
        #expect(abs(deviation(0.1) - (0.1 / 30).squareRoot()) < 0.003)
        #expect(abs(deviation(0.4) - (0.4 / 30).squareRoot()) < 0.006)
    }
}

@Suite struct ImpulseNoiseTests {
    /// Where numpy 2.4's RandomState(seed).random_sample(120) is below 0.05 and at least 0.95.
    @Test(
        arguments: [
            (0, [16, 34, 75, 97, 99], [8, 20, 52, 70, 72, 103, 109]),
            (7, [19, 55, 92, 108], [4, 21, 60, 66]),
            (100, [4, 26, 29, 34, 43, 58, 110], [15, 36, 50, 73, 74, 83, 107, 108, 113]),
        ] as [(UInt32, [Int], [Int])])
    func replacesWhereNumpysDrawsSay(seed: UInt32, pepper: [Int], salt: [Int]) {
        let clean = Image(channels: 3, height: 5, width: 8, pixels: (1...120).map { Float($0) / 121 })
        let noisy = ImpulseNoise(fraction: 0.1, seed: seed).apply(to: clean)
        for i in clean.pixels.indices {
            #expect(noisy.pixels[i] == (pepper.contains(i) ? 0 : salt.contains(i) ? 1 : clean.pixels[i]), "sample \(i)")
        }
    }

    @Test func theWholeRangeOfFractions() {
        let clean = Image(channels: 1, height: 100, width: 100, repeating: 0.5)
        #expect(ImpulseNoise(fraction: 0, seed: 2).apply(to: clean) == clean)
        #expect(ImpulseNoise(fraction: 1, seed: 2).apply(to: clean).pixels.allSatisfy { $0 == 0 || $0 == 1 })
        let some = ImpulseNoise(fraction: 0.3, seed: 2).apply(to: clean).pixels
        #expect(abs(some.count { $0 == 0 } - 1500) < 120)
        #expect(abs(some.count { $0 == 1 } - 1500) < 120)
    }
}
