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

    /// - Parameters:
    ///   - reads: what each node's pass backward reads; nil for what its operation does on the processor.
    ///   - differentiatesInput: whether the network input has a gradient, too.
    init(
        _ network: Network, needs: [OperationNeeds], fusion: FusionPlan, reads: [BackwardReads]? = nil,
        guarded: Bool = false, differentiatesInput: Bool = false
    ) {
        let nodes = network.nodes
        let reads = reads ?? nodes.map { BackwardReads($0.operation) }
        let count = nodes.count
        let end = 4 * count + 1
        func forwardTime(_ node: Int) -> Int { 2 * node }
        func parametersTime(_ node: Int) -> Int { 2 * (2 * count - node) }
        func inputsTime(_ node: Int) -> Int { parametersTime(node) + 1 }
        let consumers = nodes.indices.map { network.consumers(of: $0) }

        var requests: [ArenaLayout.Request] = []
        func request(_ size: Int, _ first: Int, _ last: Int) -> Int {
            requests.append(.init(count: size, first: first, last: last))
            return requests.count - 1
        }
        func extend(_ buffer: Int, to time: Int) { requests[buffer].last = max(requests[buffer].last, time) }

        // Which nodes lie between a parameter, or an input that is differentiated, and the loss.
        var trained = [Bool](repeating: false, count: count)
        for (index, node) in nodes.enumerated() {
            trained[index] =
                node.operation.hasParameters || node.inputs.contains { trained[$0] }
                || (index == 0 && differentiatesInput)
        }

        var values = [Int](repeating: 0, count: count)
        /// The buffers of joined maps whose parts were written before.
        var joins: [Int: Int] = [:]
        for (index, node) in nodes.enumerated() {
            let overwritten = node.inputs.first.flatMap { input -> Int? in
                let producer = nodes[input].operation
                let mayOverwrite =
                    node.operation.runsInPlace && input != 0 && consumers[input].count == 1
                    && !producer.backwardNeeds.output && !node.operation.backwardNeeds.input
                return mayOverwrite ? values[input] : nil
            }
            if let join = fusion.joined[index]?.join, joins[join] == nil {
                joins[join] = request(nodes[join].shape.count, forwardTime(index), forwardTime(index))
            }
            // A norm that is left to its reader has its input's value.
            values[index] =
                fusion.isPending(index)
                ? values[node.inputs[0]]
                : overwritten ?? joins[fusion.joined[index]?.join ?? index]
                    ?? request(
                        fusion.unwritten.contains(index) ? 0 : node.shape.count, forwardTime(index), forwardTime(index))
            extend(values[index], to: forwardTime(index))
            for input in node.inputs {
                extend(values[input], to: forwardTime(index))
                guard trained[index], !fusion.recomputed.contains(input) else { continue }
                switch reads[index].input {
                case nil: break
                case .parameters: extend(values[input], to: parametersTime(index))
                case .inputs: extend(values[input], to: inputsTime(index))
                }
            }
            if reads[index].output, trained[index] { extend(values[index], to: inputsTime(index)) }
        }
        for chain in fusion.chains where chain.kind == .batch {
            extend(values[chain.producer], to: inputsTime(chain.producer))
        }
        // The input stays between steps, and the output can be read until the next one.
        requests[values[0]].last = end
        requests[values[count - 1]].last = end
        recomputed = fusion.recomputed.sorted().reduce(into: [:]) { places, node in
            let time = parametersTime(consumers[node][0])
            places[node] = request(nodes[node].shape.count, time, time)
        }

        var gradients = [Int?](repeating: nil, count: count)
        gradients[count - 1] = request(nodes[count - 1].shape.count, 2 * count, inputsTime(count - 1))
        for index in nodes.indices.reversed() {
            guard let own = gradients[index] else { continue }
            let node = nodes[index]
            // A norm's own gradients are by-products of its input gradient.
            let always = node.operation.hasParameters && node.operation.gradientRunsInPlace
            for (position, input) in node.inputs.enumerated() where trained[input] || always {
                if fusion.joined[input] != nil {
                    gradients[input] = own
                    extend(own, to: inputsTime(input))
                } else if let existing = gradients[input] {
                    extend(existing, to: inputsTime(input))
                } else if let chain = fusion.chain(whereReaderIs: index), fusion.chains[chain].kind != .batch {
                    gradients[input] = values[input]
                    extend(values[input], to: inputsTime(input))
                } else if node.operation.gradientRunsInPlace, position == 0, consumers[input].count == 1 {
                    gradients[input] = own
                    extend(own, to: inputsTime(input))
                } else {
                    gradients[input] = request(nodes[input].shape.count, inputsTime(index), inputsTime(input))
                }
            }
        }
        // The last reader of a map writes its gradient, the others add to it.
        let shared = nodes.indices.filter { trained[$0] && consumers[$0].count > 1 }
        let additions = shared.flatMap { consumers[$0].dropLast().map(inputsTime) }
        gradientTerm = shared.map { nodes[$0].shape.count }.max().map {
            request($0, additions.min()!, additions.max()!)
        }

        kept = nodes.indices.map { request(needs[$0].kept, forwardTime($0), inputsTime($0)) }
        // One place for all: memory that the last layer has just used is still in a cache.
        scratch = request(needs.map { max($0.forward, $0.backward) }.max() ?? 0, 0, end)
        chains = fusion.chains.map { chain in
            let needsStatistics = chain.kind == .meanOnly ? chain.reader : chain.producer
            return ChainBuffers(
                forwardSums: request(
                    chain.forwardSumRows * chain.forwardSumStep, forwardTime(chain.producer), forwardTime(chain.decides)
                ),
                pending: request(chain.pendingCount, forwardTime(chain.decides), inputsTime(needsStatistics)),
                backwardSums: request(
                    chain.backwardSumRows * chain.backwardSumStep, inputsTime(chain.reader), inputsTime(chain.decides)),
                gradient: request(chain.gradientCount, inputsTime(chain.decides), inputsTime(chain.producer)))
        }
        self.values = values
        self.gradients = gradients
        joined = fusion.joined
        memory = ArenaLayout(requests, guarded: guarded)
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
