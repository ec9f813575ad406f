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
    /// On smaller maps the 36 transformed weight matrices cost more than they save.
    private static let fewestPixels = 256

    public init(_ geometry: WindowGeometry, method: ConvolutionMethod) {
        self.geometry = geometry
        winograd = method == .winograd && geometry.smallPixels >= Self.fewestPixels ? WinogradConvolution(geometry) : nil
    }

    /// Whether this layer is one for which Winograd's method was asked for and pays.
    public var usesWinograd: Bool { winograd != nil }

    /// Floats of memory shared by all workers that a forward pass, and each of the two backward passes, needs.
    public var forwardScratchCount: Int { winograd?.forwardScratchCount ?? 0 }
    public var backwardScratchCount: Int { winograd?.backwardScratchCount ?? geometry.partialsCount }
    /// Floats of private scratch that a worker needs.
    public var scratchCount: Int { winograd?.scratchCount ?? geometry.scratchCount }

    /// Whether the passes take maps whose norm and activation are pending: Winograd's do, and those of a 1 x 1 kernel.
    public var readsPendingActivations: Bool { winograd != nil || geometry.isPointwise }
    /// Whether the forward pass can sum its output per channel, and the backward passes add an offset per channel to its gradient.
    public var defersNorm: Bool { winograd != nil }
    /// Rows of channel sums that `forward` and `backwardInput` give.
    public var forwardSumRows: Int { winograd?.forwardSumRows ?? 0 }
    public var backwardSumRows: Int { winograd?.backwardSumRows ?? geometry.blocks }

    /// Whether the input may be a map of half the size that `upsampling` doubles, without its being written: Winograd's passes read through
    /// filters of two taps.
    public func canDouble(by upsampling: SeparableUpsampling) -> Bool { winograd?.canDouble(by: upsampling) ?? false }

    /// output = input, after what is pending on it and `doubling`, * (weights x scale) + bias; with `sums` there is no bias, and the output is summed
    /// per channel into their rows.
    public func forward(input: UnsafePointer<Float>, pending: PendingActivation? = nil, doubling: SeparableUpsampling? = nil,
                        weights: UnsafePointer<Float>, scale: UnsafePointer<Float>, bias: UnsafePointer<Float>?, output: UnsafeMutablePointer<Float>,
                        sums: UnsafeMutablePointer<Float>? = nil, shared: UnsafeMutablePointer<Float>, scratch: Scratch) -> [Work] {
        precondition(winograd != nil || sums == nil, "a direct convolution does not sum its output")
        precondition(winograd != nil || doubling == nil, "a direct convolution does not double its input")
        return winograd?.forward(input: winograd!.source(input, pending: pending, doubling: doubling), weights: weights, scale: scale, output: output,
                                 finish: sums.map { .summed($0) } ?? .bias(bias), shared: shared, scratch: scratch)
            ?? geometry.contract(large: input, pending: pending, weights: weights, scale: scale, bias: bias, small: output,
                                 scratch: scratch, name: name("forward"))
    }

    /// The gradient with respect to the input, or with `activation` to what the input was before it was activated.
    public func backwardInput(outputGradient: UnsafePointer<Float>, gradientOffset: UnsafePointer<Float>? = nil,
                              weights: UnsafePointer<Float>, scale: UnsafePointer<Float>, inputGradient: UnsafeMutablePointer<Float>,
                              activation: ActivationGradient? = nil, shared: UnsafeMutablePointer<Float>, scratch: Scratch) -> [Work] {
        checkDirect(gradientOffset)
        return winograd?.backwardInput(outputGradient: outputGradient, gradientOffset: gradientOffset, weights: weights, scale: scale,
                                       inputGradient: inputGradient, activation: activation, shared: shared, scratch: scratch)
            ?? geometry.expand(small: outputGradient, weights: weights, scale: scale, bias: nil, large: inputGradient,
                               activation: activation, scratch: scratch, name: name("backward input"))
    }

    /// The gradient with respect to the weights.
    public func backwardWeights(input: UnsafePointer<Float>, pending: PendingActivation? = nil, doubling: SeparableUpsampling? = nil,
                                outputGradient: UnsafePointer<Float>, gradientOffset: UnsafePointer<Float>? = nil, scale: UnsafePointer<Float>,
                                weightGradient: UnsafeMutablePointer<Float>, shared: UnsafeMutablePointer<Float>,
                                scratch: Scratch) -> [Work] {
        checkDirect(gradientOffset)
        precondition(winograd != nil || doubling == nil, "a direct convolution does not double its input")
        return winograd?.backwardWeights(input: winograd!.source(input, pending: pending, doubling: doubling), outputGradient: outputGradient,
                                         gradientOffset: gradientOffset, scale: scale, weightGradient: weightGradient, shared: shared,
                                         scratch: scratch)
            ?? geometry.correlate(large: input, pending: pending, small: outputGradient, scale: scale, weightGradient: weightGradient,
                                  partials: shared, scratch: scratch, name: name("backward weights"))
    }

    private func checkDirect(_ gradientOffset: UnsafePointer<Float>?) {
        precondition(winograd != nil || gradientOffset == nil, "a direct convolution reads its output's gradient as it is")
    }

    private func name(_ direction: String) -> String { "conv\(geometry.kernel) \(direction)" }
}
