import Networks
import Randomness

/// The engine's first step on random data beside the naive network: its output, its loss, and its gradients against central
/// differences of the naive loss with the Lipschitz divisors held.
public struct NetworkComparison {
    /// Largest difference relative to the largest value.
    public let outputError: Double
    public let lossError: Double
    /// Of each parameter, in PyTorch's order: the largest difference over the sampled entries, relative to the largest gradient of the
    /// array (or to 1e-4 of the network's largest, where the array has no gradient but rounding).
    public let gradientErrors: [(name: String, error: Double)]

    /// - Parameters:
    ///   - masked: whether the objective has a mask of zeros and ones.
    ///   - samples: how many entries of each parameter are differentiated at most.
    public init(_ network: Network, masked: Bool = false, samples: Int, seed: UInt64 = 1, threads: Int = 1) throws {
        var random = TestRandom(seed: seed)
        var parameters = Self.parameters(of: network, &random)
        let input = NaiveMap(channels: network.input.channels, height: network.input.height, width: network.input.width,
                             values: random.values(network.input.count))
        let mask = masked ? (0..<network.output.count).map { _ in Bool.random(using: &random) ? 1.0 : 0.0 } : nil
        let target = random.values(network.output.count, in: 0...1).enumerated().map { $1 * (mask?[$0] ?? 1) }

        let objective = Objective(target: target.map { Float($0) }, mask: mask?.map { Float($0) })
        let session = try CPUSession(network, objective: objective, input: input.values.map { Float($0) },
                                     parameters: parameters.map { $0.map { Float($0) } }, learningRate: 0, threads: threads)
        let loss = session.step()
        var output = [Float](repeating: 0, count: network.output.count)
        session.readOutput(into: &output)
        let gradients = session.readGradients()

        let naive = NaiveNetwork(network)
        let base = naive.evaluate(parameters, input: input)
        func naiveLoss(_ evaluation: NaiveNetwork.Evaluation) -> Double {
            NaiveLayers.meanSquaredError(evaluation.output, target: target, mask: mask)
        }
        outputError = relativeError(output, base.output.values)
        lossError = abs(loss / naiveLoss(base) - 1)

        let largest = gradients.joined().reduce(0) { max($0, Double(abs($1))) }
        // Small against the distance of most activations to their kink, large against the rounding of a Double loss.
        let step = 1e-6
        var errors: [(name: String, error: Double)] = []
        for (place, parameter) in network.parameters.enumerated() {
            let first = naive.node(of: place)
            let scale = gradients[place].reduce(1e-4 * largest) { max($0, Double(abs($1))) }
            var error = 0.0
            for entry in (0..<parameter.count).shuffled(using: &random).prefix(samples) {
                let value = parameters[place][entry]
                parameters[place][entry] = value + step
                let above = naiveLoss(naive.evaluate(parameters, input: input, holding: base, from: first))
                parameters[place][entry] = value - step
                let below = naiveLoss(naive.evaluate(parameters, input: input, holding: base, from: first))
                parameters[place][entry] = value
                error = max(error, abs((above - below) / (2 * step) - Double(gradients[place][entry])) / scale)
            }
            errors.append((parameter.name, error))
        }
        gradientErrors = errors
    }

    /// The published start, with vectors moved off their constants so that no gain or offset is a special case.
    private static func parameters(of network: Network, _ random: inout TestRandom) -> [[Double]] {
        var torch = TorchRandom(seed: 7)
        return zip(network.parameters, network.initialParameters(from: &torch)).map { parameter, values in
            guard case .channels = parameter.layout else { return values.map { Double($0) } }
            return values.map { Double($0 + Float.random(in: -0.4...0.4, using: &random)) }
        }
    }
}
