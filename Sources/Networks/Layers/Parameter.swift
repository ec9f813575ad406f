/// One learned array of a network.
public struct Parameter: Equatable, Sendable {
    /// The order of its values as PyTorch draws and stores them.
    public enum Layout: Equatable, Sendable {
        /// A vector with one value per channel.
        case channels(Int)
        /// out x in x k x k: a convolution's weights.
        case convolution(output: Int, input: Int, kernel: Int)
        /// in x out x k x k: a transposed convolution's weights.
        case transposedConvolution(input: Int, output: Int, kernel: Int)
    }

    public let name: String
    public let layout: Layout

    /// Whether it holds the weights of a convolution, transposed or not: what has four dimensions.
    public var isWeight: Bool {
        if case .channels = layout { false } else { true }
    }

    public var count: Int {
        switch layout {
        case .channels(let channels): channels
        case .convolution(let output, let input, let kernel): output * input * kernel * kernel
        case .transposedConvolution(let input, let output, let kernel): input * output * kernel * kernel
        }
    }
}

/// Names one parameter of a network: its place in `Network.parameters`.
public struct ParameterIndex: Hashable, Sendable {
    package let index: Int
}

/// How the values of a layer are drawn, in construction order (METHOD section 8).
public enum InitialDraw: Equatable, Sendable {
    /// PyTorch's default weight and bias of a convolution.
    case convolution(weight: ParameterIndex, bias: ParameterIndex?, inputs: Int, outputs: Int, kernel: Int)
    /// PyTorch's default weight and bias of a transposed convolution.
    case transposedConvolution(weight: ParameterIndex, bias: ParameterIndex, inputs: Int, outputs: Int, kernel: Int)
    /// Kaiming uniform with a = 0: bound sqrt(6 / fan in).
    case kaimingUniform(weight: ParameterIndex, fanIn: Int)
    /// Uniform values that the published program draws and overwrites.
    case discarded(count: Int)
    case constant(ParameterIndex, Float)
}
