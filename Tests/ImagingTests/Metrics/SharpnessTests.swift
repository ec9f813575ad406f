import Foundation
import Imaging
import TestSupport
import Testing

@Suite struct SharpnessTests {
    /// Fewer map values than ranks, about as many, and many more.
    @Test(arguments: [[1, 5, 5], [3, 20, 31], [1, 34, 35], [3, 35, 34], [3, 60, 71]])
    func equalsTheFullSort(shape: [Int]) throws {
        let image = Image.textured(channels: shape[0], height: shape[1], width: shape[2], seed: 7)
        let expected = Self.naiveSharpness(image)
        let sharpness = try #require(ImageMetrics.sharpness(image))
        #expect(abs(sharpness - expected) <= 1e-6 * expected)
    }

    /// Noise-free slopes: negative map values at the upper corner are squared too when there are few values.
    @Test func negativeVariationCounts() throws {
        var slope = Image(channels: 1, height: 8, width: 8)
        for y in 0..<8 {
            for x in 0..<8 { slope[0, y, x] = Float(x * x + y * y) / 128 }
        }
        let sharpness = try #require(ImageMetrics.sharpness(slope))
        #expect(abs(sharpness - Self.naiveSharpness(slope)) <= 1e-6 * sharpness)
    }

    @Test func oneMeterServesManyPlanes() throws {
        let meter = SharpnessMeter(height: 30, width: 26)
        for seed in 1...3 {
            let image = Image.textured(channels: 1, height: 30, width: 26, seed: UInt64(seed), noise: Float(seed) / 10)
            let measured = image.grey.pixels.withUnsafeBufferPointer { meter.measure(grey: $0) }
            #expect(measured == ImageMetrics.sharpness(image))
        }
    }

    @Test func constantSmallAndBrokenImages() {
        #expect(ImageMetrics.sharpness(Image(channels: 3, height: 40, width: 40, repeating: 0.3)) == 0)
        #expect(ImageMetrics.sharpness(Image.textured(channels: 1, height: 4, width: 5, seed: 1)) == nil)
        #expect(ImageMetrics.sharpness(Image.textured(channels: 1, height: 1, width: 1, seed: 1)) == nil)
        #expect(ImageMetrics.sharpness(Image(channels: 1, height: 40, width: 40, repeating: .nan)) == nil)
    }

    private static func naiveSharpness(_ image: Image) -> Double {
        let grey = image.grey
        let (rows, columns) = (2..<grey.height - 1, 2..<grey.width - 1)
        var map: [Double] = []
        for y in rows {
            for x in columns {
                var largest = -Double.infinity
                for (dy, dx) in [(-1, -1), (-1, 0), (-1, 1), (0, -1), (0, 1), (1, -1), (1, 0), (1, 1)] {
                    let inside = rows.contains(y + dy) && columns.contains(x + dx)
                    let neighbour = inside ? Double(grey[0, y + dy, x + dx]) : 0
                    largest = max(largest, neighbour - Double(grey[0, y, x]))
                }
                map.append(largest)
            }
        }
        map.sort(by: >)
        let weighted = map.indices.filter { (2...1000).contains($0) }.map { map[$0] * exp(-0.01 * Double($0)) }
        return (weighted.reduce(0) { $0 + $1 * $1 } / Double(weighted.count)).squareRoot()
    }
}
