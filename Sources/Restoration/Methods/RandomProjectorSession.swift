import Networks

/// Deep Random Projector (Li et al., CVPR 2023): convolutions stay at random, the network input and the batch norms are learned; the loss is
/// the root of the mean squared error and total variation (METHOD section 9.3).
final class RandomProjectorSession: ComposedSession {
    let parameters: SharedParameters
    let passes: [NetworkPass]
    private(set) var output: [Float]
    private(set) var dataLoss = 0.0
    private let data: DataTerm
    private let weight: Double
    private let width: Int, height: Int
    private(set) var z: [Float]
    private var adam: PlaneAdam

    init(_ site: MethodSite, _ options: RandomProjectorOptions) throws {
        parameters = try site.parameters()
        passes = [try NetworkPass(site.network, parameters: parameters, differentiatesInput: true, frozen: true)]
        data = site.data
        weight = options.weight(site.configuration.task)
        (width, height) = (site.network.output.width, site.network.output.height)
        output = [Float](repeating: 0, count: site.network.output.count)
        z = site.input
        adam = PlaneAdam(
            count: z.count, learningRate: site.configuration.learningRate,
            schedule: site.configuration.optimizer.schedule)
        passes[0].setInput(z)
    }

    func step() -> Double {
        passes[0].forward()
        passes[0].readOutput(into: &output)
        let residual = data.residual(output), count = Double(residual.count)
        dataLoss = squaredNorm(residual) / count
        let root = dataLoss.squareRoot()
        // d sqrt(mse) = d mse / (2 sqrt(mse)); 0 where there is no error.
        var gradient = data.backward(residual, factor: root > 0 ? 1 / (count * root) : 0)
        let loss = root + addTotalVariation(to: &gradient)
        guard loss.isFinite else { return loss }
        passes[0].backward(gradient)
        var inputGradient = [Float](repeating: 0, count: z.count)
        passes[0].readInputGradient(into: &inputGradient)
        adam.update(&z, gradient: inputGradient, steps: iterations)
        parameters.step()
        passes[0].setInput(z)
        return loss
    }

    /// weight x (sum of |differences| down and to the right) / N of the output; adds its gradient.
    private func addTotalVariation(to gradient: inout [Float]) -> Double {
        let share = weight / Double(output.count), step = Float(share)
        var sum = 0.0
        func add(_ first: Int, _ second: Int) {
            let difference = output[second] - output[first]
            sum += Double(abs(difference))
            guard difference != 0 else { return }
            let slope = difference > 0 ? step : -step
            gradient[second] += slope
            gradient[first] -= slope
        }
        for row in 0..<output.count / width {
            for x in 0..<width {
                let i = row * width + x
                if x + 1 < width { add(i, i + 1) }
                if row % height + 1 < height { add(i, i + width) }
            }
        }
        return share * sum
    }

    var images: [Float] {
        get { z + adam.state }
        set {
            z = Array(newValue[..<z.count])
            adam.state = Array(newValue[z.count...])
            passes[0].setInput(z)
        }
    }
}
