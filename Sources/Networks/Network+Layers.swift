import Kernels

/// One operation of a network as a line of its description.
public struct NetworkLayer: Equatable, Sendable {
    /// The name of its parameters, such as `stage1.conv`; empty for an operation without any.
    public let name: String
    /// The operation in words: `convolution 3 x 3, stride 2, reflect`.
    public let operation: String
    /// Shape of its output.
    public let output: Shape
    /// Number of its learned values.
    public let parameters: Int
    /// Multiply-adds of weights and samples in a forward pass; 0 for operations other than convolutions.
    public let multiplyAdds: Int

    /// Size of its output in bytes.
    public var mapBytes: Int { output.count * MemoryLayout<Float>.stride }
}

extension Network {
    /// All operations in the order of the forward pass, the input first.
    public var layers: [NetworkLayer] {
        nodes.map { node in
            let own = node.operation.parameterIndices.map { parameters[$0.index] }
            return NetworkLayer(
                name: own.first.map { String($0.name.prefix(upTo: $0.name.lastIndex(of: ".") ?? $0.name.endIndex)) }
                    ?? "",
                operation: node.operation.words, output: node.shape, parameters: own.reduce(0) { $0 + $1.count },
                multiplyAdds: node.operation.multiplyAdds(output: node.shape))
        }
    }
}

extension Operation {
    fileprivate var parameterIndices: [ParameterIndex] {
        switch self {
        case .convolution(let layer): [layer.weight] + (layer.bias.map { [$0] } ?? [])
        case .transposedConvolution(let layer): [layer.weight, layer.bias]
        case .normalization(let layer): [layer.gamma, layer.beta].compactMap(\.self)
        case .input, .interpolation, .downsampling, .maxPooling, .depthToSpace, .activation, .concatenation, .addition:
            []
        }
    }

    fileprivate func multiplyAdds(output: Shape) -> Int {
        switch self {
        case .convolution(let layer): output.count * layer.inputChannels * layer.kernel * layer.kernel
        // Every input sample reaches 4 x 4 samples of each output channel.
        case .transposedConvolution(let layer): output.pixels / 4 * layer.inputChannels * layer.outputChannels * 16
        case .input, .interpolation, .downsampling, .maxPooling, .depthToSpace, .normalization, .activation,
            .concatenation, .addition:
            0
        }
    }

    fileprivate var words: String {
        switch self {
        case .input: "input"
        case .convolution(let layer):
            "convolution \(layer.kernel) x \(layer.kernel)" + (layer.stride > 1 ? ", stride \(layer.stride)" : "")
                + (layer.kernel > 1 ? ", \(layer.padding.rawValue)" : "") + (layer.bias == nil ? ", no bias" : "")
                + (layer.lipschitz.map { ", lambda \($0)" } ?? "")
        case .transposedConvolution: "transposed convolution 4 x 4, stride 2"
        case .interpolation(let filter): "up x2, \(filter.words)"
        case .downsampling(.average): "down x2, average"
        case .downsampling(.lanczos2): "down x2, lanczos-2"
        case .downsampling(.lanczos3): "down x2, lanczos-3"
        case .maxPooling: "down x2, largest"
        case .depthToSpace: "depth to space"
        case .normalization(let layer):
            "norm, \(layer.kind.rawValue)" + (layer.lipschitz.map { ", lambda \($0)" } ?? "")
        case .activation(.leakyReLU(let slope)): "leaky ReLU \(slope)"
        case .activation(.relu): "ReLU"
        case .activation(.swish): "swish"
        case .activation(.elu): "ELU"
        case .activation(.sigmoid): "sigmoid"
        case .concatenation: "concatenation"
        case .addition: "addition"
        }
    }
}

extension InterpolationFilter {
    fileprivate var words: String {
        switch self {
        case .nearest: "nearest"
        case .bilinear: "bilinear"
        case .bicubic: "bicubic"
        case .mitchell: "mitchell"
        case .lanczos: "lanczos"
        case .gaussian(let sigma, _): "gaussian of sigma \(sigma)"
        case .lowPass(let taps): "low-pass of \(taps.count) taps"
        }
    }
}
