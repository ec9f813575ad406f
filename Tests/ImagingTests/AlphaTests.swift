import Testing
@testable import Imaging

@Suite struct AlphaTests {
    @Test func coloursAreMixedWithWhite() {
        let image = Image(channels: 3, height: 1, width: 2, pixels: [0, 0.5, 1, 0, 0.25, 0.75])
        let alpha = Image(channels: 1, height: 1, width: 2, pixels: [1, 0.2])
        #expect(image.composited(alpha: nil) == image)
        let found = image.composited(alpha: alpha).pixels
        for (value, expected) in zip(found, [0, 0.9, 1, 0.8, 0.25, 0.95] as [Float]) {
            #expect(abs(value - expected) < 1e-6)
        }
    }

    /// Alpha from files of 8 bits is divided exactly, whatever its float says.
    @Test func quotientsAreThoseOfTheFile() {
        for value in 0...255 {
            let alpha = Image(channels: 1, height: 1, width: 1, pixels: [Float(value) / 255])
            let found = Image(channels: 1, height: 1, width: 1, pixels: [0.3]).composited(alpha: alpha).pixels[0]
            #expect(found == Float(1 - Double(value) / 255 + Double(value) / 255 * Double(Float(0.3))))
        }
    }
}
