import Foundation
import Imaging
import TestSupport
import Testing

@Suite struct SSIMTests {
    @Test(arguments: [[1, 11, 11], [3, 11, 40], [1, 37, 19], [3, 48, 45]])
    func equalsTheDirectFormula(shape: [Int]) throws {
        let a = Image.textured(channels: shape[0], height: shape[1], width: shape[2], seed: 1)
        let b = Image.textured(channels: shape[0], height: shape[1], width: shape[2], seed: 2, noise: 0.2)
        let expected = naiveSSIM(a, b)
        let ssim = try #require(ImageMetrics.ssim(a, b))
        #expect(abs(ssim - expected) <= 1e-6 * expected)
    }

    @Test func oneReferenceServesManyImages() {
        let clean = Image.textured(channels: 3, height: 20, width: 25, seed: 1)
        let similarity = StructuralSimilarity(reference: clean)
        for seed in 2...4 {
            let image = Image.textured(channels: 3, height: 20, width: 25, seed: UInt64(seed))
            #expect(similarity.measure(image) == ImageMetrics.ssim(image, clean))
        }
    }

    @Test func equalImagesAreOne() {
        let image = Image.textured(channels: 3, height: 30, width: 33, seed: 1)
        #expect(ImageMetrics.ssim(image, image) == 1)
    }

    @Test func constantImagesDifferInLuminanceOnly() throws {
        let a = Image(channels: 3, height: 16, width: 16, repeating: 0.25)
        let b = Image(channels: 3, height: 16, width: 16, repeating: 0.75)
        let expected = (2 * 0.25 * 0.75 + 0.0001) / (0.25 * 0.25 + 0.75 * 0.75 + 0.0001)
        let ssim = try #require(ImageMetrics.ssim(a, b))
        #expect(abs(ssim - expected) <= 1e-6)
    }

    @Test func smallAndBrokenImagesHaveNone() {
        let small = Image.textured(channels: 1, height: 10, width: 40, seed: 1)
        #expect(ImageMetrics.ssim(small, small) == nil)
        let image = Image.textured(channels: 1, height: 20, width: 20, seed: 1)
        var broken = image
        broken[0, 10, 10] = .nan
        #expect(ImageMetrics.ssim(broken, image) == nil)
    }

    private func naiveSSIM(_ a: Image, _ b: Image) -> Double {
        var window = [[Double]](repeating: [Double](repeating: 0, count: 11), count: 11)
        for i in 0..<11 {
            for j in 0..<11 { window[i][j] = exp(-Double((i - 5) * (i - 5) + (j - 5) * (j - 5)) / (2 * 1.5 * 1.5)) }
        }
        let total = window.joined().reduce(0, +)
        var sum = 0.0
        for c in 0..<a.channels {
            for y in 5..<a.height - 5 {
                for x in 5..<a.width - 5 {
                    var (u, v, uu, vv, uv) = (0.0, 0.0, 0.0, 0.0, 0.0)
                    for i in 0..<11 {
                        for j in 0..<11 {
                            let w = window[i][j] / total
                            let p = Double(a[c, y + i - 5, x + j - 5])
                            let q = Double(b[c, y + i - 5, x + j - 5])
                            u += w * p
                            v += w * q
                            uu += w * p * p
                            vv += w * q * q
                            uv += w * p * q
                        }
                    }
                    let luminance = (2 * u * v + 0.0001) / (u * u + v * v + 0.0001)
                    sum += luminance * (2 * (uv - u * v) + 0.0009) / (uu - u * u + vv - v * v + 0.0009)
                }
            }
        }
        return sum / Double(a.channels * (a.height - 10) * (a.width - 10))
    }
}
