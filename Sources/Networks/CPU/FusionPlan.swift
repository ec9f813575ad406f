import Kernels

/// Finds what of a network can be fused.
struct FusionPlan {
    let chains: [FusedChain]
    /// Upsampled maps that are never written: the convolution that reads them computes them from the smaller map.
    let unwritten: Set<Int>
    /// Upsampled maps that are computed again for the backward pass, which is cheaper than to keep them.
    let recomputed: Set<Int>
    /// Upsampled maps that are written where a concatenation would copy them.
    let joined: [Int: JoinedPart]
    private let byNorm: [Int: Int], byProducer: [Int: Int], byReader: [Int: Int], byActivation: [Int: Int]

    init(_ network: Network, operations: [BoundOperation], enabled: Bool) {
        let chains =
            !enabled
            ? []
            : network.nodes.indices.compactMap {
                FusedChain(around: $0, network, operations) ?? FusedChain(activation: $0, network, operations)
            }
        self.chains = chains
        func index(_ node: (FusedChain) -> Int?) -> [Int: Int] {
            Dictionary(chains.enumerated().compactMap { place, chain in node(chain).map { ($0, place) } }) { first, _ in
                first
            }
        }
        byNorm = index(\.norm)
        byProducer = index(\.producer)
        byReader = index(\.reader)
        byActivation = index(\.after).merging(index(\.before)) { first, _ in first }
        /// Chains that end in an upsampling which one convolution reads, by whether that can double its input itself.
        func upsampled(doubling: Bool) -> Set<Int> {
            Set(
                chains.map(\.reader).filter { reader in
                    guard case .interpolation(let upsampling) = operations[reader] else { return false }
                    let consumers = network.consumers(of: reader)
                    guard consumers.count == 1, case .convolution(_, let kernel, _) = operations[consumers[0]] else {
                        return false
                    }
                    return kernel.canDouble(by: upsampling) == doubling
                })
        }
        unwritten = upsampled(doubling: true)
        recomputed = upsampled(doubling: false)
        joined = enabled ? JoinedPart.all(in: network) : [:]
    }

    /// Nothing is fused, but upsampled maps may be written where they are joined.
    init(layerByLayer network: Network, joinsUpsampling: Bool) {
        chains = []
        (unwritten, recomputed) = ([], [])
        (byNorm, byProducer, byReader, byActivation) = ([:], [:], [:], [:])
        joined = joinsUpsampling ? JoinedPart.all(in: network) : [:]
    }

    func chain(whereProducerIs node: Int) -> Int? { byProducer[node] }
    func chain(whereNormIs node: Int) -> Int? { byNorm[node] }
    func chain(whereActivationIs node: Int) -> Int? { byActivation[node] }
    func chain(whereReaderIs node: Int) -> Int? { byReader[node] }

    /// Whether node `index` only changes how a map is read: its value is its input's.
    func isPending(_ index: Int) -> Bool { byNorm[index] != nil || byActivation[index] != nil }
}

/// The place of a map inside of a joined one.
package struct JoinedPart {
    /// The node that joins.
    let join: Int
    /// Floats before the first channel, and from one pixel to the next.
    package let offset: Int
    package let step: Int

    /// The resampled maps that nothing but a concatenation reads, and reads whole, by node.
    static func all(in network: Network) -> [Int: JoinedPart] {
        network.nodes.indices.reduce(into: [:]) { parts, node in
            switch network.nodes[node].operation {
            case .interpolation, .downsampling: break
            default: return
            }
            guard let join = network.consumers(of: node).first, network.consumers(of: node).count == 1,
                case .concatenation = network.nodes[join].operation
            else { return }
            let shape = network.nodes[node].shape, whole = network.nodes[join].shape
            // A part that is cropped is copied.
            guard shape.height == whole.height, shape.width == whole.width else { return }
            parts[node] = JoinedPart(
                join: join, offset: network.nodes[join].inputs[0] == node ? 0 : whole.channels - shape.channels,
                step: whole.channels)
        }
    }
}

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
