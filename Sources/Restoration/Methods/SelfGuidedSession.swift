import Networks
import Randomness

/// Self-Guided DIP (Liang et al., TCI 2025): the network input is learned, held to the mean of the outputs for several noisy copies of it
/// (METHOD section 9.1).
final class SelfGuidedSession: ComposedSession {
    let parameters: SharedParameters
    /// One for each draw.
    let passes: [NetworkPass]
    private(set) var output: [Float]
    private(set) var dataLoss = 0.0
    private let data: DataTerm
    private let options: SelfGuidedOptions
    private(set) var z: [Float]
    private var adam: PlaneAdam
    /// Uniform noise of each draw.
    private(set) var noise: [[Float]]

    /// Draws the network input behind the weights.
    init(_ site: MethodSite, _ options: SelfGuidedOptions, _ random: inout TorchRandom) throws {
        parameters = try site.parameters()
        let shared = parameters
        passes = try (0..<options.drawCount).map { _ in
            try NetworkPass(site.network, parameters: shared, differentiatesInput: true)
        }
        data = site.data
        self.options = options
        let count = site.network.input.count
        z = options.reading == .demo ? random.uniform(count: count) : random.normal(count: count).map { 0.1 * $0 }
        adam = PlaneAdam(
            count: count, learningRate: options.inputLearningRate, schedule: site.configuration.optimizer.schedule)
        noise = Array(repeating: [Float](repeating: 0, count: count), count: passes.count)
        output = [Float](repeating: 0, count: site.network.output.count)
    }

    func draw(from random: inout TorchRandom) {
        for k in noise.indices { noise[k] = random.uniform(count: z.count) }
    }

    func step() -> Double {
        let (loss, gradient) = differentiate()
        guard loss.isFinite else { return loss }
        adam.update(&z, gradient: gradient, steps: iterations)
        parameters.step()
        return loss
    }

    /// The loss and its gradient with respect to z; that of the weights is left in the shared sum.
    func differentiate() -> (loss: Double, gradient: [Float]) {
        let largest = z.indices.max { z[$0] < z[$1] }!
        let scale = options.noiseShare * z[largest]
        var outputs = passes.map { _ in output }
        for (k, pass) in passes.enumerated() {
            pass.setInput(z.indices.map { z[$0] + scale * noise[k][$0] })
            pass.forward()
            pass.readOutput(into: &outputs[k])
        }
        let share = 1 / Float(passes.count)
        for i in output.indices { output[i] = share * outputs.reduce(0) { $0 + $1[i] } }

        let residual = data.residual(output)
        let squares = squaredNorm(residual)
        dataLoss = squares / Double(residual.count)
        let difference = zip(output, z).map { $0 - $1 }, apart = squaredNorm(difference)
        /// The gradients of the loss with respect to the mean output, and with respect to the difference of that and z.
        let meanGradient: [Float], pull: [Float]
        var loss: Double, drawPulls: [[Float]]?
        switch options.reading {
        case .demo:
            let (norm, distance) = (squares.squareRoot(), apart.squareRoot())
            loss = norm + options.weight * distance
            meanGradient = data.backward(residual, factor: norm > 0 ? 1 / norm : 0)
            let factor = distance > 0 ? Float(options.weight / distance) : 0
            pull = difference.map { factor * $0 }
        case .handbook:
            loss = squares
            meanGradient = data.backward(residual, factor: 2)
            if options.penalisesDraws {
                let weight = options.weight * Double(passes.count), factor = Float(2 * weight)
                drawPulls = outputs.map { out in zip(out, z).map { factor * ($0 - $1) } }
                loss += weight * outputs.reduce(0) { $0 + squaredNorm(zip($1, z).map { $0 - $1 }) }
                pull = [Float](repeating: 0, count: z.count)
            } else {
                loss += options.weight * apart
                let factor = Float(2 * options.weight)
                pull = difference.map { factor * $0 }
            }
        }
        guard loss.isFinite else { return (loss, []) }

        var gradient = pull.map { -$0 }, along = 0.0
        var inputGradient = [Float](repeating: 0, count: z.count)
        for (k, pass) in passes.enumerated() {
            var seen = zip(meanGradient, pull).map { share * ($0 + $1) }
            if let own = drawPulls?[k] {
                for i in seen.indices {
                    seen[i] += own[i]
                    gradient[i] -= own[i]
                }
            }
            pass.backward(seen)
            pass.readInputGradient(into: &inputGradient)
            for i in gradient.indices {
                gradient[i] += inputGradient[i]
                along += Double(noise[k][i]) * Double(inputGradient[i])
            }
        }
        switch options.reading {
        case .demo: gradient[largest] += options.noiseShare * Float(along)
        case .handbook:
            let factor = Float(min(1, 1 / (squaredNorm(gradient).squareRoot() + 1e-6)))
            for i in gradient.indices { gradient[i] *= factor }
        }
        return (loss, gradient)
    }

    var images: [Float] {
        get { z + adam.state }
        set {
            z = Array(newValue[..<z.count])
            adam.state = Array(newValue[z.count...])
        }
    }
}
