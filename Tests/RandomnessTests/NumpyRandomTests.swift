import Randomness
import Testing

@Suite struct NumpyRandomTests {
    @Test(arguments: Reference.all)
    func randomSampleEqualsNumpy(_ reference: Reference) {
        var random = NumpyRandom(seed: reference.seed)
        #expect(random.randomSample(count: 8) == reference.doubles("numpy_random_sample_8"))
    }

    @Test(arguments: Reference.all)
    func normalEqualsNumpy(_ reference: Reference) {
        var random = NumpyRandom(seed: reference.seed)
        #expect(random.normal(count: 9) == reference.doubles("numpy_normal_9"))
    }

    @Test(arguments: Reference.all)
    func maskCountEqualsNumpy(_ reference: Reference) {
        var random = NumpyRandom(seed: reference.seed)
        let kept = random.randomSample(count: 256 * 256).count { $0 > 0.5 }
        #expect([Double(kept)] == reference.doubles("numpy_mask_256x256_gt_0.5_count_true"))
    }

    @Test func singleDrawsEqualArrays() {
        var (single, many) = (NumpyRandom(seed: 3), NumpyRandom(seed: 3))
        let values = (0..<7).map { _ in single.normal() } + (0..<7).map { _ in single.randomSample() }
        #expect(values == many.normal(count: 7) + many.randomSample(count: 7))
        #expect(single == many)
    }

    /// Nine normals leave the tenth kept, which a saved stream must not lose.
    @Test func savedStreamContinues() throws {
        var random = NumpyRandom(seed: 11)
        _ = random.normal(count: 9)
        var restored = try NumpyRandom.decoded(random.encoded)
        #expect(restored.normal(count: 5) == random.normal(count: 5))
    }
}
