/// Draws the initial weights and biases of PyTorch layers, in PyTorch's memory order.
public struct LayerParameters: Equatable, Sendable {
    public let weight: [Float]
    public let bias: [Float]
}

extension TorchRandom {
    /// The default draws of `Conv2d(inputs, outputs, kernel)`: weight (out, in, k, k), then bias (out).
    public mutating func convolution(inputs: Int, outputs: Int, kernel: Int) -> LayerParameters {
        layer(weights: outputs * inputs * kernel * kernel, biases: outputs, fanIn: inputs * kernel * kernel)
    }

    /// The default draws of `Conv2d(inputs, outputs, kernel, bias=False)`: the weight alone.
    public mutating func convolutionWeight(inputs: Int, outputs: Int, kernel: Int) -> [Float] {
        kaimingUniform(
            count: outputs * inputs * kernel * kernel, fanIn: inputs * kernel * kernel, slope: 5.0.squareRoot())
    }

    /// The default draws of `ConvTranspose2d(inputs, outputs, kernel)`: weight (in, out, k, k), then bias (out).
    ///
    /// PyTorch reads the fan in off the second dimension of the weight, which is the number of outputs here.
    public mutating func transposedConvolution(inputs: Int, outputs: Int, kernel: Int) -> LayerParameters {
        layer(weights: inputs * outputs * kernel * kernel, biases: outputs, fanIn: outputs * kernel * kernel)
    }

    /// `count` weights as `kaiming_uniform_(a: slope, mode: fan_in)`: uniform within +-sqrt(3) gain / sqrt(fan in),
    /// where gain = sqrt(2 / (1 + slope^2)).
    public mutating func kaimingUniform(count: Int, fanIn: Int, slope: Double = 0) -> [Float] {
        let gain = (2 / (1 + slope * slope)).squareRoot()
        let deviation = gain / Double(fanIn).squareRoot()
        return symmetricUniform(count: count, bound: 3.0.squareRoot() * deviation)
    }

    private mutating func layer(weights: Int, biases: Int, fanIn: Int) -> LayerParameters {
        let weight = kaimingUniform(count: weights, fanIn: fanIn, slope: 5.0.squareRoot())
        let bias = symmetricUniform(count: biases, bound: 1 / Double(fanIn).squareRoot())
        return LayerParameters(weight: weight, bias: bias)
    }

    private mutating func symmetricUniform(count: Int, bound: Double) -> [Float] {
        uniform(count: count, from: Float(-bound), to: Float(bound))
    }
}
