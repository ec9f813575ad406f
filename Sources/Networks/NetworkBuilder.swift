import Kernels

/// Builds a network: collects parameters in construction order and nodes in execution order, which differ in networks with branches.
public struct NetworkBuilder {
    /// A map produced by a node.
    public struct Value {
        let node: Int
        /// Channels, height and width of the map.
        public let shape: Shape
    }

    private var nodes: [Network.Node] = []
    private var parameters: [Parameter] = []
    private var draws: [InitialDraw] = []
    /// The network input z.
    public let input: Value

    /// Begins a network whose input has this shape.
    public init(input shape: Shape) {
        nodes = [Network.Node(operation: .input, inputs: [], shape: shape)]
        input = Value(node: 0, shape: shape)
    }

    /// The network built so far; the map that was made last is its output.
    public func network() -> Network {
        Network(nodes: nodes, parameters: parameters, initialDraws: draws)
    }

    // MARK: Declaring layers

    /// How a convolution's weights start.
    public enum Initialization: Sendable {
        /// PyTorch's default draws.
        case defaults
        /// The default draws, then the weights anew by Kaiming uniform (the published `decoder`).
        case kaimingUniform
    }

    /// Declares a convolution of `kernel` x `kernel` taps, `kernel` being odd, that makes input x H x W into output x ceil(H / stride) x
    /// ceil(W / stride).
    public mutating func convolution(
        _ name: String, from input: Int, to output: Int, kernel: Int, stride: Int = 1,
        padding: Padding = .reflect, bias: Bool = true, lipschitz: Double? = nil,
        lipschitzNorm: LipschitzNorm = .reshaped, initialization: Initialization = .defaults
    ) -> ConvolutionLayer {
        let weight = declare("\(name).weight", .convolution(output: output, input: input, kernel: kernel))
        let biasIndex = bias ? declare("\(name).bias", .channels(output)) : nil
        draws.append(.convolution(weight: weight, bias: biasIndex, inputs: input, outputs: output, kernel: kernel))
        if case .kaimingUniform = initialization {
            draws.append(.kaimingUniform(weight: weight, fanIn: input * kernel * kernel))
        }
        return ConvolutionLayer(
            inputChannels: input, outputChannels: output, kernel: kernel, stride: stride, padding: padding,
            weight: weight, bias: biasIndex, lipschitz: lipschitz.flatMap { $0 > 0 ? $0 : nil },
            lipschitzNorm: lipschitzNorm)
    }

    /// Declares a transposed convolution 4 x 4, stride 2, padding 1, with bias, that makes input x H x W into output x 2H x 2W.
    public mutating func transposedConvolution(_ name: String, from input: Int, to output: Int)
        -> TransposedConvolutionLayer
    {
        let weight = declare("\(name).weight", .transposedConvolution(input: input, output: output, kernel: 4))
        let bias = declare("\(name).bias", .channels(output))
        draws.append(.transposedConvolution(weight: weight, bias: bias, inputs: input, outputs: output, kernel: 4))
        return TransposedConvolutionLayer(inputChannels: input, outputChannels: output, weight: weight, bias: bias)
    }

    /// Draws so many values and drops them, for a layer that the published program overwrites, so that later layers
    /// draw what they draw there.
    public mutating func discardDraws(count: Int) {
        draws.append(.discarded(count: count))
    }

    /// Declares a norm over each channel's samples, whose output has the shape of its input, and its learned vectors.
    public mutating func normalization(_ name: String, _ kind: Normalization, channels: Int, lipschitz: Double? = nil)
        -> NormalizationLayer
    {
        var gamma: ParameterIndex?, beta: ParameterIndex?
        switch kind {
        case .batch, .lipschitzBatch:
            gamma = declare("\(name).weight", .channels(channels))
            beta = declare("\(name).bias", .channels(channels))
        case .meanOnly: beta = declare("\(name).bias", .channels(channels))
        case .instance, .none: break
        }
        if let gamma { draws.append(.constant(gamma, 1)) }
        if let beta { draws.append(.constant(beta, 0)) }
        return NormalizationLayer(
            kind: kind, gamma: gamma, beta: beta,
            lipschitz: kind == .lipschitzBatch ? lipschitz.flatMap { $0 > 0 ? $0 : nil } : nil)
    }

    private mutating func declare(_ name: String, _ layout: Parameter.Layout) -> ParameterIndex {
        parameters.append(Parameter(name: name, layout: layout))
        return ParameterIndex(index: parameters.count - 1)
    }

    // MARK: Applying them

    /// Applies a convolution that keeps the size ("same" padding), or divides it by its stride.
    /// - Throws: `NetworkError` when the map is too small to be reflected.
    public mutating func apply(_ layer: ConvolutionLayer, to value: Value) throws -> Value {
        precondition(
            layer.inputChannels == value.shape.channels,
            "a convolution of \(layer.inputChannels) channels was applied to \(value.shape)")
        let padding = layer.kernel / 2
        let shortest = min(value.shape.height, value.shape.width)
        if layer.padding == .reflect, padding >= shortest {
            throw NetworkError(
                description:
                    "a map of \(value.shape.height) x \(value.shape.width) is too small for a \(layer.kernel) x \(layer.kernel) convolution with reflection padding: both sides need at least \(padding + 1)"
            )
        }
        func reduced(_ side: Int) -> Int { (side + 2 * padding - layer.kernel) / layer.stride + 1 }
        return append(
            .convolution(layer), [value],
            Shape(
                channels: layer.outputChannels, height: reduced(value.shape.height), width: reduced(value.shape.width)))
    }

    /// Applies a transposed convolution: C x H x W becomes output channels x 2H x 2W. Traps unless C is the layer's.
    public mutating func apply(_ layer: TransposedConvolutionLayer, to value: Value) -> Value {
        precondition(
            layer.inputChannels == value.shape.channels,
            "a transposed convolution of \(layer.inputChannels) channels was applied to \(value.shape)")
        return append(
            .transposedConvolution(layer), [value],
            Shape(channels: layer.outputChannels, height: 2 * value.shape.height, width: 2 * value.shape.width))
    }

    /// Applies a norm; the output has the shape of `value`, and is `value` itself where the kind is `none`.
    public mutating func apply(_ layer: NormalizationLayer, to value: Value) -> Value {
        layer.kind == .none ? value : append(.normalization(layer), [value], value.shape)
    }

    /// Applies an activation to each sample; the output has the shape of `value`.
    public mutating func activate(_ activation: Activation, _ value: Value) -> Value {
        append(.activation(activation), [value], value.shape)
    }

    /// Doubles both sides by a fixed filter: C x H x W becomes C x 2H x 2W.
    public mutating func interpolate(_ filter: InterpolationFilter, _ value: Value) -> Value {
        append(
            .interpolation(filter), [value],
            Shape(channels: value.shape.channels, height: 2 * value.shape.height, width: 2 * value.shape.width))
    }

    /// Halves both sides by a fixed filter: C x H x W becomes C x H/2 x W/2, truncated.
    public mutating func downsample(_ filter: DownsamplingFilter, _ value: Value) -> Value {
        append(.downsampling(filter), [value], halved(value.shape))
    }

    /// Takes the largest of 2 x 2 samples: C x H x W becomes C x H/2 x W/2, truncated.
    public mutating func maxPool(_ value: Value) -> Value {
        append(.maxPooling, [value], halved(value.shape))
    }

    private func halved(_ shape: Shape) -> Shape {
        precondition(min(shape.height, shape.width) >= 2, "a map of \(shape) cannot be halved")
        return Shape(channels: shape.channels, height: shape.height / 2, width: shape.width / 2)
    }

    /// Adds two different maps of the same shape, which the output has too.
    public mutating func add(_ first: Value, _ second: Value) -> Value {
        precondition(
            first.shape == second.shape && first.node != second.node,
            "\(first.shape) and \(second.shape) cannot be added")
        return append(.addition, [first, second], first.shape)
    }

    /// Moves channels into places as PyTorch's pixel shuffle does: 4C x H x W becomes C x 2H x 2W.
    public mutating func depthToSpace(_ value: Value) -> Value {
        append(
            .depthToSpace, [value],
            Shape(channels: value.shape.channels / 4, height: 2 * value.shape.height, width: 2 * value.shape.width))
    }

    /// Joins the channels of two maps, those of `first` in front: (C1 + C2) x min(H1, H2) x min(W1, W2), each map cropped about its centre.
    public mutating func concatenate(_ first: Value, _ second: Value) -> Value {
        append(
            .concatenation, [first, second],
            Shape(
                channels: first.shape.channels + second.shape.channels,
                height: min(first.shape.height, second.shape.height), width: min(first.shape.width, second.shape.width))
        )
    }

    private mutating func append(_ operation: Operation, _ inputs: [Value], _ shape: Shape) -> Value {
        nodes.append(Network.Node(operation: operation, inputs: inputs.map(\.node), shape: shape))
        return Value(node: nodes.count - 1, shape: shape)
    }
}
