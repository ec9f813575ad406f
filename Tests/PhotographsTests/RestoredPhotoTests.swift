import Imaging
import Testing

@testable import Photographs

@Suite struct PhotoDifferenceTests {
    private func pictures(_ difference: Float) -> PhotoDifference {
        let before = Image(channels: 1, height: 10, width: 20, repeating: 0.5)
        var after = before
        for i in 0..<100 { after.pixels[i] -= difference }
        // One of a hundred may be cut off.
        after.pixels[199] += 0.5
        return PhotoDifference(before: before, after: after)
    }

    @Test(arguments: [(0.5, 1), (0.3, 1), (0.25, 2), (0.125, 4), (0.1, 4), (0.01, 32), (0.0001, 64), (0, 64)])
    func isAmplifiedByAPowerOfTwo(difference: Float, factor: Int) {
        let shown = pictures(difference)
        #expect(shown.factor == factor)
        #expect(abs(shown.image.pixels[0] - (0.5 + Float(factor) * difference)) < 1e-4)
        #expect(shown.image.pixels[150] == 0.5 && shown.image.pixels[199] == 0)
    }
}
