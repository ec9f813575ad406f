import Kernels

/// The learned values of one or several passes, with the sum of their gradients and the state of the optimiser.
public final class SharedParameters {
    let store: ParameterStore
    let pool: ThreadPool
    private let network: Network
    private let steps: UnsafeMutablePointer<Int>
    private let update: ParameterUpdate
    /// The sum of the gradients of the passes since the last update.
    private var sum: [Float]

    /// Allocates the parameters of a network, which others with the same parameters may share; `initial` has one array per
    /// parameter in PyTorch's order.
    /// - Throws: `NetworkError` when the memory cannot be had.
    public init(_ network: Network, initial: [[Float]], optimizer: Optimizer, threads: Int) throws {
        store = try ParameterStore(network.parameters, initial: initial, guarded: AddressSanitizer.isOn)
        pool = ThreadPool(threads: threads)
        steps = .allocate(capacity: 1)
        steps.initialize(to: 0)
        update = ParameterUpdate(optimizer, store: store, parameters: network.parameters, steps: steps)
        sum = [Float](repeating: 0, count: store.count)
        self.network = network
    }

    deinit { steps.deallocate() }

    /// Updates done so far.
    public var iterations: Int { steps.pointee }

    /// Adds the gradients that the last pass left to those of the passes before it.
    fileprivate func accumulate() {
        for i in sum.indices { sum[i] += store.gradients[i] }
    }

    /// Updates the parameters by the sum of the passes' gradients, and begins the next sum.
    public func step() {
        store.gradients.update(from: sum, count: sum.count)
        for i in sum.indices { sum[i] = 0 }
        pool.run(update.regions())
    }

    /// Copies parameters and the optimiser's state.
    public func snapshot() -> TrainingState { update.snapshot() }

    /// How many of the first values of `TrainingState.extra` are the optimiser's.
    public var extraCount: Int { update.maxima.count }

    /// Goes on from parameters and an optimiser's state that `snapshot` copied.
    public func restore(_ state: TrainingState) { update.restore(state) }

    /// The present parameters in PyTorch's order.
    public func read() -> [[Float]] {
        network.parameters.indices.map { store.read($0, from: store.values) }
    }

    /// The sum of the gradients so far in PyTorch's order.
    public func readGradients() -> [[Float]] {
        sum.withUnsafeBufferPointer { sum in
            network.parameters.indices.map { store.read($0, from: sum.baseAddress!) }
        }
    }
}

/// A network whose forward and backward pass are run by themselves, for methods whose loss joins several outputs (METHOD section 9).
///
/// Passes may share parameters and be of different sizes. They run one after the other; each has the memory of its own maps.
public final class NetworkPass {
    /// The network that the pass computes.
    public let network: Network
    private let parameters: SharedParameters
    private let memory: [Arena]
    private let program: StepProgram
    private let inputMap: InputMap

    /// Compiles one pass. With `differentiatesInput`, the gradient with respect to the network input is computed, too; with
    /// `frozen`, weights and biases of convolutions stay as they are and their gradients are not computed.
    /// - Throws: `NetworkError` when the memory cannot be had.
    public init(
        _ network: Network, parameters: SharedParameters, method: ConvolutionMethod = .winograd,
        differentiatesInput: Bool = false, frozen: Bool = false, fusesLayers: Bool = true,
        guarded: Bool = CPUSession.guardsByDefault
    ) throws {
        let plan = StepPlan(
            network, method: method, fusesLayers: fusesLayers, guarded: guarded,
            differentiatesInput: differentiatesInput)
        let places = try StepMemory(plan, threads: parameters.pool.threads)
        var program = StepProgram(plan, memory: places, store: parameters.store, freezesConvolutions: frozen)
        program.appendForward([])
        program.appendBackward()
        self.network = network
        self.parameters = parameters
        self.program = program
        inputMap = InputMap(network.input, map: program.inputMap, pool: parameters.pool)
        memory = [places.maps, places.workers]
    }

    /// Replaces the network input, C x H x W.
    public func setInput(_ planes: [Float]) { inputMap.set(planes) }

    /// Replaces the network input by z + deviation x normal noise; see `TrainingSession.renewInput`.
    public func renewInput(_ clean: [Float], deviation: Float, fill: (UnsafeMutableBufferPointer<Float>) -> Void) {
        inputMap.renew(clean, deviation: deviation, fill: fill)
    }

    /// Replaces the network input by z + deviation x normal noise of the seed and the iteration; see `TrainingSession.renewInput`.
    public func renewInput(_ clean: [Float], deviation: Float, seed: UInt32, iteration: Int) {
        inputMap.renew(clean, deviation: deviation, seed: seed, iteration: iteration)
    }

    /// Computes the output; what a backward pass needs is kept until the next forward pass.
    public func forward() { parameters.pool.run(program.forward) }

    /// Copies the output of the last forward pass, C x H x W.
    public func readOutput(into planes: inout [Float]) {
        network.output.separate(program.outputMap, into: &planes, name: "output")
    }

    /// Adds the gradients of all parameters to the shared sum, given that of the output, C x H x W. Once for each forward pass.
    public func backward(_ outputGradient: [Float]) {
        precondition(
            outputGradient.count == network.output.count,
            "the output has \(network.output.count) samples, not \(outputGradient.count)")
        PlanarImage.interleave(
            outputGradient, channels: network.output.channels, pixels: network.output.pixels,
            into: program.outputGradient)
        parameters.pool.run(program.backward)
        parameters.accumulate()
    }

    /// Copies the gradient of the last backward pass with respect to the network input, C x H x W. Traps unless it was asked for.
    public func readInputGradient(into planes: inout [Float]) {
        guard let gradient = program.inputGradientMap else {
            preconditionFailure("the pass was made without a gradient of its input")
        }
        network.input.separate(gradient, into: &planes, name: "input")
    }

    /// The operation that first produces a value that is not finite in a forward pass with the present parameters; nil when all are finite.
    public func firstNonFinite() -> String? {
        for (index, parameter) in network.parameters.enumerated()
        where parameters.store.read(index, from: parameters.store.values).contains(where: { !$0.isFinite }) {
            return "parameter \(parameter.name)"
        }
        var done = 0
        for result in program.results {
            parameters.pool.run(Array(program.forward[done..<result.end]))
            done = result.end
            if !result.isFinite { return result.name }
        }
        return nil
    }

    /// The names of the operations of a backward pass, in order.
    package var backwardOperations: [String] { program.backward.map(\.operation.description) }

    /// Where something was written beyond the end of a buffer; for tests, of guarded passes only.
    public var overruns: [String] {
        memory.flatMap { arena in arena.damagedGuards.map { "buffer \($0)" } }
    }
}
