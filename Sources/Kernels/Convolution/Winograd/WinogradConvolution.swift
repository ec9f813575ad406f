/// A 3 x 3 convolution of stride 1 by Winograd's F(4 x 4, 3 x 3): a quarter of the multiplications, relative error about 2e-6.
struct WinogradConvolution {
    private let geometry: WindowGeometry
    private let forwardProduct: WinogradProduct
    private let backwardProduct: WinogradProduct
    private let gradient: WinogradWeightGradient

    /// Nil where the method does not apply, or does not pay: channels must fill the micro-kernel, and maps be large enough.
    init?(_ geometry: WindowGeometry) {
        guard geometry.kernel == 3, geometry.stride == 1, geometry.padding == 1,
              geometry.largeChannels % 16 == 0, geometry.smallChannels % 16 == 0, geometry.smallPixels >= 64 else { return nil }
        self.geometry = geometry
        let inputs = geometry.largeChannels, outputs = geometry.smallChannels
        let grid = WinogradGrid.forward(geometry)
        forwardProduct = WinogradProduct(grid: grid, weights: WinogradWeights(inputs: inputs, outputs: outputs))
        backwardProduct = WinogradProduct(grid: .backward(geometry), weights: WinogradWeights(inputs: outputs, outputs: inputs))
        gradient = WinogradWeightGradient(grid: grid, inputs: inputs, outputs: outputs)
    }

    private var weightsCount: Int { forwardProduct.weights.count }
    private var ringCount: Int {
        WinogradTarget.ringCount(height: geometry.largeHeight, width: geometry.largeWidth, channels: geometry.largeChannels)
    }

    var forwardScratchCount: Int { weightsCount }
    var backwardScratchCount: Int { max(weightsCount + ringCount, gradient.partialsCount) }
    var scratchCount: Int { max(forwardProduct.scratchCount, backwardProduct.scratchCount, gradient.scratchCount, WinogradWeights.scratchCount) }

    func forward(input: UnsafePointer<Float>, weights: UnsafePointer<Float>, scale: UnsafePointer<Float>, bias: UnsafePointer<Float>?,
                 output: UnsafeMutablePointer<Float>, shared: UnsafeMutablePointer<Float>, scratch: Scratch) -> [Work] {
        let target = WinogradTarget(map: output, ring: nil, height: geometry.smallHeight, width: geometry.smallWidth,
                                    channels: geometry.smallChannels)
        return [forwardProduct.weights.pack(weights, scale: scale, into: shared, scratch: scratch),
                forwardProduct.run("conv3 forward", source: input, packed: shared, scratch: scratch, bias: bias, target: target)]
    }

    /// A convolution of the output gradient with the flipped weights over the padded input; the padding's part is folded back.
    func backwardInput(outputGradient: UnsafePointer<Float>, weights: UnsafePointer<Float>, scale: UnsafePointer<Float>,
                       inputGradient: UnsafeMutablePointer<Float>, shared: UnsafeMutablePointer<Float>, scratch: Scratch) -> [Work] {
        let target = WinogradTarget(map: inputGradient, ring: geometry.border == .zero ? nil : shared + weightsCount,
                                    height: geometry.largeHeight, width: geometry.largeWidth, channels: geometry.largeChannels)
        return [backwardProduct.weights.packTransposed(weights, scale: scale, into: shared, scratch: scratch),
                backwardProduct.run("conv3 backward input", source: outputGradient, packed: shared, scratch: scratch, bias: nil, target: target),
                target.fold(border: geometry.border)]
    }

    func backwardWeights(input: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>, scale: UnsafePointer<Float>,
                         weightGradient: UnsafeMutablePointer<Float>, shared: UnsafeMutablePointer<Float>, scratch: Scratch) -> [Work] {
        gradient.run(input: input, outputGradient: outputGradient, scale: scale, weightGradient: weightGradient,
                     partials: shared, scratch: scratch)
    }
}
