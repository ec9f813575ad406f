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
    /// The published rate of g and h for one of weights, at the published size.
    private static let rate = 500.0, size = 786_432.0
    private let schedule: LearningRateSchedule
    private let learningRate: Double

    /// Draws g and h behind the weights.
    init(_ site: MethodSite, _ random: inout TorchRandom) throws {
        parameters = try site.parameters()
        passes = [try NetworkPass(site.network, parameters: parameters)]
        passes[0].setInput(site.input)
        target = site.problem.degraded.pixels
        output = [Float](repeating: 0, count: target.count)
        g = random.normal(count: target.count).map { $0 * 1e-5 }
        h = random.normal(count: target.count).map { $0 * 1e-5 }
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
        // The mean over the samples makes a rate depend on the size: rate x 4 / N is kept.
        let rate = schedule.rate(learningRate, after: iterations) * Self.rate * count / Self.size
        let step = Float(rate * 4 / count)
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
