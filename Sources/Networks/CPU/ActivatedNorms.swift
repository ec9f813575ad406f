/// Finds the leaky ReLUs that the batch norm before them does in its own passes.
///
/// Their maps are the norm's, as both work in one place; so neither buffers nor results change, only how often memory is read.
struct ActivatedNorms {
    /// By norm: what its negative results are multiplied by.
    private let slopes: [Int: Float]
    private let activations: Set<Int>

    init(_ network: Network, operations: [BoundOperation], fusion: FusionPlan, enabled: Bool) {
        var slopes: [Int: Float] = [:], activations: Set<Int> = []
        for (index, node) in network.nodes.enumerated() where enabled {
            guard case .activation(let activation) = node.operation, let slope = activation.slope,
                case .batchNorm = operations[node.inputs[0]], !fusion.isPending(node.inputs[0]),
                network.consumers(of: node.inputs[0]).count == 1
            else { continue }
            slopes[node.inputs[0]] = slope
            activations.insert(index)
        }
        self.slopes = slopes
        self.activations = activations
    }

    /// The slope of the activation that norm `node` does too; nil when it does none.
    func slope(ofNorm node: Int) -> Float? { slopes[node] }

    /// Whether the norm before it does activation `node`.
    func contains(activation node: Int) -> Bool { activations.contains(node) }
}
