/// The doubling transposed convolution (4 x 4, stride 2, padding 1) as four small Winograd convolutions.
///
/// Sample (2y + p, 2x + q) of the large map receives the small samples (y + d, x + e) through the taps (p + 1 - 2d, q + 1 - 2e): phase
/// (p, q) of the large map is a 3 x 3 convolution of the small map, zero-padded, in which the taps at d = 1 (p = 0) or d = -1 (p = 1) are
/// zero. Weights whose last tap is zero vanish at infinity, those whose first is zero vanish at the point 0: of the 36 frequencies of
/// F(4 x 4, 3 x 3) 25 are left, 1.6 multiplications a large sample instead of 4. Phases are read and written where they lie in the large
/// map, so that no other map is needed.
struct SubpixelConvolution {
    private let geometry: WindowGeometry
    private let product: SubpixelProduct
    private let gradient: SubpixelWeightGradient

    /// Below this many small samples the transforms of the weights cost more than they save.
    static let smallestMap = 256

    /// Nil where the method does not apply, or does not pay: channels must fill the micro-kernel, and maps be large enough.
    init?(_ geometry: WindowGeometry) {
        guard geometry.kernel == 4, geometry.stride == 2, geometry.padding == 1, geometry.border == .zero,
            geometry.largeHeight == 2 * geometry.smallHeight, geometry.largeWidth == 2 * geometry.smallWidth,
            geometry.largeChannels % MicroKernel.columns == 0,
            geometry.smallChannels % MicroKernel.columns == 0, geometry.smallPixels >= Self.smallestMap
        else { return nil }
        self.geometry = geometry
        let grid = SubpixelGrid(height: geometry.smallHeight, width: geometry.smallWidth)
        product = SubpixelProduct(grid: grid, small: geometry.smallChannels, large: geometry.largeChannels)
        gradient = SubpixelWeightGradient(grid: grid, small: geometry.smallChannels, large: geometry.largeChannels)
    }

    var forwardScratchCount: Int { product.weights.count }
    var backwardScratchCount: Int { max(product.weights.count, gradient.partialsCount) }
    var scratchCount: Int { max(product.scratchCount, gradient.scratchCount, SubpixelWeights.scratchCount) }

    func forward(
        input: UnsafePointer<Float>, weights: UnsafePointer<Float>, scale: UnsafePointer<Float>,
        bias: UnsafePointer<Float>?,
        output: UnsafeMutablePointer<Float>, shared: UnsafeMutablePointer<Float>, scratch: Scratch
    ) -> [ParallelRegion] {
        [
            product.weights.pack(.convolution("deconv forward"), weights, scale: scale, into: shared, scratch: scratch),
            product.forward(
                .convolution("deconv forward"), small: input, packed: shared, bias: bias, large: output,
                scratch: scratch),
        ]
    }

    func backwardInput(
        outputGradient: UnsafePointer<Float>, weights: UnsafePointer<Float>, scale: UnsafePointer<Float>,
        inputGradient: UnsafeMutablePointer<Float>, shared: UnsafeMutablePointer<Float>, scratch: Scratch
    ) -> [ParallelRegion] {
        [
            product.weights.packFlipped(
                .convolution("deconv backward input"), weights, scale: scale, into: shared, scratch: scratch),
            product.backward(
                .convolution("deconv backward input"), large: outputGradient, packed: shared, small: inputGradient,
                scratch: scratch),
        ]
    }

    func backwardWeights(
        input: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>, scale: UnsafePointer<Float>,
        weightGradient: UnsafeMutablePointer<Float>, shared: UnsafeMutablePointer<Float>, scratch: Scratch
    ) -> [ParallelRegion] {
        gradient.run(
            .convolution("deconv backward weights"), small: input, large: outputGradient, scale: scale,
            weightGradient: weightGradient,
            partials: shared, scratch: scratch)
    }
}
