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
    private let rows: RowConvolution?
    /// On smaller maps the 36 transformed weight matrices cost more than they save.
    private static let fewestPixels = 256

    public init(_ geometry: WindowGeometry, method: ConvolutionMethod) {
        self.geometry = geometry
        winograd =
            method == .winograd && geometry.smallPixels >= Self.fewestPixels ? WinogradConvolution(geometry) : nil
        rows = method == .winograd && winograd == nil ? RowConvolution(geometry) : nil
    }

    /// Whether this layer is one for which Winograd's method was asked for and pays.
    public var usesWinograd: Bool { winograd != nil }

    /// Floats of memory shared by all workers that a forward pass, and each of the two backward passes, needs.
    public var forwardScratchCount: Int { winograd?.forwardScratchCount ?? rows?.forwardScratchCount ?? 0 }
    public var backwardScratchCount: Int {
        winograd?.backwardScratchCount ?? rows?.backwardScratchCount ?? geometry.partialsCount
    }
    /// Floats of private scratch that a worker needs.
    public var scratchCount: Int { winograd?.scratchCount ?? rows?.scratchCount ?? geometry.scratchCount }

    /// Whether the passes take maps on which something is pending: all do but those that gather windows.
    public var readsPendingMaps: Bool {
        (winograd != nil || rows != nil || geometry.isPointwise) && geometry.largeChannels >= Vector.scalarCount
    }
    /// Whether the forward pass can take sums and moments of its output per channel, and the backward passes read its gradient through
    /// something pending.
    public var defersNorm: Bool { (winograd != nil || rows != nil) && geometry.smallChannels >= Vector.scalarCount }
    /// Rows of channel sums or moments that `forward` and `backwardInput` give.
    public var forwardSumRows: Int { winograd?.forwardSumRows ?? rows?.forwardSumRows ?? 0 }
    public var backwardSumRows: Int { winograd?.backwardSumRows ?? rows?.backwardSumRows ?? geometry.blocks }

    /// Whether the input may be a map of half the size that `upsampling` doubles, without its being written: Winograd's passes read through
    /// filters of two taps.
    public func canDouble(by upsampling: SeparableUpsampling) -> Bool { winograd?.canDouble(by: upsampling) ?? false }

    /// output = input, read as `reading` says and through `doubling`, * (weights x scale), written as `writing` says.
    public func forward(
        input: UnsafePointer<Float>, reading: MapReading = .plain, doubling: SeparableUpsampling? = nil,
        weights: UnsafePointer<Float>, scale: UnsafePointer<Float>, output: UnsafeMutablePointer<Float>,
        writing: MapWriting = .bias(nil), shared: UnsafeMutablePointer<Float>, scratch: Scratch
    ) -> [ParallelRegion] {
        precondition(winograd != nil || doubling == nil, "a direct convolution does not double its input")
        if let winograd {
            return winograd.forward(
                input: winograd.source(input, reading: reading, doubling: doubling), weights: weights, scale: scale,
                output: output, writing: writing, shared: shared, scratch: scratch)
        }
        if let rows {
            return rows.forward(
                input: input, reading: reading, weights: weights, scale: scale, output: output, writing: writing,
                shared: shared,
                scratch: scratch, operation: operation("forward"))
        }
        guard case .bias(let bias) = writing else {
            preconditionFailure("a convolution of gathered windows does not sum its output")
        }
        return geometry.contract(
            large: input, reading: reading, weights: weights, scale: scale, bias: bias, small: output, scratch: scratch,
            operation: operation("forward"))
    }

    /// The gradient with respect to the input, written as `writing` says.
    public func backwardInput(
        outputGradient: UnsafePointer<Float>, gradientReading: MapReading = .plain,
        weights: UnsafePointer<Float>, scale: UnsafePointer<Float>, inputGradient: UnsafeMutablePointer<Float>,
        writing: MapWriting = .bias(nil), shared: UnsafeMutablePointer<Float>, scratch: Scratch
    ) -> [ParallelRegion] {
        if let winograd {
            return winograd.backwardInput(
                outputGradient: outputGradient, gradientReading: gradientReading, weights: weights, scale: scale,
                inputGradient: inputGradient, writing: writing, shared: shared, scratch: scratch)
        }
        if let rows {
            return rows.backwardInput(
                outputGradient: outputGradient, gradientReading: gradientReading, weights: weights, scale: scale,
                inputGradient: inputGradient, writing: writing, shared: shared, scratch: scratch,
                operation: operation("backward input"))
        }
        checkPlain(gradientReading)
        return geometry.expand(
            small: outputGradient, weights: weights, scale: scale, bias: nil, large: inputGradient, writing: writing,
            scratch: scratch, operation: operation("backward input"))
    }

    /// The gradient with respect to the weights.
    public func backwardWeights(
        input: UnsafePointer<Float>, reading: MapReading = .plain, doubling: SeparableUpsampling? = nil,
        outputGradient: UnsafePointer<Float>, gradientReading: MapReading = .plain, scale: UnsafePointer<Float>,
        weightGradient: UnsafeMutablePointer<Float>, shared: UnsafeMutablePointer<Float>,
        scratch: Scratch
    ) -> [ParallelRegion] {
        precondition(winograd != nil || doubling == nil, "a direct convolution does not double its input")
        if let winograd {
            return winograd.backwardWeights(
                input: winograd.source(input, reading: reading, doubling: doubling), outputGradient: outputGradient,
                gradientReading: gradientReading, scale: scale, weightGradient: weightGradient, shared: shared,
                scratch: scratch)
        }
        if let rows {
            return rows.backwardWeights(
                input: input, reading: reading, outputGradient: outputGradient, gradientReading: gradientReading,
                scale: scale,
                weightGradient: weightGradient, partials: shared, scratch: scratch,
                operation: operation("backward weights"))
        }
        checkPlain(gradientReading)
        return geometry.correlate(
            large: input, reading: reading, small: outputGradient, scale: scale, weightGradient: weightGradient,
            partials: shared, scratch: scratch, operation: operation("backward weights"))
    }

    private func checkPlain(_ reading: MapReading) {
        guard case .plain = reading else {
            preconditionFailure("a convolution of gathered windows reads its output's gradient as it is")
        }
    }

    private func operation(_ direction: String) -> StepOperation { .convolution("conv\(geometry.kernel) \(direction)") }
}
