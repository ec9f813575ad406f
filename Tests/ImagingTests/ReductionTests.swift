import Testing
import TestSupport
@testable import Imaging

@Suite struct ReductionTests {
    @Test func pixelsAreMeansOfWhatTheyCover() {
        let image = Image(channels: 1, height: 2, width: 4, pixels: [0, 1, 2, 3, 4, 5, 6, 7])
        #expect(image.reduced(toLongerSide: 2).pixels == [2.5, 4.5])
        // Three halves of a pixel each way: 4 to 3 columns, 2 to 2 rows (1.5 rounds up).
        let uneven = image.reduced(toLongerSide: 3)
        #expect(uneven.width == 3 && uneven.height == 2)
        for (value, expected) in zip(uneven.pixels, [0.25, 1.5, 2.75, 4.25, 5.5, 6.75] as [Float]) {
            #expect(abs(value - expected) < 1e-6)
        }
    }

    @Test func meansArePreserved() {
        let image = Image.textured(channels: 3, height: 90, width: 131, seed: 2)
        let small = image.reduced(toLongerSide: 64)
        #expect(small.channels == 3 && small.width == 64 && small.height == 44)
        func mean(_ image: Image) -> Float { image.pixels.reduce(0, +) / Float(image.pixels.count) }
        #expect(abs(mean(image) - mean(small)) < 1e-4)
    }

    @Test func smallPicturesStay() {
        let image = Image.textured(channels: 1, height: 9, width: 7, seed: 2)
        #expect(image.reduced(toLongerSide: 9) == image && image.reduced(toLongerSide: 100) == image)
        #expect(Image(channels: 1, height: 1, width: 500, repeating: 0.5).reduced(toLongerSide: 10).height == 1)
    }
}
