import Kernels

/// What a network's output is compared with: mean((mask D output - target)^2) over all samples of the target (METHOD section 5).
public struct Objective: Sendable {
    /// C x H x W samples, fewer than the output's where it is made smaller.
    public let target: [Float]
    /// C x H x W weights of the samples that are compared; nil counts all of them.
    public let mask: [Float]?
    /// D, which makes the output smaller before it is compared; nil compares it as it is.
    public let downsampling: Downsampling?

    public init(target: [Float], mask: [Float]? = nil, downsampling: Downsampling? = nil) {
        self.target = target
        self.mask = mask
        self.downsampling = downsampling
    }

    /// How many samples of an output are compared.
    public static func samples(of output: Shape, downsampling: Downsampling?) -> Int {
        let factor = downsampling?.factor ?? 1
        return output.count / (factor * factor)
    }
}

/// Turns a network into something that can be trained: the one seam between what is computed and where.
public protocol ComputeBackend {
    /// Plans all memory and work of a training step; nothing is allocated afterwards.
    /// - Parameters:
    ///   - input: the network input, C x H x W.
    ///   - parameters: initial values, one array a parameter in PyTorch's order.
    /// - Throws: `NetworkError` when the memory cannot be had.
    func compile(_ network: Network, objective: Objective, input: [Float], parameters: [[Float]],
                 learningRate: Double) throws -> any TrainingSession
}

/// A compiled network in training. A step is: forward, loss, backward, Adam.
public protocol TrainingSession: AnyObject {
    /// Parameter updates done so far.
    var iterations: Int { get }
    /// Does one step and returns the loss of the output *before* the parameters are updated; when it is not finite, nothing is updated.
    func step() -> Double
    /// Copies the output of the last step's forward pass, C x H x W.
    func readOutput(into planes: inout [Float])
    /// Replaces the network input, C x H x W.
    func setInput(_ planes: [Float])
    /// Copies what `restore` needs: parameters and the optimiser's state.
    func snapshot() -> TrainingState
    func restore(_ state: TrainingState)
    /// The operation that first produces a value that is not finite in a forward pass with the present parameters; nil when all are finite.
    func firstNonFinite() -> String?
}

/// Parameters and optimiser state of a session, in the engine's order.
public struct TrainingState: Equatable, Sendable {
    public var parameters: [Float]
    public var firstMoments: [Float]
    public var secondMoments: [Float]
    public var iterations: Int
}
