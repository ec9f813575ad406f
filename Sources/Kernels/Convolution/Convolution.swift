/// How convolutions are computed.
public enum ConvolutionMethod: String, CaseIterable, Sendable {
    /// Winograd's F(4 x 4, 3 x 3) where it pays, direct elsewhere.
    case winograd
    /// Gathered windows times weights for all layers: slower, closest to the definition.
    case direct
}

/// Convolution k x k with padding: input H x W x Cin (the large map), output h x w x Cout (the small one), weights k x k x Cin x Cout.
///
/// The weights used are `weights * scale.pointee` (METHOD section 4.1); `scale` is a constant for differentiation, so that
/// dL/dW = dL/dW_eff * scale.
public struct Convolution {
    public let geometry: WindowGeometry
    private let winograd: WinogradConvolution?

    public init(_ geometry: WindowGeometry, method: ConvolutionMethod) {
        self.geometry = geometry
        winograd = method == .winograd ? WinogradConvolution(geometry) : nil
    }

    /// Floats of memory shared by all workers that a forward pass, and each of the two backward passes, needs.
    public var forwardScratchCount: Int { winograd?.forwardScratchCount ?? 0 }
    public var backwardScratchCount: Int { winograd?.backwardScratchCount ?? geometry.partialsCount }
    /// Floats of private scratch that a worker needs.
    public var scratchCount: Int { winograd?.scratchCount ?? geometry.scratchCount }

    /// output = input * (weights x scale) + bias.
    public func forward(input: UnsafePointer<Float>, weights: UnsafePointer<Float>, scale: UnsafePointer<Float>,
                        bias: UnsafePointer<Float>?, output: UnsafeMutablePointer<Float>, shared: UnsafeMutablePointer<Float>,
                        scratch: Scratch) -> [Work] {
        winograd?.forward(input: input, weights: weights, scale: scale, bias: bias, output: output, shared: shared, scratch: scratch)
            ?? geometry.contract(large: input, weights: weights, scale: scale, bias: bias, small: output, scratch: scratch,
                                 name: name("forward"))
    }

    /// The gradient with respect to the input.
    public func backwardInput(outputGradient: UnsafePointer<Float>, weights: UnsafePointer<Float>, scale: UnsafePointer<Float>,
                              inputGradient: UnsafeMutablePointer<Float>, shared: UnsafeMutablePointer<Float>, scratch: Scratch) -> [Work] {
        winograd?.backwardInput(outputGradient: outputGradient, weights: weights, scale: scale, inputGradient: inputGradient,
                                shared: shared, scratch: scratch)
            ?? geometry.expand(small: outputGradient, weights: weights, scale: scale, bias: nil, large: inputGradient,
                               scratch: scratch, name: name("backward input"))
    }

    /// The gradient with respect to the weights.
    public func backwardWeights(input: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>, scale: UnsafePointer<Float>,
                                weightGradient: UnsafeMutablePointer<Float>, shared: UnsafeMutablePointer<Float>,
                                scratch: Scratch) -> [Work] {
        winograd?.backwardWeights(input: input, outputGradient: outputGradient, scale: scale, weightGradient: weightGradient,
                                  shared: shared, scratch: scratch)
            ?? geometry.correlate(large: input, small: outputGradient, scale: scale, weightGradient: weightGradient,
                                  partials: shared, scratch: scratch, name: name("backward weights"))
    }

    private func name(_ direction: String) -> String { "conv\(geometry.kernel) \(direction)" }
}
