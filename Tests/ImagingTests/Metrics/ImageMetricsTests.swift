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
