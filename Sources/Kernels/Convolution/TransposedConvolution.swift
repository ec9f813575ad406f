/// Transposed convolution: input h x w x Cin (the small map), output H x W x Cout (the large one), weights k x k x Cout x Cin.
///
/// It is the convolution of the same geometry read backwards: its forward is that one's input gradient.
public struct TransposedConvolution {
    public let geometry: WindowGeometry
    private let subpixel: SubpixelConvolution?
    private let rows: RowConvolution?

    public init(_ geometry: WindowGeometry, method: ConvolutionMethod) {
        self.geometry = geometry
        subpixel = method == .winograd ? SubpixelConvolution(geometry) : nil
        let isEven =
            geometry.smallChannels % MicroKernel.columns == 0 && geometry.largeChannels % MicroKernel.columns == 0
        rows = method == .winograd && subpixel == nil && !isEven ? RowConvolution(geometry) : nil
    }

    /// The geometry that doubles a map of `height` x `width`: 4 x 4, stride 2, padding 1 (METHOD section 2.1, upsampler `deconv`).
    public static func doubling(
        height: Int, width: Int, inputChannels: Int, outputChannels: Int,
        method: ConvolutionMethod
    ) -> TransposedConvolution {
        TransposedConvolution(
            WindowGeometry(
                largeHeight: 2 * height, largeWidth: 2 * width, largeChannels: outputChannels,
                smallChannels: inputChannels, kernel: 4, stride: 2, padding: 1, border: .zero),
            method: method)
    }

    /// Floats of memory shared by all workers that a forward pass, and each of the two backward passes, needs.
    public var forwardScratchCount: Int { subpixel?.forwardScratchCount ?? rows?.backwardScratchCount ?? 0 }
    public var backwardScratchCount: Int {
        subpixel?.backwardScratchCount ?? rows.map { max($0.forwardScratchCount, $0.backwardScratchCount) }
            ?? geometry.partialsCount
    }
    /// Floats of private scratch that a worker needs.
    public var scratchCount: Int { subpixel?.scratchCount ?? rows?.scratchCount ?? geometry.scratchCount }

    /// output = the sum of each input sample times its k x k weights x scale, + bias.
    public func forward(
        input: UnsafePointer<Float>, weights: UnsafePointer<Float>, scale: UnsafePointer<Float>,
        bias: UnsafePointer<Float>?, output: UnsafeMutablePointer<Float>, shared: UnsafeMutablePointer<Float>,
        scratch: Scratch
    ) -> [ParallelRegion] {
        subpixel?.forward(
            input: input, weights: weights, scale: scale, bias: bias, output: output, shared: shared, scratch: scratch)
            ?? rows?.backwardInput(
                outputGradient: input, gradientReading: .plain, weights: weights, scale: scale, inputGradient: output,
                writing: .bias(bias), shared: shared, scratch: scratch, operation: .convolution("deconv forward"))
            ?? geometry.expand(
                small: input, weights: weights, scale: scale, bias: bias, large: output, scratch: scratch,
                operation: .convolution("deconv forward"))
    }

    /// The gradient with respect to the input.
    public func backwardInput(
        outputGradient: UnsafePointer<Float>, weights: UnsafePointer<Float>, scale: UnsafePointer<Float>,
        inputGradient: UnsafeMutablePointer<Float>, shared: UnsafeMutablePointer<Float>, scratch: Scratch
    ) -> [ParallelRegion] {
        subpixel?.backwardInput(
            outputGradient: outputGradient, weights: weights, scale: scale, inputGradient: inputGradient,
            shared: shared, scratch: scratch)
            ?? rows?.forward(
                input: outputGradient, reading: .plain, weights: weights, scale: scale, output: inputGradient,
                writing: .bias(nil),
                shared: shared, scratch: scratch, operation: .convolution("deconv backward input"))
            ?? geometry.contract(
                large: outputGradient, weights: weights, scale: scale, bias: nil, small: inputGradient,
                scratch: scratch, operation: .convolution("deconv backward input"))
    }

    /// The gradient with respect to the weights.
    public func backwardWeights(
        input: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>, scale: UnsafePointer<Float>,
        weightGradient: UnsafeMutablePointer<Float>, shared: UnsafeMutablePointer<Float>,
        scratch: Scratch
    ) -> [ParallelRegion] {
        subpixel?.backwardWeights(
            input: input, outputGradient: outputGradient, scale: scale, weightGradient: weightGradient,
            shared: shared, scratch: scratch)
            ?? rows?.backwardWeights(
                input: outputGradient, reading: .plain, outputGradient: input, gradientReading: .plain, scale: scale,
                weightGradient: weightGradient, partials: shared, scratch: scratch,
                operation: .convolution("deconv backward weights"))
            ?? geometry.correlate(
                large: outputGradient, small: input, scale: scale, weightGradient: weightGradient,
                partials: shared, scratch: scratch, operation: .convolution("deconv backward weights"))
    }
}
