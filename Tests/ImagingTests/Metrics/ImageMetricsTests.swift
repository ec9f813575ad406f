import Imaging
import TestSupport
import Testing

@Suite struct ImageMetricsTests {
    @Test func ratioIsBlurOverSharpness() throws {
        let image = Image.textured(channels: 3, height: 40, width: 37, seed: 1)
        let blur = try #require(ImageMetrics.blur(image))
        let sharpness = try #require(ImageMetrics.sharpness(image))
        #expect(ImageMetrics.ratio(image) == blur / sharpness)
    }

    @Test func ratioIsUndefinedWhereAPartIs() {
        #expect(ImageMetrics.ratio(blur: nil, sharpness: 1) == nil)
        #expect(ImageMetrics.ratio(blur: 1, sharpness: nil) == nil)
        #expect(ImageMetrics.ratio(blur: 1, sharpness: 0) == nil)
        #expect(ImageMetrics.ratio(blur: 1, sharpness: 4) == 0.25)
        #expect(ImageMetrics.ratio(Image(channels: 3, height: 30, width: 30, repeating: 0.5)) == nil)
    }
}

@Suite struct SummationTests {
    @Test(arguments: [0, 1, 7, 8, 9, 255, 256, 257, 263, 1000])
    func everyValueIsAddedOnce(count: Int) {
        let values = (0..<count).map { Float($0 + 1) }
        let sum = values.withUnsafeBufferPointer { Summation.sum($0.baseAddress!, count: count) }
        #expect(sum == Double(count * (count + 1) / 2))
    }

    /// A million tenths, which a plain Float sum misses by a per cent.
    @Test func longSumsStayExact() {
        let values = [Float](repeating: 0.1, count: 1_000_000)
        let sum = values.withUnsafeBufferPointer { Summation.sum($0.baseAddress!, count: $0.count) }
        let expected = 1_000_000 * Double(Float(0.1))
        #expect(abs(sum - expected) <= 1e-6 * expected)
    }
}
