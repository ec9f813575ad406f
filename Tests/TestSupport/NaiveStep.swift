import Kernels
import Networks
import OperationCases
import Randomness

/// The first step of a network on random data as the naive network takes it in Double: its output, its loss, and central differences
/// of that loss with the Lipschitz divisors held. Made once, compared with every engine variant.
package struct NaiveStep {
    /// A derivative of the loss along some entries of one parameter.
    struct Slope {
        let parameter: Int
        /// Each entry with the sign of its step.
        let entries: [(place: Int, sign: Double)]
        let value: Double
    }

    let network: Network
    let objective: Objective
    let input: [Float]
    let parameters: [[Float]]
    let output: [Double]
    let loss: Double
    /// Of each parameter: along all of its entries at once, which no wrong entry escapes, and along single ones.
    let slopes: [Slope]
    /// The same of the network input, whose `parameter` is 0.
    let inputSlopes: [Slope]

    /// - Parameters:
    ///   - masked: whether the objective has a mask of zeros and ones.
    ///   - downsampling: what the objective does to the output before it compares it.
    ///   - totalVariation: the weight of the output's total variation in the objective.
    ///   - samples: how many entries of each parameter are differentiated by themselves at most; nil: no parameter is differentiated.
    ///   - inputSamples: the same of the network input.
    ///   - seed: of the data. With 1 an activation of one chain lies so near its kink that the arithmetic without fused products, and no
    ///     other, puts it on the other side.
    package init(
        _ network: Network, masked: Bool = false, downsampling: Downsampling? = nil, totalVariation: Double? = nil,
        samples: Int? = nil, inputSamples: Int? = nil, seed: UInt64 = 2
    ) {
        var random = TestRandom(seed: seed)
        let start = Self.parameters(of: network, &random)
        let map = NaiveMap(
            channels: network.input.channels, height: network.input.height, width: network.input.width,
            values: random.values(network.input.count))
        let compared = Objective.samples(of: network.output, downsampling: downsampling)
        let mask = masked ? (0..<compared).map { _ in Bool.random(using: &random) ? 1.0 : 0.0 } : nil
        let target = random.values(compared, in: 0...1).enumerated().map { $1 * (mask?[$0] ?? 1) }

        let naive = NaiveNetwork(network)
        let base = naive.evaluate(start, input: map)
        func loss(_ evaluation: NaiveNetwork.Evaluation) -> Double {
            let output = downsampling.map { NaiveLayers.downsample(evaluation.output, $0) } ?? evaluation.output
            return NaiveLayers.meanSquaredError(output, target: target, mask: mask)
                + (totalVariation.map { $0 * NaiveLayers.totalVariation(evaluation.output) } ?? 0)
        }
        // Small against the distance of most activations to their kink, large against the rounding of a Double loss.
        func slope(_ parameter: Int, _ entries: [(place: Int, sign: Double)], step: Double) -> Slope {
            func moved(_ distance: Double) -> Double {
                var parameters = start
                for (place, sign) in entries { parameters[parameter][place] += sign * distance }
                return loss(naive.evaluate(parameters, input: map, holding: base, from: naive.node(of: parameter)))
            }
            return Slope(parameter: parameter, entries: entries, value: (moved(step) - moved(-step)) / (2 * step))
        }
        var slopes: [Slope] = []
        // Each takes many evaluations, so that only what is compared is differentiated.
        if let samples {
            for (place, parameter) in network.parameters.enumerated() {
                slopes.append(
                    slope(place, (0..<parameter.count).map { ($0, Bool.random(using: &random) ? 1 : -1) }, step: 2e-8))
                for entry in (0..<parameter.count).shuffled(using: &random).prefix(samples) {
                    slopes.append(slope(place, [(entry, 1)], step: 1e-6))
                }
            }
        }
        // The input's, with a stream of its own, so that the parameters' entries stay what they were.
        var places = TestRandom(seed: seed + 100)
        func inputSlope(_ entries: [(place: Int, sign: Double)], step: Double) -> Slope {
            func moved(_ distance: Double) -> Double {
                var moved = map
                for (place, sign) in entries { moved.values[place] += sign * distance }
                return loss(naive.evaluate(start, input: moved, holding: base))
            }
            return Slope(parameter: 0, entries: entries, value: (moved(step) - moved(-step)) / (2 * step))
        }
        if let inputSamples {
            let everywhere = map.values.indices.map { ($0, Bool.random(using: &places) ? 1.0 : -1) }
            inputSlopes =
                [inputSlope(everywhere, step: 2e-8)]
                + map.values.indices.shuffled(using: &places).prefix(inputSamples).map {
                    inputSlope([($0, 1)], step: 1e-6)
                }
        } else {
            inputSlopes = []
        }
        self.network = network
        objective = Objective(
            target: target.map { Float($0) }, mask: mask?.map { Float($0) }, downsampling: downsampling,
            totalVariation: totalVariation.map { TotalVariationTerm(weight: $0) })
        input = map.values.map { Float($0) }
        parameters = start.map { $0.map { Float($0) } }
        output = base.output.values
        self.loss = loss(base)
        self.slopes = slopes
    }

    /// The published start, with vectors moved off their constants so that no gain or offset is a special case.
    static func parameters(of network: Network, _ random: inout TestRandom) -> [[Double]] {
        var torch = TorchRandom(seed: 7)
        return zip(network.parameters, network.initialParameters(from: &torch)).map { parameter, values in
            guard case .channels = parameter.layout else { return values.map { Double($0) } }
            return values.map { Double($0 + Float.random(in: -0.4...0.4, using: &random)) }
        }
    }
}
