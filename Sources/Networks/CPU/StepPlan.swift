import Kernels

/// Everything that is decided about a network's step on the processor before memory is taken for it.
struct StepPlan {
    let network: Network
    let operations: [BoundOperation]
    let fusion: FusionPlan
    let activatedNorms: ActivatedNorms
    let buffers: BufferPlan
    /// Floats of scratch that each worker has for itself, whole cache lines.
    let perWorker: Int
    /// Whether buffers are kept apart, with guards between them.
    let guarded: Bool

    /// - Parameters:
    ///   - objectiveScratch: floats of private scratch that a worker needs for the objective.
    ///   - differentiatesInput: whether the network input has a gradient, too.
    init(
        _ network: Network, method: ConvolutionMethod, fusesLayers: Bool, guarded: Bool = false,
        objectiveScratch: Int = 0, differentiatesInput: Bool = false
    ) {
        let operations = network.nodes.indices.map { BoundOperation($0, of: network, method: method) }
        let needs = operations.map(\.needs)
        let fusion = FusionPlan(network, operations: operations, enabled: fusesLayers)
        let controlled = operations.compactMap { $0.controlledNorm?.scratchCount }.max() ?? 0
        self.network = network
        self.operations = operations
        self.fusion = fusion
        self.guarded = guarded
        activatedNorms = ActivatedNorms(network, operations: operations, fusion: fusion, enabled: fusesLayers)
        buffers = BufferPlan(
            network, needs: needs, fusion: fusion, guarded: guarded, differentiatesInput: differentiatesInput)
        perWorker = ArenaLayout.aligned(max(needs.map(\.perWorker).max() ?? 0, controlled, objectiveScratch))
    }
}

/// The memory of a planned step, without its parameters and its objective.
struct StepMemory {
    /// Maps, their gradients and shared scratch.
    let maps: Arena
    /// Each worker's scratch, in turn.
    let workers: Arena
    let scratch: Scratch

    /// - Throws: `NetworkError` when the memory cannot be had.
    init(_ plan: StepPlan, threads: Int) throws {
        let layout = ArenaLayout(
            Array(repeating: .init(count: plan.perWorker, first: 0, last: 0), count: threads), guarded: plan.guarded)
        maps = try Arena(count: plan.buffers.memory.total, guards: plan.buffers.memory.guards)
        workers = try Arena(count: layout.total, guards: layout.guards)
        scratch = Scratch(base: workers.base, stride: layout.total / threads)
    }
}
