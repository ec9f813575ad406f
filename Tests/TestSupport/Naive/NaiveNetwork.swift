import Foundation
import Networks

/// Evaluates any network in Double from parameters in PyTorch's order, operation by operation with `NaiveLayers`.
package struct NaiveNetwork {
    /// The maps of all nodes, and the divisors of those whose gain is controlled: one for a convolution, one a channel for
    /// `lipschitz-batch`, none for other nodes.
    package struct Evaluation {
        package fileprivate(set) var maps: [NaiveMap] = []
        package fileprivate(set) var divisors: [[Double]] = []
        package var output: NaiveMap { maps[maps.count - 1] }
    }

    private let network: Network
    private let places: [ParameterIndex: Int]

    package init(_ network: Network) {
        self.network = network
        // Every parameter is first drawn where it is declared.
        var places: [ParameterIndex: Int] = [:]
        for parameter in network.initialDraws.flatMap(\.parameters) where places[parameter] == nil {
            places[parameter] = places.count
        }
        self.places = places
    }

    /// The first node that a parameter has an effect on.
    package func node(of parameter: Int) -> Int {
        network.nodes.firstIndex { node in node.operation.parameters.contains { places[$0] == parameter } }!
    }

    /// Whether a parameter is the weight or the bias of a convolution.
    func isOfConvolution(_ parameter: Int) -> Bool {
        switch network.nodes[node(of: parameter)].operation {
        case .convolution, .transposedConvolution: true
        default: false
        }
    }

    /// Runs the network; with `base`, nodes before `first` keep their maps, and the divisors are those of `base` everywhere: they are
    /// constants for differentiation (METHOD section 4.1).
    package func evaluate(
        _ parameters: [[Double]], input: NaiveMap, holding base: Evaluation? = nil,
        from first: Int = 0
    ) -> Evaluation {
        var result = Evaluation()
        for (index, node) in network.nodes.enumerated() {
            if let base, index < first {
                result.maps.append(base.maps[index])
                result.divisors.append(base.divisors[index])
                continue
            }
            let inputs = node.inputs.map { result.maps[$0] }
            let divisors = base?.divisors[index] ?? divisors(of: node.operation, parameters, inputs: inputs)
            result.divisors.append(divisors)
            result.maps.append(
                node.inputs.isEmpty ? input : apply(node.operation, parameters, inputs: inputs, divisors: divisors))
        }
        return result
    }

    private func divisors(of operation: Networks.Operation, _ parameters: [[Double]], inputs: [NaiveMap]) -> [Double] {
        switch operation {
        case .convolution(let layer):
            guard let lambda = layer.lipschitz else { return [] }
            let weights = parameters[places[layer.weight]!]
            let norm =
                switch layer.lipschitzNorm {
                case .reshaped:
                    NaiveLayers.spectralNorm(
                        weights, rows: layer.outputChannels, columns: layer.inputChannels * layer.kernel * layer.kernel)
                case .convolutionOperator:
                    NaiveLayers.operatorNorm(
                        weights, inputs: layer.inputChannels, outputs: layer.outputChannels, kernel: layer.kernel,
                        height: inputs[0].height, width: inputs[0].width)
                }
            return [max(1, norm / lambda)]
        case .normalization(let layer):
            guard layer.kind == .lipschitzBatch, let lambda = layer.lipschitz else { return [] }
            let gamma = layer.gamma.map { parameters[places[$0]!] }
            return NaiveLayers.normalizationGains(inputs[0], gamma: gamma).map { max(1, abs($0) / lambda) }
        default:
            return []
        }
    }

    private func apply(
        _ operation: Networks.Operation, _ parameters: [[Double]], inputs: [NaiveMap], divisors: [Double]
    ) -> NaiveMap {
        func values(_ parameter: ParameterIndex) -> [Double] { parameters[places[parameter]!] }
        switch operation {
        case .input:
            preconditionFailure("the input has no inputs")
        case .convolution(let layer):
            let weights = values(layer.weight).map { $0 / (divisors.first ?? 1) }
            return NaiveLayers.convolution(
                inputs[0], weights: weights, bias: layer.bias.map(values), outputs: layer.outputChannels,
                kernel: layer.kernel, stride: layer.stride, border: NaiveBorder(layer.padding))
        case .transposedConvolution(let layer):
            return NaiveLayers.transposedConvolution(
                inputs[0], weights: values(layer.weight), bias: values(layer.bias),
                outputs: layer.outputChannels)
        case .interpolation(let filter):
            return NaiveLayers.upsample(inputs[0], filter)
        case .downsampling(let filter):
            return NaiveLayers.downsample(inputs[0], filter)
        case .maxPooling:
            return NaiveLayers.maxPool(inputs[0])
        case .depthToSpace:
            return NaiveLayers.depthToSpace(inputs[0])
        case .normalization(let layer):
            return NaiveLayers.normalize(
                inputs[0], gamma: layer.gamma.map(values), beta: layer.beta.map(values),
                variance: layer.kind != .meanOnly, divisors: divisors.isEmpty ? nil : divisors)
        case .activation(.leakyReLU(let slope)):
            return NaiveLayers.pointwise(inputs[0]) { $0 > 0 ? $0 : Double(slope) * $0 }
        case .activation(.relu):
            return NaiveLayers.pointwise(inputs[0]) { max($0, 0) }
        case .activation(.swish):
            return NaiveLayers.pointwise(inputs[0]) { $0 / (1 + exp(-$0)) }
        case .activation(.elu):
            return NaiveLayers.pointwise(inputs[0]) { $0 > 0 ? $0 : exp($0) - 1 }
        case .activation(.sigmoid):
            return NaiveLayers.pointwise(inputs[0]) { 1 / (1 + exp(-$0)) }
        case .concatenation:
            return NaiveLayers.concatenate(inputs[0], inputs[1])
        case .addition:
            return NaiveLayers.add(inputs[0], inputs[1])
        }
    }
}

extension NaiveBorder {
    init(_ padding: Padding) {
        switch padding {
        case .reflect: self = .reflect
        case .zero: self = .zero
        case .replicate: self = .replicate
        }
    }
}

extension InitialDraw {
    fileprivate var parameters: [ParameterIndex] {
        switch self {
        case .convolution(let weight, let bias, _, _, _): [weight] + (bias.map { [$0] } ?? [])
        case .transposedConvolution(let weight, let bias, _, _, _): [weight, bias]
        case .kaimingUniform(let weight, _): [weight]
        case .discarded: []
        case .constant(let parameter, _): [parameter]
        }
    }
}

extension Networks.Operation {
    fileprivate var parameters: [ParameterIndex] {
        switch self {
        case .convolution(let layer): [layer.weight] + (layer.bias.map { [$0] } ?? [])
        case .transposedConvolution(let layer): [layer.weight, layer.bias]
        case .normalization(let layer): [layer.gamma, layer.beta].compactMap(\.self)
        case .input, .interpolation, .downsampling, .maxPooling, .depthToSpace, .activation, .concatenation, .addition:
            []
        }
    }
}
