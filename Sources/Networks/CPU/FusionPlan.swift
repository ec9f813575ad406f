import Kernels

/// A convolution whose mean-only norm and leaky ReLU are never written to memory: the one operation that reads them applies them itself.
struct FusedChain {
    /// Nodes of the network, in the order in which they follow each other.
    let convolution: Int
    let norm: Int
    let activation: Int
    let reader: Int
    let slope: Float
    let channels: Int
    /// Rows of channel sums that the convolution's forward pass gives, and the reader's pass backward.
    let forwardSumRows: Int
    let backwardSumRows: Int
}

/// Finds what of a network can be fused.
struct FusionPlan {
    let chains: [FusedChain]
    /// Upsampled maps that are never written: the convolution that reads them computes them from the smaller map.
    let unwritten: Set<Int>
    /// Upsampled maps that are computed again for the backward pass, which is cheaper than to keep them.
    let recomputed: Set<Int>

    init(_ network: Network, operations: [BoundOperation], enabled: Bool) {
        let chains = enabled ? network.nodes.indices.compactMap { Self.chain(endingAt: $0, network, operations) } : []
        self.chains = chains
        /// Chains that end in an upsampling which one convolution reads, by whether that can double its input itself.
        func upsampled(doubling: Bool) -> Set<Int> {
            Set(chains.map(\.reader).filter { reader in
                guard case .interpolation(let upsampling) = operations[reader] else { return false }
                let consumers = network.consumers(of: reader)
                guard consumers.count == 1, case .convolution(_, let kernel, _) = operations[consumers[0]] else { return false }
                return kernel.canDouble(by: upsampling) == doubling
            })
        }
        unwritten = upsampled(doubling: true)
        recomputed = upsampled(doubling: false)
    }

    func chain(whereConvolutionIs node: Int) -> Int? { chains.firstIndex { $0.convolution == node } }
    func chain(whereNormIs node: Int) -> Int? { chains.firstIndex { $0.norm == node } }
    func chain(whereActivationIs node: Int) -> Int? { chains.firstIndex { $0.activation == node } }
    func chain(whereReaderIs node: Int) -> Int? { chains.firstIndex { $0.reader == node } }

    private static func chain(endingAt activation: Int, _ network: Network, _ operations: [BoundOperation]) -> FusedChain? {
        func onlyInput(_ node: Int) -> Int? {
            let inputs = network.nodes[node].inputs
            return inputs.count == 1 && network.consumers(of: inputs[0]).count == 1 ? inputs[0] : nil
        }
        let readers = network.consumers(of: activation)
        guard case .activation(let kind) = network.nodes[activation].operation, let slope = kind.slope, readers.count == 1,
              let norm = onlyInput(activation), case .meanOnlyNorm = operations[norm],
              let convolution = onlyInput(norm), case .convolution(_, let kernel, _) = operations[convolution], kernel.defersNorm,
              let backwardSumRows = operations[readers[0]].pendingActivationSumRows else { return nil }
        return FusedChain(convolution: convolution, norm: norm, activation: activation, reader: readers[0], slope: slope,
                          channels: network.nodes[activation].shape.channels, forwardSumRows: kernel.forwardSumRows,
                          backwardSumRows: backwardSumRows)
    }
}

extension BoundOperation {
    /// Rows of channel sums that the pass backward to a pending activation gives; nil for an operation that cannot read one.
    fileprivate var pendingActivationSumRows: Int? {
        switch self {
        case .convolution(_, let kernel, _): kernel.readsPendingActivations ? kernel.backwardSumRows : nil
        case .interpolation(let kernel): kernel.backwardSumRows
        case .input, .transposedConvolution, .maxPooling, .depthToSpace, .meanOnlyNorm, .batchNorm, .leakyReLU, .swish, .elu, .sigmoid,
             .concatenation, .addition: nil
        }
    }
}

extension Activation {
    /// What negative values are multiplied by; nil for activations of another kind.
    var slope: Float? {
        switch self {
        case .leakyReLU(let slope): slope
        case .relu: 0
        case .swish, .elu, .sigmoid: nil
        }
    }
}
