import DeviceKernels
import Networks

/// A norm on a map of pixels x channels: the launches of its passes.
struct NormPlan {
    let layer: NormalizationLayer
    let sums: ChannelSumsPlan

    init(_ layer: NormalizationLayer, shape: Shape) {
        self.layer = layer
        sums = ChannelSumsPlan(pixels: shape.pixels, channels: shape.channels)
    }

    private var count: Int { sums.pixels * sums.channels }
    private var isMeanOnly: Bool { layer.kind == .meanOnly }

    /// Floats from forward to backward: mean, 1 / sqrt(var + eps) and gain of each channel.
    var keptCount: Int { isMeanOnly ? 0 : 3 * sums.channels }
    var forwardScratchCount: Int { sums.partialsCount + (isMeanOnly ? sums.channels : 0) }
    var backwardScratchCount: Int {
        isMeanOnly ? sums.partialsCount + sums.channels : 2 * sums.partialsCount + 2 * sums.channels
    }

    /// The learned vectors and their gradients; nil for those that the norm has not.
    struct Vectors {
        var gamma: Place?, beta: Place?, gammaGradient: Place?, betaGradient: Place?
    }

    private var sizes: [KernelArgument] { [.int(sums.blocks), .int(sums.channels), .int(sums.pixels)] }
    private var lambda: KernelArgument { .float(Float(layer.lipschitz ?? 0)) }

    func forward(
        input: Place, vectors: Vectors, output: Place, statistics: Place, scratch: Place, into list: inout LaunchList
    ) throws {
        if isMeanOnly, let beta = vectors.beta {
            let offset = scratch.advanced(by: sums.partialsCount)
            try sums.first("channel_sums", [input, scratch], into: &list)
            try sums.second("mean_offset", [.place(scratch), .place(beta), .place(offset)] + sizes, into: &list)
            try list.add(
                .norm, "add_offset", over: count,
                [.place(input), .place(offset), .place(output), .wide(count), .int(sums.channels)])
            return
        }
        try sums.first("channel_sums", [input, scratch], into: &list)
        try sums.second("norm_mean", [.place(scratch), .place(statistics)] + sizes, into: &list)
        try sums.first("channel_squares", [input, statistics, scratch], into: &list)
        try sums.second(
            "norm_gain",
            [
                .place(scratch), .place(vectors.gamma ?? statistics), .flag(vectors.gamma != nil), .place(statistics),
            ] + sizes + [lambda], into: &list)
        try list.add(
            .norm, "norm_forward", over: count,
            [
                .place(input), .place(statistics), .place(vectors.beta ?? statistics), .flag(vectors.beta != nil),
                .place(output), .wide(count), .int(sums.channels),
            ])
    }

    /// `inputGradient` may be `outputGradient`.
    func backward(
        input: Place, outputGradient: Place, vectors: Vectors, statistics: Place, inputGradient: Place, scratch: Place,
        into list: inout LaunchList
    ) throws {
        if isMeanOnly, let betaGradient = vectors.betaGradient {
            let offset = scratch.advanced(by: sums.partialsCount)
            try sums.first("channel_sums", [outputGradient, scratch], into: &list)
            try sums.second(
                "mean_gradient", [.place(scratch), .place(betaGradient), .place(offset)] + sizes, into: &list)
            try list.add(
                .norm, "add_offset", over: count,
                [.place(outputGradient), .place(offset), .place(inputGradient), .wide(count), .int(sums.channels)])
            return
        }
        let products = scratch.advanced(by: sums.partialsCount),
            coefficients = products.advanced(by: sums.partialsCount)
        try sums.first("channel_products", [input, outputGradient, statistics, scratch, products], into: &list)
        try sums.second(
            "norm_gradient",
            [
                .place(scratch), .place(products), .place(statistics), .place(vectors.gamma ?? statistics),
                .flag(vectors.gamma != nil), .place(vectors.gammaGradient ?? scratch),
                .place(vectors.betaGradient ?? scratch), .place(coefficients),
            ] + sizes + [lambda], into: &list)
        try list.add(
            .norm, "norm_backward", over: count,
            [
                .place(input), .place(statistics), .place(coefficients), .place(outputGradient), .place(inputGradient),
                .wide(count), .int(sums.channels),
            ])
    }
}
