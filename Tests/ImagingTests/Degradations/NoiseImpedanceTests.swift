import TestSupport
import Testing

@testable import Imaging

@Suite struct ShuffledPixelsTests {
    @Test(
        arguments: [
            // numpy.random.RandomState(seed).permutation(10)
            (0, [2, 8, 4, 9, 1, 6, 7, 3, 0, 5]), (1, [2, 9, 6, 4, 0, 3, 1, 7, 8, 5]),
            (100, [7, 6, 1, 5, 4, 2, 0, 3, 9, 8]),
        ] as [(UInt32, [Int])])
    func movesPixelsAsNumpyDoes(seed: UInt32, places: [Int]) {
        let image = Image(channels: 3, height: 2, width: 5, pixels: (0..<30).map { Float($0) / 30 })
        let shuffled = ShuffledPixels(seed: seed).apply(to: image)
        for c in 0..<3 {
            for i in 0..<10 { #expect(shuffled.pixels[10 * c + i] == image.pixels[10 * c + places[i]]) }
        }
    }

    @Test func keepsColoursAndLosesStructure() {
        let image = Image.textured(channels: 3, height: 16, width: 16, seed: 3)
        let shuffled = ShuffledPixels(seed: 5).apply(to: image)
        func colours(_ image: Image) -> Set<[Float]> {
            Set((0..<256).map { i in (0..<3).map { image.pixels[$0 * 256 + i] } })
        }
        #expect(colours(shuffled) == colours(image))
        #expect(shuffled != image)
    }
}

@Suite struct WhiteNoiseTests {
    @Test func drawsAsNumpyInPlanarOrder() {
        // numpy.random.RandomState(0).random_sample(8)
        let draws = [
            0.5488135039273248, 0.7151893663724195, 0.6027633760716439, 0.5448831829968969,
            0.4236547993389047, 0.6458941130666561, 0.4375872112626925, 0.8917730007820798,
        ]
        let noise = WhiteNoise.image(channels: 2, height: 2, width: 2, seed: 0)
        #expect(noise == Image(channels: 2, height: 2, width: 2, pixels: draws.map { Float($0) }))
        #expect(noise != WhiteNoise.image(channels: 2, height: 2, width: 2, seed: 1))
    }
}
