import Networks
import Randomness

/// DIP-SURE (Jo, Chun & Choi, ICCV 2021): the loss is Stein's unbiased estimate of the risk, whose divergence is the slope along a random
/// direction, by the difference of two passes (METHOD section 9.8).
final class UnbiasedRiskSession: ComposedSession {
    let parameters: SharedParameters
    /// The pass that restores the image, and the one at a place beside its input.
    let passes: [NetworkPass]
    private(set) var output: [Float]
    private(set) var dataLoss = 0.0
    private let noisy: [Float]
    private let options: UnbiasedRiskOptions
    /// The deviation of the noise, for values in 0...1.
    private let sigma: Float
    /// What was drawn for the next step: the network input, and the direction along which the output changes.
    private(set) var input: [Float], direction: [Float]

    init(_ site: MethodSite, _ options: UnbiasedRiskOptions) throws {
        guard case .denoise(let sigma) = site.configuration.task else {
            preconditionFailure("the method is for noise of a known deviation")
        }
        let shared = try site.parameters()
        parameters = shared
        passes = try (0..<2).map { _ in try NetworkPass(site.network, parameters: shared) }
        noisy = site.problem.degraded.pixels
        self.options = options
        self.sigma = Float(sigma / 255)
        input = noisy
        direction = [Float](repeating: 0, count: noisy.count)
        output = direction
    }

    func draw(from random: inout TorchRandom) {
        let share: Float? =
            switch options.input {
            case .uniform: random.uniform(count: 1)[0]
            case .fixed: 1
            case .image: nil
            }
        if let share {
            let deviation = share * Float(options.noise) * sigma
            input = zip(noisy, random.normal(count: noisy.count)).map { $0 + deviation * $1 }
        }
        direction = random.normal(count: noisy.count)
    }

    func step() -> Double {
        let distance = Float(options.epsilon) * sigma, count = Double(noisy.count)
        var near = output
        passes[0].setInput(input)
        passes[0].forward()
        passes[0].readOutput(into: &output)
        passes[1].setInput(zip(input, direction).map { $0 + distance * $1 })
        passes[1].forward()
        passes[1].readOutput(into: &near)

        // 2 sigma^2 / (N e): what a difference along the direction counts in the loss.
        let variance = Double(sigma) * Double(sigma), share = 2 * variance / (count * Double(distance))
        let factor = Float(2 / count), weight = Float(share)
        var squares = 0.0, along = 0.0
        var gradient = output, nearGradient = near
        for i in output.indices {
            let residual = output[i] - noisy[i]
            squares += Double(residual) * Double(residual)
            along += Double(direction[i]) * (Double(near[i]) - Double(output[i]))
            nearGradient[i] = weight * direction[i]
            gradient[i] = factor * residual - nearGradient[i]
        }
        dataLoss = squares / count
        let loss = dataLoss + share * along - variance
        guard loss.isFinite else { return loss }
        passes[0].backward(gradient)
        passes[1].backward(nearGradient)
        parameters.step()
        return loss
    }
}
