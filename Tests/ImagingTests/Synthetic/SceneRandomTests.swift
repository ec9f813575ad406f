import Testing
@testable import Imaging

@Suite struct SceneRandomTests {
    /// A density of r^-3 puts the same summed area into each octave, so four times as many sizes into the smaller one.
    @Test func powerLawSizesHaveEqualAreaAnOctave() {
        var random = SceneRandom(seed: 2)
        let sizes = (0..<40_000).map { _ in random.powerLaw(1, 8) }
        #expect(sizes.allSatisfy { (1...8.001).contains($0) })
        func count(from low: Float) -> Double { Double(sizes.filter { $0 >= low && $0 < 2 * low }.count) }
        let counts = [count(from: 1), count(from: 2), count(from: 4)]
        #expect(abs(counts[0] / counts[1] - 4) < 0.3)
        #expect(abs(counts[1] / counts[2] - 4) < 0.5)
    }

    @Test func logUniformValuesFillEachOctaveAlike() {
        var random = SceneRandom(seed: 3)
        let values = (0..<40_000).map { _ in random.logUniform(1, 8) }
        for low: Float in [1, 2, 4] {
            let count = values.filter { $0 >= low && $0 < 2 * low }.count
            #expect(abs(Double(count) / 40_000 - 1.0 / 3) < 0.01)
        }
    }

    @Test func choosesEveryElement() {
        var random = SceneRandom(seed: 4)
        #expect(Set((0..<200).map { _ in random.choice([1, 2, 3, 4]) }) == [1, 2, 3, 4])
    }
}
