import Kernels

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

    private func regions(rate: Double) -> [ParallelRegion] {
        var regions = norm?.regions(store.gradients) ?? []
        switch optimizer.rule {
        case .adam:
            regions += Adam(count: store.count, learningRate: rate, weightDecay: optimizer.weightDecay).update(
                parameters: store.values, gradients: store.gradients, first: store.first, second: store.second,
                steps: steps)
        case .amsgrad:
            regions += AMSGrad(count: store.count, learningRate: rate, weightDecay: optimizer.weightDecay).update(
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
