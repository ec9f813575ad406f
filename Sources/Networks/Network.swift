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

    /// The nodes that read node `index`.
    func consumers(of index: Int) -> [Int] {
        nodes.indices.filter { nodes[$0].inputs.contains(index) }
    }
}

/// Why a network cannot be built or compiled: layers that do not fit together or do not fit the image, or too little memory.
public struct NetworkError: Error, CustomStringConvertible, Equatable {
    public let description: String

    public init(description: String) { self.description = description }
}
