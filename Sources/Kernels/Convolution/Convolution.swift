/// Convolution k x k with padding: input H x W x Cin (the large map), output h x w x Cout (the small one), weights k x k x Cin x Cout.
///
/// The weights used are `weights * scale.pointee` (METHOD section 4.1); `scale` is a constant for differentiation, so that
/// dL/dW = dL/dW_eff * scale.
public struct Convolution {
    public let geometry: WindowGeometry

    public init(_ geometry: WindowGeometry) { self.geometry = geometry }

    /// output = input * (weights x scale) + bias.
    public func forward(input: UnsafePointer<Float>, weights: UnsafePointer<Float>, scale: UnsafePointer<Float>,
                        bias: UnsafePointer<Float>?, output: UnsafeMutablePointer<Float>, scratch: Scratch) -> [Work] {
        geometry.contract(large: input, weights: weights, scale: scale, bias: bias, small: output, scratch: scratch, name: name("forward"))
    }

    /// The gradient with respect to the input.
    public func backwardInput(outputGradient: UnsafePointer<Float>, weights: UnsafePointer<Float>, scale: UnsafePointer<Float>,
                              inputGradient: UnsafeMutablePointer<Float>, scratch: Scratch) -> [Work] {
        geometry.expand(small: outputGradient, weights: weights, scale: scale, bias: nil, large: inputGradient,
                        scratch: scratch, name: name("backward input"))
    }

    /// The gradient with respect to the weights; `partials` holds `geometry.partialsCount` floats.
    public func backwardWeights(input: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>, scale: UnsafePointer<Float>,
                                weightGradient: UnsafeMutablePointer<Float>, partials: UnsafeMutablePointer<Float>,
                                scratch: Scratch) -> [Work] {
        geometry.correlate(large: input, small: outputGradient, scale: scale, weightGradient: weightGradient,
                           partials: partials, scratch: scratch, name: name("backward weights"))
    }

    private func name(_ direction: String) -> String { "conv\(geometry.kernel) \(direction)" }
}
