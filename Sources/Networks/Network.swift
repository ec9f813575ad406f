/// A network as a static graph: nodes in topological order, the last one is the output.
public struct Network: Equatable, Sendable {
    /// One operation of the graph, with the nodes that it reads.
    public struct Node: Equatable, Sendable {
        /// The operation, with its layer.
        public let operation: Operation
        /// Indices of the nodes that it reads; none for the network input.
        public let inputs: [Int]
        /// Shape of its output.
        public let shape: Shape
    }

    /// All operations in an order in which they can be computed: the network input first, the output last.
    public let nodes: [Node]
    /// All learned arrays, in the order in which layers are declared.
    public let parameters: [Parameter]
    /// The random draws of the initialisation, in the published program's order.
    public let initialDraws: [InitialDraw]

    /// Shape of the network input z.
    public var input: Shape { nodes[0].shape }
    /// Shape of the network's output.
    public var output: Shape { nodes[nodes.count - 1].shape }
    /// Number of learned values, those of all parameters together.
    public var parameterCount: Int { parameters.reduce(0) { $0 + $1.count } }

    /// The bias of convolution `index` where it has an effect: one before a norm that removes the mean has none, is not computed and
    /// keeps its initial value, but for weight decay.
    package func effectiveBias(of index: Int) -> ParameterIndex? {
        guard case .convolution(let layer) = nodes[index].operation else { return nil }
        let consumers = consumers(of: index)
        let isDead = consumers.count == 1 && nodes[consumers[0]].operation.removesMean
        return isDead ? nil : layer.bias
    }

    /// The nodes that read node `index`.
    package func consumers(of index: Int) -> [Int] {
        nodes.indices.filter { nodes[$0].inputs.contains(index) }
    }
}

/// Why a network cannot be built or compiled: layers that do not fit together or do not fit the image, or too little memory.
public struct NetworkError: Error, CustomStringConvertible, Equatable {
    /// The sentence to show.
    public let description: String

    /// Takes the sentence to show.
    public init(description: String) { self.description = description }
}

/// The size of one map: channels x height x width; in memory height x width x channels.
public struct Shape: Equatable, Sendable, CustomStringConvertible {
    public let channels: Int
    public let height: Int
    public let width: Int

    public init(channels: Int, height: Int, width: Int) {
        self.channels = channels
        self.height = height
        self.width = width
    }

    /// Height times width.
    public var pixels: Int { height * width }
    /// Number of samples: channels x height x width.
    public var count: Int { channels * pixels }
    public var description: String { "\(channels) x \(height) x \(width)" }
}
