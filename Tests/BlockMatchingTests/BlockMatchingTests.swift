import Imaging
import TestSupport
import Testing
@testable import BlockMatching

@Suite struct BlockMatchingTests {
    /// Blocks that come again and again, so that groups are full, with noise.
    private func pattern(channels: Int, height: Int, width: Int, sigma: Double) -> Image {
        var image = Image(channels: channels, height: height, width: width)
        for channel in 0..<channels {
            for y in 0..<height {
                for x in 0..<width {
                    image[channel, y, x] = 0.3 + 0.06 * Float((x / 3 + channel) % 4) + 0.05 * Float(y % 5)
                }
            }
        }
        return GaussianNoise(sigma: sigma, seed: 3).apply(to: image)
    }

    private func planes(_ image: Image) -> [[Double]] {
        let count = image.height * image.width
        return (0..<image.channels).map { c in (0..<count).map { 255 * Double(image.pixels[c * count + $0]) } }
    }

    private func expectEqual(_ image: Image, _ expected: [[Double]]) {
        for (value, wanted) in zip(image.pixels, expected.flatMap(\.self)) {
            #expect(abs(255 * Double(value) - wanted) < 0.02)
        }
    }

    @Test func equalsTheDefinitionOnAGreyImage() {
        let image = pattern(channels: 1, height: 27, width: 31, sigma: 20)
        let result = BlockMatching(image, sigma: 20)
        let naive = NaiveBlockMatching(height: 27, width: 31)
        let basic = naive.estimate(planes(image), sigmas: [20], .init())
        expectEqual(result.basic, basic)
        // The engine's own basic estimate, so that a coefficient at the threshold does not decide.
        expectEqual(
            result.output,
            naive.estimate(
                planes(image), basic: planes(result.basic), sigmas: [20], .init(limit: 32, distance: 400)))
    }

    @Test func strongNoiseHasItsOwnConstants() {
        let image = pattern(channels: 1, height: 25, width: 30, sigma: 60)
        let result = BlockMatching(image, sigma: 60)
        let naive = NaiveBlockMatching(height: 25, width: 30)
        expectEqual(
            result.basic,
            naive.estimate(
                planes(image), sigmas: [60], .init(step: 4, limit: 32, distance: 25000, threshold: 2.8)))
        expectEqual(
            result.output,
            naive.estimate(
                planes(image), basic: planes(result.basic), sigmas: [60],
                .init(block: 11, step: 6, limit: 32, distance: 3500)))
    }

    @Test func coloursAreMatchedOnTheLuminance() {
        let image = pattern(channels: 3, height: 20, width: 22, sigma: 25)
        let result = BlockMatching(image, sigma: 25)
        let (r, g, b) = (planes(image)[0], planes(image)[1], planes(image)[2])
        let opponent = [
            r.indices.map { (r[$0] + g[$0] + b[$0]) / 3 }, r.indices.map { (r[$0] - b[$0]) / 2 },
            r.indices.map { r[$0] / 4 - g[$0] / 2 + b[$0] / 4 },
        ]
        let estimate = NaiveBlockMatching(height: 20, width: 22).estimate(
            opponent, sigmas: [0.577350, 0.707107, 0.612372].map { 25 * $0 }, .init())
        let (y, u, v) = (estimate[0], estimate[1], estimate[2])
        expectEqual(
            result.basic,
            [
                y.indices.map { y[$0] + u[$0] + 2 * v[$0] / 3 }, y.indices.map { y[$0] - 4 * v[$0] / 3 },
                y.indices.map { y[$0] - u[$0] + 2 * v[$0] / 3 },
            ])
    }

    @Test func separateChannelsAreGreyImages() {
        let image = pattern(channels: 3, height: 19, width: 23, sigma: 15)
        let all = BlockMatching(image, sigma: 15, settings: .init(channels: .separate))
        let green = Image(channels: 1, height: 19, width: 23, pixels: Array(image.pixels[19 * 23..<2 * 19 * 23]))
        #expect(
            Array(all.output.pixels[19 * 23..<2 * 19 * 23]) == BlockMatching(green, sigma: 15).output.pixels)
    }

    @Test func threadsChangeNoBit() {
        let image = pattern(channels: 3, height: 70, width: 50, sigma: 25)
        let one = BlockMatching(image, sigma: 25, threads: 1), three = BlockMatching(image, sigma: 25, threads: 3)
        #expect(one.basic == three.basic)
        #expect(one.output == three.output)
    }

    /// Weights grow as one over the square of the noise.
    @Test(arguments: [1, 3]) func littleNoiseGivesNumbers(channels: Int) {
        let image = pattern(channels: channels, height: 19, width: 23, sigma: 0)
        for sigma in [1e-30, 1e-20, 1e-6] { #expect(BlockMatching(image, sigma: sigma).output == image) }
        let output = BlockMatching(image, sigma: 2e-6).output
        #expect(zip(output.pixels, image.pixels).allSatisfy { abs($0 - $1) < 1e-4 })
        let black = Image(channels: channels, height: 19, width: 23)
        for sigma in [2e-6, 0.3, 25] { #expect(BlockMatching(black, sigma: sigma).output == black) }
    }

    @Test func theFastProfileIsNearlyAsGood() throws {
        let clean = pattern(channels: 1, height: 48, width: 48, sigma: 0)
        let noisy = GaussianNoise(sigma: 25, seed: 1).apply(to: clean)
        let before = try #require(ImageMetrics.psnr(noisy, clean))
        for profile in BlockMatchingSettings.Profile.allCases {
            let output = BlockMatching(noisy, sigma: 25, settings: .init(profile: profile)).output
            #expect(try #require(ImageMetrics.psnr(output, clean)) > before + 8, "\(profile)")
        }
        #expect(BlockMatching(noisy, sigma: 0).output == noisy)
    }

    /// What a numpy program made of the same page has: 32.58 dB, then 32.98 dB.
    @Test(.enabled(if: TestData.available, "real test images not found; set DIP_DATA"))
    func houseHasItsKnownNumbers() throws {
        let house = try ImageFile.load(TestData.path("set9/image_House256rgb.png")).image
        let result = BlockMatching(GaussianNoise(sigma: 25, seed: 0).apply(to: house), sigma: 25, threads: 2)
        #expect(abs(try #require(ImageMetrics.psnr(result.basic, house)) - 32.58) < 0.05)
        #expect(abs(try #require(ImageMetrics.psnr(result.output, house)) - 32.98) < 0.05)
    }
}
