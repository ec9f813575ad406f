import Imaging
import TestSupport
import Testing

@Suite struct MeasuresTests {
    @Test func ratioIsBlurOverSharpness() throws {
        let image = Image.textured(channels: 3, height: 40, width: 37, seed: 1)
        let blur = try #require(Measures.blur(image))
        let sharpness = try #require(Measures.sharpness(image))
        #expect(Measures.ratio(image) == blur / sharpness)
    }

    @Test func ratioIsUndefinedWhereAPartIs() {
        #expect(Measures.ratio(blur: nil, sharpness: 1) == nil)
        #expect(Measures.ratio(blur: 1, sharpness: nil) == nil)
        #expect(Measures.ratio(blur: 1, sharpness: 0) == nil)
        #expect(Measures.ratio(blur: 1, sharpness: 4) == 0.25)
        #expect(Measures.ratio(Image(channels: 3, height: 30, width: 30, repeating: 0.5)) == nil)
    }
}
