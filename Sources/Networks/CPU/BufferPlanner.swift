/// Collects the buffers of a `BufferPlan`: each step requests buffers or extends the lives of those that are there.
///
/// A buffer's number is the place of its request, so the order of the steps is part of the plan.
struct BufferPlanner {
    private(set) var requests: [ArenaLayout.Request] = []
    /// The buffer of each node's output and of its gradient, as far as they are placed.
    private(set) var values: [Int]
    private(set) var gradients: [Int?]
    /// The buffers of joined maps that have a part already, by the node that joins.
    private var joins: [Int: Int] = [:]

    private let network: Network
    private let fusion: FusionPlan
    private let reads: [BackwardReads]
    private let times: StepTimes
    private let consumers: [[Int]]
    private let trained: [Bool]

    init(_ network: Network, fusion: FusionPlan, reads: [BackwardReads], differentiatesInput: Bool) {
        let count = network.nodes.count
        self.network = network
        self.fusion = fusion
        self.reads = reads
        times = StepTimes(count: count)
        consumers = network.nodes.indices.map { network.consumers(of: $0) }
        trained = Self.trainedNodes(of: network, differentiatesInput: differentiatesInput)
        values = [Int](repeating: 0, count: count)
        gradients = [Int?](repeating: nil, count: count)
    }

    /// Which nodes lie between a parameter, or an input that is differentiated, and the loss: only these have a pass backward.
    private static func trainedNodes(of network: Network, differentiatesInput: Bool) -> [Bool] {
        var trained = [Bool](repeating: false, count: network.nodes.count)
        for (index, node) in network.nodes.enumerated() {
            trained[index] =
                node.operation.hasParameters || node.inputs.contains { trained[$0] }
                || (index == 0 && differentiatesInput)
        }
        return trained
    }

    private mutating func request(_ size: Int, _ first: Int, _ last: Int) -> Int {
        requests.append(.init(count: size, first: first, last: last))
        return requests.count - 1
    }

    private mutating func extend(_ buffer: Int, to time: Int) {
        requests[buffer].last = max(requests[buffer].last, time)
    }
}

// MARK: Values

extension BufferPlanner {
    /// Decides where each node writes its map, so that as few maps as possible take memory of their own.
    mutating func placeValues() {
        for index in network.nodes.indices {
            placeJoin(of: index)
            values[index] = valueBuffer(of: index)
            extend(values[index], to: times.forward(index))
        }
    }

    /// Requests a joined map when its first part is written, which is before the node that joins has its turn.
    private mutating func placeJoin(of part: Int) {
        guard let join = fusion.joined[part]?.join, joins[join] == nil else { return }
        let time = times.forward(part)
        joins[join] = request(network.nodes[join].shape.count, time, time)
    }

    /// Takes a buffer that is there for the map of a node where one can hold it, else a new one.
    private mutating func valueBuffer(of index: Int) -> Int {
        let node = network.nodes[index], time = times.forward(index)
        // A norm that is left to its reader has its input's value.
        if fusion.isPending(index) { return values[node.inputs[0]] }
        if let overwritten = overwrittenBuffer(by: index) { return overwritten }
        if let join = joins[fusion.joined[index]?.join ?? index] { return join }
        return request(fusion.unwritten.contains(index) ? 0 : node.shape.count, time, time)
    }

    /// The buffer of a node's first input if the node may work in place: nothing reads that map later. Nil otherwise.
    private func overwrittenBuffer(by index: Int) -> Int? {
        let operation = network.nodes[index].operation
        guard let input = network.nodes[index].inputs.first else { return nil }
        let mayOverwrite =
            operation.runsInPlace && input != 0 && consumers[input].count == 1
            && !network.nodes[input].operation.backwardNeeds.output && !operation.backwardNeeds.input
        return mayOverwrite ? values[input] : nil
    }

    /// Keeps each map until the last operation that reads it, forward or backward.
    mutating func keepValuesForReaders() {
        for (index, node) in network.nodes.enumerated() {
            for input in node.inputs {
                extend(values[input], to: times.forward(index))
                guard trained[index], !fusion.recomputed.contains(input) else { continue }
                switch reads[index].input {
                case nil: break
                case .parameters: extend(values[input], to: times.parameterGradients(index))
                case .inputs: extend(values[input], to: times.inputGradients(index))
                }
            }
            if reads[index].output, trained[index] { extend(values[index], to: times.inputGradients(index)) }
        }
    }

    /// Keeps the maps that fused batch norms were given, because the gradients of these norms are computed from them.
    mutating func keepValuesOfBatchNorms() {
        for chain in fusion.chains where chain.kind == .batch {
            extend(values[chain.producer], to: times.inputGradients(chain.producer))
        }
    }

    /// Keeps two maps to the end: the input stays between steps, and the output can be read until the next one.
    mutating func keepInputAndOutput() {
        requests[values[0]].last = times.end
        requests[values[values.count - 1]].last = times.end
    }

    /// Gives upsampled maps that are computed again a place for the one moment backward that reads them.
    mutating func placeRecomputed() -> [Int: Int] {
        var places: [Int: Int] = [:]
        for node in fusion.recomputed.sorted() {
            let time = times.parameterGradients(consumers[node][0])
            places[node] = request(network.nodes[node].shape.count, time, time)
        }
        return places
    }
}

// MARK: Gradients

extension BufferPlanner {
    /// Decides, from the output back, which maps have a gradient and where it is written.
    mutating func placeGradients() {
        let output = network.nodes.count - 1
        gradients[output] = request(
            network.nodes[output].shape.count, times.loss, times.inputGradients(output))
        for index in network.nodes.indices.reversed() {
            guard let own = gradients[index] else { continue }
            let node = network.nodes[index]
            // A norm's own gradients are by-products of its input gradient.
            let always = node.operation.hasParameters && node.operation.gradientRunsInPlace
            for (position, input) in node.inputs.enumerated() where trained[input] || always {
                let buffer = gradientBuffer(of: input, position: position, reader: index, readerGradient: own)
                gradients[input] = buffer
                extend(buffer, to: times.inputGradients(input))
            }
        }
    }

    /// Takes a buffer that is there for the gradient of a reader's input where one can hold it, else a new one.
    private mutating func gradientBuffer(
        of input: Int, position: Int, reader: Int, readerGradient: Int
    ) -> Int {
        if fusion.joined[input] != nil { return readerGradient }
        if let existing = gradients[input] { return existing }
        // The gradient of a fused activation overwrites the map that it belongs to.
        if let chain = fusion.chain(whereReaderIs: reader), fusion.chains[chain].kind != .batch { return values[input] }
        let runsInPlace = network.nodes[reader].operation.gradientRunsInPlace
        if runsInPlace, position == 0, consumers[input].count == 1 { return readerGradient }
        return request(
            network.nodes[input].shape.count, times.inputGradients(reader), times.inputGradients(input))
    }

    /// Requests one buffer for second gradients: the last reader of a map writes its gradient, the others add to it.
    mutating func placeGradientTerm() -> Int? {
        let shared = network.nodes.indices.filter { trained[$0] && consumers[$0].count > 1 }
        let additions = shared.flatMap { consumers[$0].dropLast().map(times.inputGradients) }
        guard let largest = shared.map({ network.nodes[$0].shape.count }).max() else { return nil }
        return request(largest, additions.min()!, additions.max()!)
    }
}

// MARK: Besides maps

extension BufferPlanner {
    /// Requests for each operation what it keeps from its forward to its backward pass.
    mutating func placeKept(_ needs: [OperationNeeds]) -> [Int] {
        network.nodes.indices.map { request(needs[$0].kept, times.forward($0), times.inputGradients($0)) }
    }

    /// Requests one scratch for all operations, because memory that the last layer has just used is still in a cache.
    mutating func placeScratch(_ needs: [OperationNeeds]) -> Int {
        request(needs.map { max($0.forward, $0.backward) }.max() ?? 0, 0, times.end)
    }

    /// Requests what the operations of each fused chain hand to each other, from its writing to its reading.
    mutating func placeChains() -> [ChainBuffers] {
        fusion.chains.map { chain in
            let needsStatistics = chain.kind == .meanOnly ? chain.reader : chain.producer
            return ChainBuffers(
                forwardSums: request(
                    chain.forwardSumRows * chain.forwardSumStep, times.forward(chain.producer),
                    times.forward(chain.decides)),
                pending: request(
                    chain.pendingCount, times.forward(chain.decides), times.inputGradients(needsStatistics)),
                backwardSums: request(
                    chain.backwardSumRows * chain.backwardSumStep, times.inputGradients(chain.reader),
                    times.inputGradients(chain.decides)),
                gradient: request(
                    chain.gradientCount, times.inputGradients(chain.decides), times.inputGradients(chain.producer)))
        }
    }
}

/// The moments of a training step in which the nodes of a network have their turns.
private struct StepTimes {
    /// Nodes of the network.
    let count: Int

    func forward(_ node: Int) -> Int { 2 * node }
    var loss: Int { 2 * count }
    func parameterGradients(_ node: Int) -> Int { 2 * (2 * count - node) }
    func inputGradients(_ node: Int) -> Int { parameterGradients(node) + 1 }
    var end: Int { 4 * count + 1 }
}
