/// Transposed convolution: input h x w x Cin (the small map), output H x W x Cout (the large one), weights k x k x Cout x Cin.
///
/// It is the convolution of the same geometry read backwards: its forward is that one's input gradient.
public struct TransposedConvolution {
    public let geometry: WindowGeometry

    public init(_ geometry: WindowGeometry) { self.geometry = geometry }

    /// The geometry that doubles a map of `height` x `width`: 4 x 4, stride 2, padding 1 (METHOD section 2.1, upsampler `deconv`).
    public static func doubling(height: Int, width: Int, inputChannels: Int, outputChannels: Int) -> TransposedConvolution {
        TransposedConvolution(WindowGeometry(largeHeight: 2 * height, largeWidth: 2 * width, largeChannels: outputChannels,
                                             smallChannels: inputChannels, kernel: 4, stride: 2, padding: 1, border: .zero))
    }

    /// output = the sum of each input sample times its k x k weights, + bias.
    public func forward(input: UnsafePointer<Float>, weights: UnsafePointer<Float>, scale: UnsafePointer<Float>,
                        bias: UnsafePointer<Float>?, output: UnsafeMutablePointer<Float>, scratch: Scratch) -> [Work] {
        geometry.expand(small: input, weights: weights, scale: scale, bias: bias, large: output, scratch: scratch, name: "deconv forward")
    }

    /// The gradient with respect to the input.
    public func backwardInput(outputGradient: UnsafePointer<Float>, weights: UnsafePointer<Float>, scale: UnsafePointer<Float>,
                              inputGradient: UnsafeMutablePointer<Float>, scratch: Scratch) -> [Work] {
        geometry.contract(large: outputGradient, weights: weights, scale: scale, bias: nil, small: inputGradient,
                          scratch: scratch, name: "deconv backward input")
    }

    /// The gradient with respect to the weights; `partials` holds `geometry.partialsCount` floats.
    public func backwardWeights(input: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>, scale: UnsafePointer<Float>,
                                weightGradient: UnsafeMutablePointer<Float>, partials: UnsafeMutablePointer<Float>,
                                scratch: Scratch) -> [Work] {
        geometry.correlate(large: outputGradient, small: input, scale: scale, weightGradient: weightGradient,
                           partials: partials, scratch: scratch, name: "deconv backward weights")
    }
}
