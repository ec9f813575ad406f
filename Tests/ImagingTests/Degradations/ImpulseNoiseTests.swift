import Testing
@testable import Imaging

@Suite struct ImpulseNoiseTests {
    /// Where numpy 2.4's RandomState(seed).random_sample(120) is below 0.05 and at least 0.95.
    @Test(
        arguments: [
            (0, [16, 34, 75, 97, 99], [8, 20, 52, 70, 72, 103, 109]),
            (7, [19, 55, 92, 108], [4, 21, 60, 66]),
            (100, [4, 26, 29, 34, 43, 58, 110], [15, 36, 50, 73, 74, 83, 107, 108, 113]),
        ] as [(UInt32, [Int], [Int])])
    func replacesWhereNumpysDrawsSay(seed: UInt32, pepper: [Int], salt: [Int]) {
        let clean = Image(channels: 3, height: 5, width: 8, pixels: (1...120).map { Float($0) / 121 })
        let noisy = ImpulseNoise(fraction: 0.1, seed: seed).apply(to: clean)
        for i in clean.pixels.indices {
            #expect(noisy.pixels[i] == (pepper.contains(i) ? 0 : salt.contains(i) ? 1 : clean.pixels[i]), "sample \(i)")
        }
    }

    @Test func theWholeRangeOfFractions() {
        let clean = Image(channels: 1, height: 100, width: 100, repeating: 0.5)
        #expect(ImpulseNoise(fraction: 0, seed: 2).apply(to: clean) == clean)
        #expect(ImpulseNoise(fraction: 1, seed: 2).apply(to: clean).pixels.allSatisfy { $0 == 0 || $0 == 1 })
        let some = ImpulseNoise(fraction: 0.3, seed: 2).apply(to: clean).pixels
        #expect(abs(some.count { $0 == 0 } - 1500) < 120)
        #expect(abs(some.count { $0 == 1 } - 1500) < 120)
    }
}
