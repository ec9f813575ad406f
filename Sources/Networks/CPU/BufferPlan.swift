/// Decides for a network which maps share a buffer and for how long each lives in a training step.
///
/// Time runs forward through the nodes, then backward, where each node has two moments: its parameters' gradients, then its inputs'.
/// A map lives until the last operation that reads it; operations that can, work in place, and the gradient of a fused activation
/// overwrites the map that it belongs to.
package struct BufferPlan {
    /// The buffer of each node's output and of its gradient; nil where no gradient is needed.
    package let values: [Int]
    package let gradients: [Int?]
    /// The buffer that each operation keeps from forward to backward.
    package let kept: [Int]
    /// The one buffer that all operations use as scratch in turn.
    package let scratch: Int
    /// What each fused chain needs besides its maps.
    let chains: [ChainBuffers]
    /// Where upsampled maps are computed again for the backward pass, by node.
    let recomputed: [Int: Int]
    /// Maps that are parts of a joined one and lie in its buffer, by node.
    package let joined: [Int: JoinedPart]
    /// Holds a second gradient until it is added, for nodes with several consumers; nil where none has.
    package let gradientTerm: Int?
    package let memory: ArenaLayout

    /// Plans a network in which every layer writes its own map.
    /// - Parameters:
    ///   - reads: what each node's pass backward reads.
    ///   - joinsUpsampling: whether upsampled maps are written where a concatenation would copy them.
    package init(
        layerByLayer network: Network, needs: [OperationNeeds], reads: [BackwardReads], joinsUpsampling: Bool
    ) {
        self.init(
            network, needs: needs, fusion: FusionPlan(layerByLayer: network, joinsUpsampling: joinsUpsampling),
            reads: reads)
    }

    /// Plans a network as `fusion` has its layers write their maps or leave them to their readers.
    /// - Parameters:
    ///   - reads: what each node's pass backward reads; nil for what its operation does on the processor.
    ///   - differentiatesInput: whether the network input has a gradient, too.
    init(
        _ network: Network, needs: [OperationNeeds], fusion: FusionPlan, reads: [BackwardReads]? = nil,
        guarded: Bool = false, differentiatesInput: Bool = false
    ) {
        var planner = BufferPlanner(
            network, fusion: fusion, reads: reads ?? network.nodes.map { BackwardReads($0.operation) },
            differentiatesInput: differentiatesInput)
        planner.placeValues()
        planner.keepValuesForReaders()
        planner.keepValuesOfBatchNorms()
        planner.keepInputAndOutput()
        recomputed = planner.placeRecomputed()
        planner.placeGradients()
        gradientTerm = planner.placeGradientTerm()
        kept = planner.placeKept(needs)
        scratch = planner.placeScratch(needs)
        chains = planner.placeChains()
        values = planner.values
        gradients = planner.gradients
        joined = fusion.joined
        memory = ArenaLayout(planner.requests, guarded: guarded)
    }
}

/// The buffers of a fused chain.
struct ChainBuffers {
    let forwardSums: Int
    /// What the reader needs of the norm: beta - mean, or a batch norm's statistics.
    let pending: Int
    let backwardSums: Int
    /// What the producer needs of the norm's gradient: - its mean, or a batch norm's coefficients.
    let gradient: Int
}

/// What the backward pass of one operation reads besides gradients.
package struct BackwardReads {
    /// When the maps of an operation's inputs are last read.
    package enum Moment {
        /// For the gradients of its parameters, which come first.
        case parameters
        /// For the gradients of its inputs.
        case inputs
    }

    /// Nil where they are not read.
    package var input: Moment?
    package var output: Bool

    package init(input: Moment? = nil, output: Bool = false) {
        self.input = input
        self.output = output
    }

    /// What it may read: an operation with weights reads its input for their gradients, or later where it is fused.
    package init(_ operation: Operation) {
        let needs = operation.backwardNeeds
        self.init(input: needs.input ? .inputs : nil, output: needs.output)
    }
}

/// Floats that one operation needs besides its maps.
package struct OperationNeeds {
    /// From its forward to its backward pass.
    package var kept = 0
    package var forward = 0
    package var backward = 0
    /// Private to each worker, in either pass.
    var perWorker = 0

    package init(kept: Int = 0, forward: Int = 0, backward: Int = 0) {
        self.init(kept: kept, forward: forward, backward: backward, perWorker: 0)
    }

    init(kept: Int = 0, forward: Int = 0, backward: Int = 0, perWorker: Int) {
        self.kept = kept
        self.forward = forward
        self.backward = backward
        self.perWorker = perWorker
    }
}

extension Operation {
    var hasParameters: Bool {
        switch self {
        case .convolution, .transposedConvolution: true
        case .normalization(let layer): layer.beta != nil
        case .input, .interpolation, .downsampling, .maxPooling, .depthToSpace, .activation, .concatenation, .addition:
            false
        }
    }
}
