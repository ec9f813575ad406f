import Foundation
import Imaging
import TestSupport
import Testing

@Suite struct GradientMagnitudeSimilarityTests {
    /// From the definition, in Double: means of 2 x 2, Prewitt gradients, similarities, their standard deviation.
    private static func naive(_ a: Image, _ b: Image) -> Double {
        func magnitudes(_ image: Image) -> [Double] {
            let grey = image.grey, rows = (image.height + 1) / 2, columns = (image.width + 1) / 2
            func pixel(_ y: Int, _ x: Int) -> Double {
                y < image.height && x < image.width ? Double(grey.pixels[y * image.width + x]) : 0
            }
            func mean(_ y: Int, _ x: Int) -> Double {
                guard 0..<rows ~= y, 0..<columns ~= x else { return 0 }
                return (0..<4).reduce(0) { $0 + pixel(2 * y + $1 / 2, 2 * x + $1 % 2) } / 4
            }
            return (0..<rows * columns).map { i in
                let (y, x) = (i / columns, i % columns)
                let across = (-1...1).reduce(0) { $0 + mean(y + $1, x + 1) - mean(y + $1, x - 1) } / 3
                let down = (-1...1).reduce(0) { $0 + mean(y + 1, x + $1) - mean(y - 1, x + $1) } / 3
                return (across * across + down * down).squareRoot()
            }
        }
        let c = 170.0 / 65025
        let map = zip(magnitudes(a), magnitudes(b)).map { (2 * $0 * $1 + c) / ($0 * $0 + $1 * $1 + c) }
        let mean = map.reduce(0, +) / Double(map.count)
        return (map.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(map.count)).squareRoot()
    }

    @Test(arguments: [[3, 40, 36], [1, 33, 20], [3, 17, 51], [1, 1, 1]])
    func equalsTheDefinition(shape: [Int]) throws {
        let a = Image.textured(channels: shape[0], height: shape[1], width: shape[2], seed: 1)
        let b = Image.textured(channels: shape[0], height: shape[1], width: shape[2], seed: 1, noise: 0.2)
        let expected = Self.naive(a, b)
        #expect(abs(try #require(ImageMetrics.gmsd(a, b)) - expected) < 1e-6)
        #expect(expected > 0.001 || shape[1] == 1)
    }

    /// The authors' published steps in numpy, with values of 0...255.
    @Test(arguments: [(24, 20, 0.17250915811845374), (23, 17, 0.14474478337793265)])
    func equalsThePublishedSteps(height: Int, width: Int, expected: Double) throws {
        func image(_ slope: Int) -> Image {
            Image(
                channels: 1, height: height, width: width,
                pixels: (0..<height * width).map { i in
                    let (y, x) = (i / width, i % width)
                    return Float((3 * y * y + slope * x * y + 7 * x) % 256) / 255
                })
        }
        #expect(abs(try #require(ImageMetrics.gmsd(image(5), image(6))) - expected) < 1e-6)
    }

    @Test func equalImagesDeviateByNothing() {
        let image = Image.textured(channels: 3, height: 30, width: 30, seed: 1)
        #expect(ImageMetrics.gmsd(image, image) == 0)
        let flat = Image(channels: 1, height: 30, width: 30, repeating: 0.5)
        #expect(ImageMetrics.gmsd(flat, flat) == 0)
        #expect(ImageMetrics.gmsd(Image(channels: 1, height: 30, width: 30, repeating: .nan), flat) == nil)
    }
}
