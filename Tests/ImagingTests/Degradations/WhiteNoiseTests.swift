import Testing
@testable import Imaging

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
