import Imaging
import Networks

/// aSeqDIP (Alkhouri et al., NeurIPS 2024): the network input begins as the degraded image and becomes the output every few iterations; the
/// loss holds the output to it (METHOD section 9.2).
final class AutoencodingSession: ComposedSession {
    let parameters: SharedParameters
    let passes: [NetworkPass]
    private(set) var output: [Float]
    private(set) var dataLoss = 0.0
    private let data: DataTerm
    private let options: AutoencodingOptions
    private let renewal: AutoencodingOptions.Renewal
    /// The network input.
    private(set) var z: [Float]

    init(_ site: MethodSite, _ options: AutoencodingOptions) throws {
        parameters = try site.parameters()
        passes = [try NetworkPass(site.network, parameters: parameters)]
        data = site.data
        self.options = options
        let degraded = site.problem.degraded.pixels
        z =
            site.problem.mask.map { mask in degraded.indices.map { degraded[$0] + 0.4 * (1 - mask.pixels[$0]) } }
            ?? degraded
        renewal = options.renewal ?? (site.problem.mask == nil ? .output : .fresh)
        output = [Float](repeating: 0, count: site.network.output.count)
        passes[0].setInput(z)
    }

    func step() -> Double {
        passes[0].forward()
        passes[0].readOutput(into: &output)
        let residual = data.residual(output), count = Double(residual.count)
        let difference = zip(output, z).map { $0 - $1 }
        dataLoss = squaredNorm(residual) / count
        let loss = dataLoss + options.weight * squaredNorm(difference) / Double(output.count)
        guard loss.isFinite else { return loss }
        var gradient = data.backward(residual, factor: 2 / count)
        let factor = Float(2 * options.weight / Double(output.count))
        for i in gradient.indices { gradient[i] += factor * difference[i] }
        passes[0].backward(gradient)
        parameters.step()
        if iterations % options.every == 0 {
            switch renewal {
            case .output: z = output
            case .fresh:
                passes[0].forward()
                passes[0].readOutput(into: &z)
            }
            passes[0].setInput(z)
        }
        return loss
    }

    var images: [Float] {
        get { z }
        set {
            z = newValue
            passes[0].setInput(z)
        }
    }
}
