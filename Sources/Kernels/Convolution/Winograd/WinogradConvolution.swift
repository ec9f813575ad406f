/// A 3 x 3 convolution of stride 1 by Winograd's F(4 x 4, 3 x 3): a quarter of the multiplications, relative error about 2e-6.
struct WinogradConvolution {
    private let geometry: WindowGeometry
    private let forwardProduct: WinogradProduct
    private let backwardProduct: WinogradProduct
    private let gradient: WinogradWeightGradient

    /// Nil where the method does not apply, or does not pay: channels must fill a vector, and maps be large enough.
    init?(_ geometry: WindowGeometry) {
        guard geometry.kernel == 3, geometry.stride == 1, geometry.padding == 1,
            geometry.largeChannels >= Vector.scalarCount,
            geometry.smallChannels >= Vector.scalarCount, geometry.smallPixels >= 64
        else { return nil }
        self.geometry = geometry
        let inputs = geometry.largeChannels, outputs = geometry.smallChannels
        let grid = WinogradGrid.forward(geometry)
        forwardProduct = WinogradProduct(grid: grid, weights: WinogradWeights(inputs: inputs, outputs: outputs))
        backwardProduct = WinogradProduct(
            grid: .backward(geometry), weights: WinogradWeights(inputs: outputs, outputs: inputs))
        gradient = WinogradWeightGradient(grid: grid, inputs: inputs, outputs: outputs)
    }

    private var weightsCount: Int { max(forwardProduct.weights.count, backwardProduct.weights.count) }
    private var hasRing: Bool { geometry.border != .zero }
    private var ringCount: Int {
        WinogradTarget.ringCount(
            height: geometry.largeHeight, width: geometry.largeWidth, channels: geometry.largeChannels)
    }

    var forwardScratchCount: Int { weightsCount }
    var backwardScratchCount: Int { max(weightsCount + 2 * ringCount, gradient.partialsCount) }
    var scratchCount: Int {
        max(
            forwardProduct.scratchCount, backwardProduct.scratchCount, gradient.scratchCount,
            WinogradWeights.scratchCount)
    }

    /// Rows of channel sums that a forward pass gives, and a pass backward to the input.
    var forwardSumRows: Int { forwardProduct.blocks }
    var backwardSumRows: Int { backwardProduct.blocks + (hasRing ? 1 : 0) }

    /// What the input is computed from; `doubling` names the upsampling that would write it, if it is not written.
    func source(_ input: UnsafePointer<Float>, reading: MapReading, doubling: SeparableUpsampling?) -> WinogradSource {
        WinogradSource(
            map: input, reading: reading, upsampled: doubling.map { UpsampledWindows(forwardProduct.grid, of: $0)! })
    }

    /// Whether the input may be computed from a smaller map as it is read.
    func canDouble(by upsampling: SeparableUpsampling) -> Bool {
        UpsampledWindows(forwardProduct.grid, of: upsampling) != nil
    }

    func forward(
        input: WinogradSource, weights: UnsafePointer<Float>, scale: UnsafePointer<Float>,
        output: UnsafeMutablePointer<Float>, writing: MapWriting, shared: UnsafeMutablePointer<Float>, scratch: Scratch
    ) -> [ParallelRegion] {
        let target = WinogradTarget(
            map: output, ring: nil, height: geometry.smallHeight, width: geometry.smallWidth,
            channels: geometry.smallChannels)
        return [
            forwardProduct.weights.pack(weights, scale: scale, into: shared, scratch: scratch),
            forwardProduct.run(
                .convolution("conv3 forward"), source: input, packed: shared, scratch: scratch, writing: writing,
                target: target),
        ]
    }

    /// A convolution of the output gradient with the flipped weights over the padded input; the padding's part is folded back.
    func backwardInput(
        outputGradient: UnsafePointer<Float>, gradientReading: MapReading, weights: UnsafePointer<Float>,
        scale: UnsafePointer<Float>, inputGradient: UnsafeMutablePointer<Float>, writing: MapWriting,
        shared: UnsafeMutablePointer<Float>, scratch: Scratch
    ) -> [ParallelRegion] {
        let ring = shared + weightsCount, kept = ring + ringCount
        let target = WinogradTarget(
            map: inputGradient, ring: hasRing ? ring : nil, height: geometry.largeHeight,
            width: geometry.largeWidth, channels: geometry.largeChannels)
        let pack = backwardProduct.weights.packTransposed(weights, scale: scale, into: shared, scratch: scratch)
        let product = backwardProduct.run(
            .convolution("conv3 backward input"), source: WinogradSource(map: outputGradient, reading: gradientReading),
            packed: shared, scratch: scratch, writing: writing, target: target)
        guard hasRing else { return [pack, product] }
        switch writing {
        case .activationGradient(let activation):
            // The samples are overwritten: those that the ring needs are kept.
            return [
                pack, target.keep(border: geometry.border, in: kept), product,
                target.fold(
                    border: geometry.border, through: activation.pending, kept: kept,
                    sums: activation.sums + backwardProduct.blocks * geometry.largeChannels),
            ]
        case .normGradient(let norm):
            return [
                pack, product,
                target.fold(
                    border: geometry.border, through: norm,
                    sums: norm.sums + 2 * backwardProduct.blocks * geometry.largeChannels),
            ]
        case .bias, .summed, .moments:
            return [pack, product, target.fold(border: geometry.border)]
        }
    }

    func backwardWeights(
        input: WinogradSource, outputGradient: UnsafePointer<Float>, gradientReading: MapReading,
        scale: UnsafePointer<Float>, weightGradient: UnsafeMutablePointer<Float>, shared: UnsafeMutablePointer<Float>,
        scratch: Scratch
    ) -> [ParallelRegion] {
        gradient.regions(
            input: input, outputGradient: outputGradient, gradientReading: gradientReading, scale: scale,
            weightGradient: weightGradient, partials: shared, scratch: scratch)
    }
}
