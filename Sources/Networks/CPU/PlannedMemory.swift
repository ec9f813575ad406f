import Kernels

/// The memory that a session on the processor needs, in bytes, known before it is allocated.
public struct PlannedMemory: Equatable, Sendable {
    /// Maps, their gradients and shared scratch; buffers that never live at the same time share memory.
    public let maps: Int
    /// Parameters, their gradients and the optimiser's two moments.
    public let parameters: Int
    /// Scratch of all workers.
    public let workers: Int
    /// The target and buffers of the loss, without a mask.
    public let objective: Int

    /// All of the memory, in bytes.
    public var total: Int { maps + parameters + workers + objective }

    /// Plans the memory of a session with these options whose objective has neither a mask nor a downsampling.
    public init(_ network: Network, threads: Int, method: ConvolutionMethod = .winograd, fusesLayers: Bool = true) {
        let plan = StepPlan(network, method: method, fusesLayers: fusesLayers)
        func bytes(_ floats: Int) -> Int { max(floats, 16) * MemoryLayout<Float>.stride }
        maps = bytes(plan.buffers.memory.total)
        parameters =
            bytes(4 * network.parameters.reduce(0) { $0 + ArenaLayout.aligned($1.count) })
            + bytes(network.parameters.count)
        workers = bytes(threads * plan.perWorker)
        objective = bytes(ObjectivePlan.memory(output: network.output, isMasked: false, downsampling: nil).total)
    }
}
