import Randomness
import Testing

@Suite struct TorchRandomTests {
    @Test(arguments: Reference.all)
    func uniformEqualsTorch(_ reference: Reference) {
        var random = TorchRandom(seed: reference.seed)
        #expect(random.uniform(count: 8) == reference.floats("torch_uniform_8"))
    }

    @Test(arguments: Reference.all)
    func scaledUniformEqualsTorch(_ reference: Reference) {
        var random = TorchRandom(seed: reference.seed)
        #expect(random.uniform(count: 6, from: -0.25, to: 0.25) == reference.floats("torch_uniform_-0.25_0.25_6"))
    }

    /// Forty values: two blocks of sixteen, then a last block drawn anew. Five values: pairs of doubles.
    @Test(arguments: Reference.all, [40, 5])
    func normalIsTorchs(_ reference: Reference, count: Int) {
        var random = TorchRandom(seed: reference.seed)
        let expected = reference.doubles("torch_normal_\(count)")
        for (value, expected) in zip(random.normal(count: count), expected) {
            #expect(abs(Double(value) - expected) <= 2e-6)
        }
    }

    @Test(arguments: [0, 1, 5, 15, 16, 17, 32, 40])
    func fillingEqualsArrays(count: Int) {
        var (arrays, filling) = (TorchRandom(seed: 9), TorchRandom(seed: 9))
        let expected = [arrays.normal(count: count), arrays.uniform(count: count, from: 1, to: 3)]
        var values = [[Float](repeating: -9, count: count), [Float](repeating: -9, count: count)]
        values[0].withUnsafeMutableBufferPointer { filling.fillNormal($0) }
        values[1].withUnsafeMutableBufferPointer { filling.fillUniform($0, from: 1, to: 3) }
        #expect(values == expected)
        #expect(values[1].allSatisfy { (1...3).contains($0) })
        #expect(arrays == filling)
    }

    /// A short draw of odd length keeps half a pair, which the next short draw begins with.
    @Test func shortDrawsKeepTheSecondValue() throws {
        var (whole, parts) = (TorchRandom(seed: 2), TorchRandom(seed: 2))
        let expected = whole.normal(count: 8)
        var values = parts.normal(count: 3)
        var restored = try TorchRandom.decoded(parts.encoded)
        values += restored.normal(count: 5)
        #expect(values == expected)
    }
}

@Suite struct TorchInitializationTests {
    @Test(arguments: Reference.all)
    func convolutionThenKaimingUniformEqualTorch(_ reference: Reference) {
        var random = TorchRandom(seed: reference.seed)
        let layer = random.convolution(inputs: 4, outputs: 6, kernel: 3)
        expectEqual(
            layer, count: 6 * 4 * 3 * 3, weight: reference.floats("torch_conv2d_4_6_3_weight_first6"),
            bias: reference.floats("torch_conv2d_4_6_3_bias"))
        let second = random.kaimingUniform(count: layer.weight.count, fanIn: 4 * 3 * 3)
        #expect(Array(second.prefix(6)) == reference.floats("then_kaiming_uniform_a0_fan_in_first6"))
    }

    @Test(arguments: Reference.all)
    func transposedConvolutionEqualsTorch(_ reference: Reference) {
        var random = TorchRandom(seed: reference.seed)
        expectEqual(
            random.transposedConvolution(inputs: 5, outputs: 7, kernel: 4), count: 5 * 7 * 4 * 4,
            weight: reference.floats("torch_convtranspose2d_5_7_k4_s2_p1_weight_first6"),
            bias: reference.floats("torch_convtranspose2d_bias"))
    }

    private func expectEqual(_ layer: LayerParameters, count: Int, weight first: [Float], bias: [Float]) {
        #expect(layer.weight.count == count)
        #expect(Array(layer.weight.prefix(first.count)) == first)
        #expect(layer.bias == bias)
    }
}
