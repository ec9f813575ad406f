import Kernels

/// A norm, with the activations around it, or an activation behind a convolution, whose result is never written to memory: the one
/// operation that reads it applies them itself to the map that the first of them was given.
struct FusedChain {
    enum Kind {
        /// The mean of each channel and a leaky ReLU; gradients overwrite the map.
        case meanOnly
        /// A batch or instance norm; its gradient needs the map, which stays.
        case batch
        /// The bias of a convolution and a leaky ReLU, without a norm; gradients overwrite the map.
        case activation
    }

    let kind: Kind
    /// Nodes of the network, in the order in which they follow each other; either activation may be missing.
    let producer: Int
    let before: Int?
    /// Nil only for the kind without one.
    let norm: Int?
    let after: Int?
    let reader: Int
    let slopeBefore: Float
    let slopeAfter: Float
    let channels: Int
    /// Whether the producer takes the norm's sums as it writes, and reads the map's gradient through the norm.
    let producerDefers: ProducerDefers
    /// Rows of channel sums that the forward pass gives, and the reader's pass backward.
    let forwardSumRows: Int
    let backwardSumRows: Int

    struct ProducerDefers {
        let takesSums: Bool
        let readsGradient: Bool
    }

    /// The node whose result the reader names as its input.
    var last: Int { after ?? norm! }
    /// The first node behind the producer, and what may stand before the norm.
    var decides: Int { norm ?? last }

    /// Floats of a row of sums.
    var forwardSumStep: Int { kind == .batch ? MomentRows.step(channels: channels) : channels }
    var backwardSumStep: Int { kind == .batch ? 2 * channels : channels }
    /// Floats of what the reader needs, and of what the producer does.
    var pendingCount: Int {
        switch kind {
        case .meanOnly: channels
        case .batch: BatchNorm.pendingStatisticsCount(channels: channels)
        case .activation: 0
        }
    }
    var gradientCount: Int {
        switch kind {
        case .meanOnly: channels
        case .batch: BatchNorm.pendingCoefficientsCount(channels: channels)
        case .activation: 0
        }
    }
}

extension FusedChain {
    /// The chain of activation `node` behind a convolution; nil where something on the way has several readers, where a norm is near, or
    /// where the result would differ in its last bits: a gradient that is folded at the border is multiplied by the slope before.
    init?(activation node: Int, _ network: Network, _ operations: [BoundOperation]) {
        guard let input = network.nodes[node].inputs.first else { return nil }
        let channels = network.nodes[node].shape.channels, readers = network.consumers(of: node)
        guard case .activation(let activation) = network.nodes[node].operation, let slope = activation.slope,
            (0...1).contains(slope), channels >= Vector.scalarCount, network.consumers(of: input) == [node],
            case .convolution(let layer, _, let sums) = operations[input], layer.bias != nil, sums != nil,
            readers.count == 1, case .convolution(let next, _, _) = operations[readers[0]],
            next.kernel == 1 || next.padding == .zero,
            let backwardSumRows = operations[readers[0]].pendingMapSumRows
        else { return nil }
        self.init(
            kind: .activation, producer: input, before: nil, norm: nil, after: node, reader: readers[0], slopeBefore: 1,
            slopeAfter: slope, channels: channels, producerDefers: .init(takesSums: false, readsGradient: false),
            forwardSumRows: 0, backwardSumRows: backwardSumRows)
    }

    /// The chain around node `norm`; nil where something on the way has several readers, or cannot do what is asked of it.
    init?(around norm: Int, _ network: Network, _ operations: [BoundOperation]) {
        func slope(_ node: Int) -> Float? {
            guard case .activation(let activation) = network.nodes[node].operation else { return nil }
            return activation.slope
        }
        func onlyConsumer(_ node: Int) -> Int? {
            let consumers = network.consumers(of: node)
            return consumers.count == 1 ? consumers[0] : nil
        }
        /// The one input of a node that nothing else reads.
        func onlyInput(_ node: Int) -> Int? {
            let inputs = network.nodes[node].inputs
            return inputs.count == 1 && inputs[0] != 0 && onlyConsumer(inputs[0]) != nil ? inputs[0] : nil
        }
        let channels = network.nodes[norm].shape.channels
        guard channels >= Vector.scalarCount, let input = onlyInput(norm) else { return nil }
        let after = onlyConsumer(norm).flatMap { slope($0) == nil ? nil : $0 }
        guard let reader = onlyConsumer(after ?? norm), let backwardSumRows = operations[reader].pendingMapSumRows
        else { return nil }
        switch operations[norm] {
        case .meanOnlyNorm:
            guard let after, case .convolution(_, let kernel, _) = operations[input], kernel.defersNorm else {
                return nil
            }
            self.init(
                kind: .meanOnly, producer: input, before: nil, norm: norm, after: after, reader: reader, slopeBefore: 1,
                slopeAfter: slope(after)!, channels: channels,
                producerDefers: .init(takesSums: true, readsGradient: true),
                forwardSumRows: kernel.forwardSumRows, backwardSumRows: backwardSumRows)
        case .batchNorm(_, let kernel):
            let before = slope(input) == nil ? nil : input
            guard let producer = before == nil ? input : onlyInput(input) else { return nil }
            let own = operations[producer].momentRows
            self.init(
                kind: .batch, producer: producer, before: before, norm: norm, after: after, reader: reader,
                slopeBefore: before.flatMap(slope) ?? 1, slopeAfter: after.flatMap(slope) ?? 1, channels: channels,
                producerDefers: .init(takesSums: own != nil, readsGradient: operations[producer].readsPendingGradients),
                forwardSumRows: own ?? kernel.momentRows, backwardSumRows: backwardSumRows)
        default:
            return nil
        }
    }
}

extension BoundOperation {
    /// Rows of channel sums that the pass backward to a map with something pending gives; nil for an operation that cannot read one.
    fileprivate var pendingMapSumRows: Int? {
        switch self {
        case .convolution(_, let kernel, _): kernel.readsPendingMaps ? kernel.backwardSumRows : nil
        case .interpolation(let kernel): kernel.backwardSumRows
        case .input, .transposedConvolution, .maxPooling, .depthToSpace, .meanOnlyNorm, .batchNorm, .leakyReLU, .swish,
            .elu, .sigmoid,
            .concatenation, .addition:
            nil
        }
    }

    /// Rows of moments that the forward pass gives; nil for an operation that takes none.
    fileprivate var momentRows: Int? {
        guard case .convolution(_, let kernel, let bias) = self, kernel.defersNorm, bias == nil else { return nil }
        return kernel.forwardSumRows
    }

    fileprivate var readsPendingGradients: Bool {
        switch self {
        case .convolution(_, let kernel, let bias): kernel.defersNorm && bias == nil
        case .interpolation: true
        case .input, .transposedConvolution, .maxPooling, .depthToSpace, .meanOnlyNorm, .batchNorm, .leakyReLU, .swish,
            .elu, .sigmoid,
            .concatenation, .addition:
            false
        }
    }
}

extension Activation {
    /// What negative values are multiplied by; nil for activations of another kind.
    package var slope: Float? {
        switch self {
        case .leakyReLU(let slope): slope
        case .relu: 0
        case .swish, .elu, .sigmoid: nil
        }
    }
}
