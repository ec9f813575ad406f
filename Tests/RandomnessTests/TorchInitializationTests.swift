import Randomness
import Testing

@Suite struct TorchInitializationTests {
    @Test(arguments: Reference.all)
    func convolutionThenKaimingUniformEqualTorch(_ reference: Reference) {
        var random = TorchRandom(seed: reference.seed)
        let layer = random.convolution(inputs: 4, outputs: 6, kernel: 3)
        #expect(layer.weight.count == 6 * 4 * 3 * 3)
        #expect(Array(layer.weight.prefix(6)) == reference.floats("torch_conv2d_4_6_3_weight_first6"))
        #expect(layer.bias == reference.floats("torch_conv2d_4_6_3_bias"))
        let second = random.kaimingUniform(count: layer.weight.count, fanIn: 4 * 3 * 3)
        #expect(Array(second.prefix(6)) == reference.floats("then_kaiming_uniform_a0_fan_in_first6"))
    }

    @Test(arguments: Reference.all)
    func transposedConvolutionEqualsTorch(_ reference: Reference) {
        var random = TorchRandom(seed: reference.seed)
        let layer = random.transposedConvolution(inputs: 5, outputs: 7, kernel: 4)
        #expect(layer.weight.count == 5 * 7 * 4 * 4)
        #expect(Array(layer.weight.prefix(6)) == reference.floats("torch_convtranspose2d_5_7_k4_s2_p1_weight_first6"))
        #expect(layer.bias == reference.floats("torch_convtranspose2d_bias"))
    }
}
