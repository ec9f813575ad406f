import Kernels

/// Trains on the processor, on a fixed number of threads; results don't depend on that number.
public struct CPUBackend: ComputeBackend {
    /// Number of threads, the calling one included.
    public let threads: Int
    /// How convolutions are computed.
    public let method: ConvolutionMethod
    /// Whether norms and activations are applied where they are read, instead of in passes of their own.
    public let fusesLayers: Bool

    /// A backend with so many threads; with `fusesLayers`, norms and activations are applied where they are read, as
    /// far as the engine can; without it each layer writes its map.
    public init(threads: Int, method: ConvolutionMethod = .winograd, fusesLayers: Bool = true) {
        self.threads = threads
        self.method = method
        self.fusesLayers = fusesLayers
    }

    public func compile(
        _ network: Network, objective: Objective, input: [Float], parameters: [[Float]],
        optimizer: Optimizer
    ) throws -> any TrainingSession {
        try CPUSession(
            network, objective: objective, input: input, parameters: parameters, optimizer: optimizer, threads: threads,
            method: method, fusesLayers: fusesLayers)
    }
}

/// A network compiled for the processor.
public final class CPUSession: TrainingSession {
    private let pool: ThreadPool
    private let network: Network
    private let store: ParameterStore
    /// Maps and shared scratch; then each worker's scratch; then the objective.
    private let memory: [Arena]
    private let program: StepProgram
    private let update: ParameterUpdate
    /// The loss, and what it is without the term of total variation.
    private let loss: UnsafeMutablePointer<Double>
    private let isRegularised: Bool
    private let steps: UnsafeMutablePointer<Int>
    private let inputMap: InputMap

    /// Compiles the network; with `guarded`, buffers are kept apart and overruns watched for, see `overruns`.
    /// - Throws: `NetworkError` when the memory cannot be had.
    public init(
        _ network: Network, objective: Objective, input: [Float], parameters: [[Float]],
        optimizer: Optimizer, threads: Int, method: ConvolutionMethod = .winograd, fusesLayers: Bool = true,
        guarded: Bool = guardsByDefault
    ) throws {
        let comparison = ObjectivePlan(objective, output: network.output, guarded: guarded)
        let plan = StepPlan(
            network, method: method, fusesLayers: fusesLayers, guarded: guarded,
            objectiveScratch: comparison.scratchCount)

        let places = try StepMemory(plan, threads: threads)
        let targets = try Arena(count: comparison.memory.total, guards: comparison.memory.guards)
        memory = [places.maps, places.workers, targets]
        store = try ParameterStore(network.parameters, initial: parameters, guarded: guarded)
        loss = .allocate(capacity: 2)
        loss.initialize(repeating: 0, count: 2)
        isRegularised = objective.totalVariation != nil
        steps = .allocate(capacity: 1)
        steps.initialize(to: 0)
        pool = ThreadPool(threads: threads)
        self.network = network

        var program = StepProgram(plan, memory: places, store: store)
        program.appendForward(
            comparison.regions(
                output: program.outputMap, gradient: program.outputGradient, loss: loss, arena: targets,
                scratch: program.scratch))
        program.appendBackward()
        self.program = program
        update = ParameterUpdate(optimizer, store: store, parameters: network.parameters, steps: steps)
        inputMap = InputMap(network.input, map: program.inputMap, pool: pool)
        inputMap.set(input)
    }

    /// A session that trains `network` with plain Adam at a constant learning rate.
    public convenience init(
        _ network: Network, objective: Objective, input: [Float], parameters: [[Float]], learningRate: Double,
        threads: Int,
        method: ConvolutionMethod = .winograd, fusesLayers: Bool = true, guarded: Bool = guardsByDefault
    ) throws {
        try self.init(
            network, objective: objective, input: input, parameters: parameters,
            optimizer: Optimizer(learningRate: learningRate),
            threads: threads, method: method, fusesLayers: fusesLayers, guarded: guarded)
    }

    deinit {
        loss.deallocate()
        steps.deallocate()
    }

    public var iterations: Int { steps.pointee }

    public var runsAhead: Bool { false }

    public var dataLoss: Double { loss[isRegularised ? 1 : 0] }

    public func step() -> Double {
        pool.run(program.forward)
        guard loss.pointee.isFinite else { return loss.pointee }
        pool.run(program.backward)
        pool.run(update.regions())
        return loss.pointee
    }

    public func readOutput(into planes: inout [Float]) {
        network.output.separate(program.outputMap, into: &planes, name: "output")
    }

    public func setInput(_ planes: [Float]) { inputMap.set(planes) }

    public func renewInput(_ clean: [Float], deviation: Float, fill: (UnsafeMutableBufferPointer<Float>) -> Void) {
        inputMap.renew(clean, deviation: deviation, fill: fill)
    }

    public func renewInput(_ clean: [Float], deviation: Float, seed: UInt32, iteration: Int) {
        inputMap.renew(clean, deviation: deviation, seed: seed, iteration: iteration)
    }

    public func snapshot() -> TrainingState { update.snapshot() }

    public func restore(_ state: TrainingState) { update.restore(state) }

    public func firstNonFinite() -> String? {
        for (index, parameter) in network.parameters.enumerated()
        where store.read(index, from: store.values).contains(where: { !$0.isFinite }) {
            return "parameter \(parameter.name)"
        }
        var done = 0
        for result in program.results {
            pool.run(Array(program.forward[done..<result.end]))
            done = result.end
            if !result.isFinite { return result.name }
        }
        return nil
    }

    /// Does one step and returns the seconds spent in each operation.
    public func profile() -> [StepOperation: Double] {
        var seconds: [StepOperation: Double] = [:]
        let clock = ContinuousClock()
        for region in program.forward + program.backward + update.regions() {
            let time = clock.measure { pool.run(region) }
            seconds[region.operation, default: 0] +=
                Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
        }
        return seconds
    }

    /// Bytes of all memory that the session holds: parameters, maps, scratch and objective.
    public var memoryBytes: Int { memory.reduce(store.memoryBytes) { $0 + $1.count * MemoryLayout<Float>.stride } }

    /// Where something was written beyond the end of a buffer since the session began; for tests, of guarded sessions only.
    public var overruns: [String] {
        zip(["map or shared scratch", "scratch of worker", "objective"], memory).flatMap { name, arena in
            arena.damagedGuards.map { "\(name) \($0)" }
        } + store.damagedGuards.map { "parameter array \($0)" }
    }

    /// Whether sessions are guarded unless asked otherwise: in builds with the address sanitizer.
    public static var guardsByDefault: Bool { AddressSanitizer.isOn }

    /// The gradients of the last step in PyTorch's order, one array a parameter; for tests.
    public func readGradients() -> [[Float]] {
        network.parameters.indices.map { store.read($0, from: store.gradients) }
    }

    /// The present parameters in PyTorch's order.
    public func readParameters() -> [[Float]] {
        network.parameters.indices.map { store.read($0, from: store.values) }
    }
}

extension BoundOperation {
    /// The norm to keep under a ceiling, for a controlled convolution.
    var controlledNorm: ControlledNorm? {
        guard case .convolution(let layer, let kernel, _) = self, layer.lipschitz != nil else { return nil }
        switch layer.lipschitzNorm {
        case .reshaped:
            return .reshaped(
                SpectralNorm(rows: layer.inputChannels * layer.kernel * layer.kernel, columns: layer.outputChannels))
        case .convolutionOperator:
            return .convolutionOperator(
                OperatorNorm(
                    height: kernel.geometry.largeHeight, width: kernel.geometry.largeWidth, kernel: layer.kernel,
                    inputs: layer.inputChannels, outputs: layer.outputChannels))
        }
    }
}
