import Kernels

/// All parameters of a network in one array, with their gradients and Adam's moments beside them; each parameter begins on a cache line.
final class ParameterStore {
    private let layout: ParameterLayout
    /// Values, gradients, first and second moments.
    private let arrays: [Int]
    private let memory: Arena
    /// 1 / divisor of each Lipschitz-controlled parameter, 1 for the others.
    private let scales: Arena

    var count: Int { layout.count }
    var values: UnsafeMutablePointer<Float> { memory[arrays[0]] }
    var gradients: UnsafeMutablePointer<Float> { memory[arrays[1]] }
    var first: UnsafeMutablePointer<Float> { memory[arrays[2]] }
    var second: UnsafeMutablePointer<Float> { memory[arrays[3]] }

    /// Takes initial values in PyTorch's order.
    init(_ parameters: [Parameter], initial: [[Float]], guarded: Bool = false) throws {
        layout = ParameterLayout(parameters)
        let plan = ArenaLayout(
            Array(repeating: .init(count: layout.count, first: 0, last: 0), count: 4), guarded: guarded)
        arrays = plan.offsets
        memory = try Arena(count: plan.total, guards: plan.guards)
        scales = try Arena(count: parameters.count)
        scales.base.update(repeating: 1, count: parameters.count)
        layout.place(initial, into: memory[arrays[0]])
    }

    func value(_ parameter: ParameterIndex) -> UnsafeMutablePointer<Float> { values + layout.offset(parameter) }
    func gradient(_ parameter: ParameterIndex) -> UnsafeMutablePointer<Float> { gradients + layout.offset(parameter) }
    func scale(_ parameter: ParameterIndex) -> UnsafeMutablePointer<Float> { scales[parameter.index] }

    var memoryBytes: Int { (memory.count + scales.count) * MemoryLayout<Float>.stride }
    var damagedGuards: [Int] { memory.damagedGuards }

    /// Copies one parameter-shaped array out in PyTorch's order.
    func read(_ index: Int, from array: UnsafePointer<Float>) -> [Float] { layout.read(index, from: array) }
}

/// The regions that update all parameters of a store; they are made anew when the learning rate changes.
final class ParameterUpdate {
    private let optimizer: Optimizer
    private let store: ParameterStore
    private let parameters: [Parameter]
    private let steps: UnsafeMutablePointer<Int>
    /// The learning rate of `cached`.
    private var rate: Double
    private var cached: [ParallelRegion] = []
    /// The largest second moments so far, for `amsgrad`.
    let maxima: UnsafeMutableBufferPointer<Float>
    private let norm: GradientNorm?

    /// - Parameter steps: counts the updates done; an update advances it.
    init(_ optimizer: Optimizer, store: ParameterStore, parameters: [Parameter], steps: UnsafeMutablePointer<Int>) {
        self.optimizer = optimizer
        self.store = store
        self.parameters = parameters
        self.steps = steps
        rate = optimizer.learningRate
        maxima = .allocate(capacity: optimizer.rule == .amsgrad ? store.count : 0)
        maxima.initialize(repeating: 0)
        norm = optimizer.largestNorm.map { GradientNorm(count: store.count, largest: $0) }
        cached = regions(rate: rate)
    }

    deinit { maxima.deallocate() }

    /// The regions of the next update.
    func regions() -> [ParallelRegion] {
        guard optimizer.schedule != .constant else { return cached }
        let rate = optimizer.schedule.rate(optimizer.learningRate, after: steps.pointee)
        if rate != self.rate { (self.rate, cached) = (rate, regions(rate: rate)) }
        return cached
    }

    /// Copies the store's parameters and the optimiser's state.
    func snapshot() -> TrainingState {
        func copy(_ values: UnsafeMutablePointer<Float>) -> [Float] {
            Array(UnsafeBufferPointer(start: values, count: store.count))
        }
        return TrainingState(
            parameters: copy(store.values), firstMoments: copy(store.first), secondMoments: copy(store.second),
            iterations: steps.pointee, extra: Array(maxima))
    }

    func restore(_ state: TrainingState) {
        store.values.update(from: state.parameters, count: store.count)
        store.first.update(from: state.firstMoments, count: store.count)
        store.second.update(from: state.secondMoments, count: store.count)
        for i in maxima.indices { maxima[i] = state.extra[i] }
        steps.pointee = state.iterations
    }

    private func regions(rate: Double) -> [ParallelRegion] {
        var regions = norm?.regions(store.gradients) ?? []
        switch optimizer.rule {
        case .adam:
            regions += Adam(
                count: store.count, learningRate: rate, epsilon: optimizer.epsilon, weightDecay: optimizer.weightDecay
            ).update(
                parameters: store.values, gradients: store.gradients, first: store.first, second: store.second,
                steps: steps)
        case .amsgrad:
            regions += AMSGrad(
                count: store.count, learningRate: rate, epsilon: optimizer.epsilon, weightDecay: optimizer.weightDecay
            ).update(
                parameters: store.values, gradients: store.gradients, first: store.first, second: store.second,
                maxima: maxima.baseAddress!, steps: steps)
        case .descent:
            regions += Descent(count: store.count, learningRate: rate, weightDecay: optimizer.weightDecay).update(
                parameters: store.values, gradients: store.gradients, steps: steps)
        }
        guard let noise = optimizer.noise else { return regions }
        let targets = parameters.enumerated().filter { $1.isWeight }.map { index, parameter in
            WeightNoise.Target(values: store.value(ParameterIndex(index: index)), count: parameter.count, array: index)
        }
        return regions + WeightNoise(deviation: noise.deviation, seed: noise.seed).add(to: targets, steps: steps)
    }
}
