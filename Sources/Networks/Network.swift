/// A network as a static graph: nodes in topological order, the last one is the output.
public struct Network: Equatable, Sendable {
    public struct Node: Equatable, Sendable {
        public let operation: Operation
        public let inputs: [Int]
        public let shape: Shape
    }

    public let nodes: [Node]
    public let parameters: [Parameter]
    /// The random draws of the initialisation, in the published program's order.
    public let initialDraws: [InitialDraw]

    public var input: Shape { nodes[0].shape }
    public var output: Shape { nodes[nodes.count - 1].shape }
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
    public let description: String

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

    public var pixels: Int { height * width }
    public var count: Int { channels * pixels }
    public var description: String { "\(channels) x \(height) x \(width)" }
}
