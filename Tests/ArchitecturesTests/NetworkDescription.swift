import Networks

/// What tests ask of a network's nodes.
extension Network {
    /// The convolutions in execution order, with the shapes of their outputs.
    var convolutions: [(layer: ConvolutionLayer, shape: Shape)] {
        nodes.compactMap { node in
            if case .convolution(let layer) = node.operation { (layer, node.shape) } else { nil }
        }
    }

    var normalizations: [NormalizationLayer] {
        nodes.compactMap { if case .normalization(let layer) = $0.operation { layer } else { nil } }
    }

    var activations: [Activation] {
        nodes.compactMap { if case .activation(let activation) = $0.operation { activation } else { nil } }
    }

    /// Each operation's kind with its output's channels, height and width: `conv3 8x4x4`.
    var outline: [String] {
        nodes.map { node in
            let kind =
                switch node.operation {
                case .input: "input"
                case .convolution(let layer): "conv\(layer.kernel)" + (layer.stride > 1 ? "/\(layer.stride)" : "")
                case .transposedConvolution: "deconv"
                case .interpolation: "up"
                case .downsampling: "down"
                case .maxPooling: "pool"
                case .depthToSpace: "shuffle"
                case .normalization: "norm"
                case .activation(.sigmoid): "sigmoid"
                case .activation: "act"
                case .concatenation: "join"
                case .addition: "add"
                }
            return "\(kind) \(node.shape.channels)x\(node.shape.height)x\(node.shape.width)"
        }
    }

    func names(endingIn suffix: String) -> [String] {
        parameters.map(\.name).filter { $0.hasSuffix(suffix) }
    }
}
