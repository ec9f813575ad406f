import Foundation
import Imaging
import TestSupport
import Testing

@Suite struct PSNRTests {
    private static let shapes = [[1, 1, 1], [3, 1, 5], [1, 9, 31], [3, 64, 48], [3, 33, 129]]

    @Test(arguments: shapes)
    func equalsTheDirectFormula(shape: [Int]) throws {
        let a = Image.textured(channels: shape[0], height: shape[1], width: shape[2], seed: 1)
        let b = Image.textured(channels: shape[0], height: shape[1], width: shape[2], seed: 2)
        var sum = 0.0
        for (a, b) in zip(a.pixels, b.pixels) {
            sum += (Double(a) - Double(b)) * (Double(a) - Double(b))
        }
        let expected = -10 * log10(sum / Double(a.pixels.count))
        let psnr = try #require(ImageMetrics.psnr(a, b))
        #expect(abs(psnr - expected) <= 1e-6 * abs(expected))
        #expect(ImageMetrics.psnr(b, a) == psnr)
    }

    @Test func oneGreyLevelIs48dB() throws {
        let a = Image(channels: 3, height: 20, width: 20, repeating: 0)
        let b = Image(channels: 3, height: 20, width: 20, repeating: 1 / 255)
        let psnr = try #require(ImageMetrics.psnr(a, b))
        #expect(abs(psnr - 20 * log10(255)) <= 1e-6 * psnr)
    }

    @Test func equalImagesHaveNone() {
        let image = Image.textured(channels: 3, height: 12, width: 13, seed: 1)
        #expect(ImageMetrics.psnr(image, image) == nil)
        #expect(ImageMetrics.psnrY(image, image) == nil)
    }

    /// Zero, without the sign that the logarithm of one gets.
    @Test func blackAndWhiteAreZeroDB() throws {
        let black = Image(channels: 1, height: 12, width: 13, repeating: 0)
        let white = Image(channels: 1, height: 12, width: 13, repeating: 1)
        let psnr = try #require(ImageMetrics.psnr(black, white))
        #expect(psnr == 0 && psnr.sign == .plus)
    }

    @Test func imagesHoldingNaNHaveNone() {
        let image = Image.textured(channels: 3, height: 12, width: 13, seed: 1)
        var broken = image
        broken.pixels[100] = .nan
        #expect(ImageMetrics.psnr(broken, image) == nil)
    }

    @Test(arguments: [1, 3], [0, 4])
    func lumaEqualsTheDirectFormula(channels: Int, border: Int) throws {
        let a = Image.textured(channels: channels, height: 19, width: 30, seed: 1)
        let b = Image.textured(channels: channels, height: 19, width: 30, seed: 2)
        func luma(_ image: Image, _ y: Int, _ x: Int) -> Double {
            guard channels == 3 else { return Double(image[0, y, x]) }
            let (r, g, b) = (Double(image[0, y, x]), Double(image[1, y, x]), Double(image[2, y, x]))
            return (65.481 * r + 128.553 * g + 24.966 * b + 16) / 255
        }
        var sum = 0.0
        var count = 0.0
        for y in border..<19 - border {
            for x in border..<30 - border {
                sum += pow(luma(a, y, x) - luma(b, y, x), 2)
                count += 1
            }
        }
        let expected = -10 * log10(sum / count)
        let psnr = try #require(ImageMetrics.psnrY(a, b, border: border))
        #expect(abs(psnr - expected) <= 1e-6 * expected)
    }

    @Test func borderThatLeavesNothingHasNone() {
        let a = Image.textured(channels: 3, height: 8, width: 30, seed: 1)
        let b = Image.textured(channels: 3, height: 8, width: 30, seed: 2)
        #expect(ImageMetrics.psnrY(a, b, border: 4) == nil)
        #expect(ImageMetrics.psnrY(a, b, border: 3) != nil)
    }
}
