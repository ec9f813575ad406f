import DeviceKernels
import Devices
import Networks

/// A norm on a map of pixels x channels, with the leaky ReLU behind it: the launches of its passes.
struct NormPlan {
    let layer: NormalizationLayer
    let sums: ChannelSumsPlan
    /// The sums for mean and variance, in smaller blocks that stay in a cache.
    private let moments: ChannelSumsPlan
    /// What the activation multiplies negative results by; nil for a norm without one.
    let slope: Float?

    init(_ layer: NormalizationLayer, shape: Shape, slope: Float?) {
        self.layer = layer
        self.slope = slope
        sums = ChannelSumsPlan(pixels: shape.pixels, channels: shape.channels)
        moments = ChannelSumsPlan(pixels: shape.pixels, channels: shape.channels, block: 128)
    }

    private var count: Int { sums.pixels * sums.channels }
    private var isMeanOnly: Bool { layer.kind == .meanOnly }

    /// Whether the pass backward reads the activation's result, for its sign.
    var readsResult: Bool { isMeanOnly && slope != nil }

    /// Floats from forward to backward: mean, 1 / sqrt(var + eps) and gain of each channel.
    var keptCount: Int { isMeanOnly ? 0 : 3 * sums.channels }
    var forwardScratchCount: Int { isMeanOnly ? sums.partialsCount + sums.channels : 2 * moments.partialsCount }
    var backwardScratchCount: Int {
        isMeanOnly ? sums.partialsCount + sums.channels : 2 * sums.partialsCount + 2 * sums.channels
    }

    /// The learned vectors and their gradients; nil for those that the norm has not.
    struct Vectors {
        var gamma: Place?, beta: Place?, gammaGradient: Place?, betaGradient: Place?
    }

    private var sizes: [KernelArgument] { [.int(sums.blocks), .int(sums.channels), .int(sums.pixels)] }
    private var activation: KernelArgument { .float(slope ?? 1) }
    private var lambda: KernelArgument { .float(Float(layer.lipschitz ?? 0)) }

    func forward(
        input: Place, vectors: Vectors, output: Place, statistics: Place, scratch: Place, into list: inout LaunchList
    ) throws {
        if isMeanOnly, let beta = vectors.beta {
            let offset = scratch.advanced(by: sums.partialsCount)
            try sums.first("channel_sums", [.place(input), .place(scratch)], into: &list)
            try sums.second("mean_offset", [.place(scratch), .place(beta), .place(offset)] + sizes, into: &list)
            try list.add(
                .norm, "mean_only_forward", over: count,
                [.place(input), .place(offset), .place(output), .wide(count), .int(sums.channels), activation])
            return
        }
        let squares = scratch.advanced(by: moments.partialsCount)
        try moments.first("channel_moments", [.place(input), .place(scratch), .place(squares)], into: &list)
        try moments.second(
            "norm_statistics",
            [
                .place(input), .place(scratch), .place(squares), .place(vectors.gamma ?? statistics),
                .flag(vectors.gamma != nil), .place(statistics), .int(moments.blocks), .int(moments.channels),
                .int(moments.pixels), .int(moments.block), lambda,
            ], into: &list)
        try list.add(
            .norm, "norm_forward", over: count,
            [
                .place(input), .place(statistics), .place(vectors.beta ?? statistics), .flag(vectors.beta != nil),
                .place(output), .wide(count), .int(sums.channels), activation,
            ])
    }

    /// `outputGradient` is that of the activation's result, `output`, if there is one; `inputGradient` may be the same place.
    func backward(
        input: Place, output: Place, outputGradient: Place, vectors: Vectors, statistics: Place, inputGradient: Place,
        scratch: Place,
        into list: inout LaunchList
    ) throws {
        if isMeanOnly, let betaGradient = vectors.betaGradient {
            let offset = scratch.advanced(by: sums.partialsCount)
            try sums.first(
                "channel_gradients", [.place(output), .place(outputGradient), .place(scratch)], activation, into: &list)
            try sums.second(
                "mean_gradient", [.place(scratch), .place(betaGradient), .place(offset)] + sizes, into: &list)
            try list.add(
                .norm, "mean_only_backward", over: count,
                [
                    .place(output), .place(outputGradient), .place(offset), .place(inputGradient), .wide(count),
                    .int(sums.channels), activation,
                ])
            return
        }
        let products = scratch.advanced(by: sums.partialsCount),
            coefficients = products.advanced(by: sums.partialsCount)
        let beta: [KernelArgument] = [.place(vectors.beta ?? statistics), .flag(vectors.beta != nil)]
        try sums.first(
            "channel_products",
            [.place(input), .place(outputGradient), .place(statistics)] + beta + [.place(scratch), .place(products)],
            activation, into: &list)
        try sums.second(
            "norm_gradient",
            [
                .place(scratch), .place(products), .place(statistics), .place(vectors.gamma ?? statistics),
                .flag(vectors.gamma != nil), .place(vectors.gammaGradient ?? scratch),
                .place(vectors.betaGradient ?? scratch), .place(coefficients),
            ] + sizes + [lambda], into: &list)
        try list.add(
            .norm, "norm_backward", over: count,
            [.place(input), .place(statistics)] + beta + [
                .place(coefficients), .place(outputGradient), .place(inputGradient), .wide(count),
                .int(sums.channels), activation,
            ])
    }
}

/// Sums over the pixels of a map, by channel, in two rounds whose parts never depend on the device.
struct ChannelSumsPlan {
    let pixels: Int, channels: Int
    /// Pixels of a part.
    var block = 512
    private static let mostLanes = 64

    /// Partial sums of a channel.
    var blocks: Int { Tile.groups(pixels, block) }
    /// Floats of the partial sums.
    var partialsCount: Int { blocks * channels }
    /// Channels of a group: a power of two.
    private var lanes: Int {
        var lanes = 1
        while lanes < min(channels, Self.mostLanes) { lanes *= 2 }
        return lanes
    }

    private var firstGroups: GridSize { (blocks, Tile.groups(channels, lanes), 1) }
    private var firstSizes: [KernelArgument] { [.int(pixels), .int(channels), .int(block), .int(lanes)] }

    /// Appends a kernel of the first round: its arguments, the sizes, and what comes behind.
    func first(
        _ name: String, _ arguments: [KernelArgument], _ rest: KernelArgument..., into list: inout LaunchList
    ) throws {
        try list.add(.sums, name, groups: firstGroups, arguments + firstSizes + rest)
    }

    /// Appends a kernel of the second round: a group for each channel.
    func second(_ name: String, _ arguments: [KernelArgument], into list: inout LaunchList) throws {
        try list.add(.sums, name, groups: (channels, 1, 1), arguments)
    }

    /// The gradient of a bias.
    func bias(of gradient: Place, into target: Place, partials: Place, list: inout LaunchList) throws {
        try first("channel_sums", [.place(gradient), .place(partials)], into: &list)
        try second(
            "bias_gradient", [.place(partials), .place(target), .int(blocks), .int(channels)], into: &list)
    }
}
