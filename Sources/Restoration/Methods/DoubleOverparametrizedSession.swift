import Networks
import Randomness

/// Double over-parametrisation (You et al., NeurIPS 2020): impulse noise is learned beside the network, as g g - h h, by plain gradient
/// descent whose rates differ (METHOD section 9.4).
final class DoubleOverparametrizedSession: ComposedSession {
    let parameters: SharedParameters
    let passes: [NetworkPass]
    private(set) var output: [Float]
    private(set) var dataLoss = 0.0
    private let target: [Float]
    private var g: [Float], h: [Float]
    /// The learning rate of g and h over that of the weights.
    private let ratio: Double
    private let schedule: LearningRateSchedule
    private let learningRate: Double

    /// Draws g and h behind the weights.
    init(_ site: MethodSite, _ options: DoubleOverparametrizationOptions, _ random: inout TorchRandom) throws {
        parameters = try site.parameters()
        passes = [try NetworkPass(site.network, parameters: parameters)]
        passes[0].setInput(site.input)
        target = site.problem.degraded.pixels
        output = [Float](repeating: 0, count: target.count)
        g = random.normal(count: target.count).map { $0 * 1e-5 }
        h = random.normal(count: target.count).map { $0 * 1e-5 }
        ratio = options.ratio
        (schedule, learningRate) = (site.configuration.optimizer.schedule, site.configuration.learningRate)
    }

    func step() -> Double {
        passes[0].forward()
        passes[0].readOutput(into: &output)
        let residual = target.indices.map { output[$0] + g[$0] * g[$0] - h[$0] * h[$0] - target[$0] }
        let count = Double(target.count)
        dataLoss = squaredNorm(residual) / count
        guard dataLoss.isFinite else { return dataLoss }
        let factor = Float(2 / count)
        passes[0].backward(residual.map { factor * $0 })
        // From 2 on g and h grow without end: of an image of fewer than 1000 samples with the published ratio and rate.
        let step = Float(min(schedule.rate(learningRate, after: iterations) * ratio * 4 / count, 1.5))
        for i in residual.indices {
            (g[i], h[i]) = (g[i] - step * residual[i] * g[i], h[i] + step * residual[i] * h[i])
        }
        parameters.step()
        return dataLoss
    }

    var images: [Float] {
        get { g + h }
        set { (g, h) = (Array(newValue[..<g.count]), Array(newValue[g.count...])) }
    }
}
