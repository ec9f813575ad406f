import Testing
@testable import Imaging

@Suite struct PoissonNoiseTests {
    private static let image = Fixture.ramp(40, channels: 3)

    /// The first 40 counts of numpy 2.4's RandomState(seed).poisson(peak * x), and what they come to over all three channels.
    @Test(
        arguments: [
            (
                0, 30,
                [
                    0, 1, 2, 4, 4, 1, 9, 7, 8, 6, 6, 5, 10, 6, 6, 11, 14, 10, 8, 22, 17, 19, 12, 15, 30, 20, 21, 31, 27,
                    19, 22, 25,
                    27, 28, 28, 24, 24, 27, 26, 31,
                ], 59.733333333333334
            ),
            (
                7, 4.5,
                [
                    0, 0, 0, 0, 2, 0, 0, 0, 1, 1, 0, 1, 0, 2, 2, 2, 3, 1, 2, 4, 3, 4, 4, 1, 2, 3, 2, 5, 4, 2, 2, 9, 5,
                    2, 6, 2, 5, 3,
                    3, 7,
                ], 52.66666666666667
            ),
            (
                100, 255,
                [
                    0, 4, 8, 24, 27, 27, 30, 38, 47, 74, 61, 69, 72, 88, 88, 100, 108, 112, 109, 140, 134, 132, 134,
                    151, 160, 148,
                    198, 172, 170, 179, 200, 196, 208, 192, 215, 241, 241, 232, 240, 262,
                ], 59.549019607843135
            ),
        ] as [(UInt32, Double, [Double], Double)])
    func countsAsNumpyInPlanarOrder(seed: UInt32, peak: Double, counts: [Double], sum: Double) {
        let noisy = PoissonNoise(peak: peak, seed: seed).apply(to: Self.image)
        #expect(noisy.pixels.prefix(40) == ArraySlice(counts.map { Float(min($0 / peak, 1)) }))
        #expect(abs(noisy.pixels.reduce(0) { $0 + Double($1) } - sum) < 1e-5)
    }

    @Test func brighterPixelsAreNoisier() {
        func deviation(_ level: Float) -> Double {
            let clean = Image(channels: 1, height: 64, width: 64, repeating: level)
            return ImageMetrics.meanSquaredError(PoissonNoise(peak: 30, seed: 1).apply(to: clean), clean).squareRoot()
        }
        #expect(deviation(0) == 0)
        #expect(abs(deviation(0.1) - (0.1 / 30).squareRoot()) < 0.003)
        #expect(abs(deviation(0.4) - (0.4 / 30).squareRoot()) < 0.006)
    }
}
