import Testing
@testable import Imaging

@Suite struct SyntheticImageTests {
    @Test(arguments: SyntheticImage.allCases)
    func isDeterministic(name: SyntheticImage) {
        #expect(name.image(width: 96, height: 64) == name.image(width: 96, height: 64))
    }

    @Test(arguments: SyntheticImage.allCases, [(64, 64), (128, 96), (33, 70), (1, 5)])
    func isARegularColourImage(name: SyntheticImage, size: (width: Int, height: Int)) {
        let image = name.image(width: size.width, height: size.height)
        #expect([image.channels, image.height, image.width] == [3, size.height, size.width])
        #expect(image.pixels.allSatisfy { (0...1).contains($0) })
    }

    @Test(arguments: SyntheticImage.allCases)
    func hasTheBrightnessContrastAndColourOfAPhotograph(name: SyntheticImage) {
        let image = name.image(width: 128, height: 128)
        let count = image.height * image.width
        let mean = image.pixels.reduce(0, +) / Float(image.pixels.count)
        let variance = image.pixels.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Float(image.pixels.count)
        #expect((0.4...0.5).contains(mean))
        #expect((0.17...0.25).contains(variance.squareRoot()))
        for (a, b) in [(0, 1), (1, 2), (0, 2)] {
            var difference: Float = 0
            for i in 0..<count { difference += abs(image.pixels[a * count + i] - image.pixels[b * count + i]) }
            #expect(difference / Float(count) > 0.01)
        }
    }

    @Test(arguments: SyntheticImage.allCases, [64, 128])
    func hasTheSpectrumOfAPhotograph(name: SyntheticImage, size: Int) {
        let slope = SpectrumSlope.ofAmplitude(name.image(width: size, height: size).grey)
        #expect((-1.6 ... -0.8).contains(slope), "amplitude falls as f^\(slope)")
    }

    /// Halving a larger rendering must give nearly the smaller one: the same scene, not a new one.
    @Test(arguments: SyntheticImage.allCases)
    func showsTheSameSceneAtAnySize(name: SyntheticImage) {
        let small = name.image(width: 64, height: 64).grey
        let large = name.image(width: 256, height: 256).grey
        var reduced = Image(channels: 1, height: 64, width: 64)
        for y in 0..<256 {
            for x in 0..<256 { reduced[0, y / 4, x / 4] += large[0, y, x] / 16 }
        }
        #expect(correlation(small, reduced) > 0.8)
        for other in SyntheticImage.allCases where other != name {
            #expect(correlation(small, other.image(width: 64, height: 64).grey) < 0.5)
        }
    }

    @Test func theShorterSideShowsTheMiddle() throws {
        let square = SyntheticImage.pebbles.image(width: 128, height: 128).grey
        let portrait = SyntheticImage.pebbles.image(width: 96, height: 128).grey
        let middle = try square.cropped(.rectangle(left: 16, top: 0, right: 112, bottom: 128))
        #expect(correlation(portrait, middle) > 0.99)
    }

    private func correlation(_ a: Image, _ b: Image) -> Float {
        let meanA = a.pixels.reduce(0, +) / Float(a.pixels.count)
        let meanB = b.pixels.reduce(0, +) / Float(b.pixels.count)
        var products: Float = 0, squaresA: Float = 0, squaresB: Float = 0
        for (x, y) in zip(a.pixels, b.pixels) {
            products += (x - meanA) * (y - meanB)
            squaresA += (x - meanA) * (x - meanA)
            squaresB += (y - meanB) * (y - meanB)
        }
        return products / (squaresA * squaresB).squareRoot()
    }
}
