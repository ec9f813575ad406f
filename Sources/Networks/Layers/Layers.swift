/// A convolution k x k whose parameters have been declared; applying it twice would share them.
public struct ConvolutionLayer: Equatable, Sendable {
    /// Channels of the map that is read.
    public let inputChannels: Int
    /// Channels of the map that is made.
    public let outputChannels: Int
    /// Taps along each side, an odd number.
    public let kernel: Int
    /// Step of the window along both sides; 1 keeps the size.
    public let stride: Int
    /// What the window sees beyond the border.
    public let padding: Padding
    /// The weights, out x in x k x k.
    public let weight: ParameterIndex
    /// The biases, one per output channel; nil for a layer without them.
    public let bias: ParameterIndex?
    /// Ceiling of the norm of the weights; nil for no control (METHOD section 4.1).
    public let lipschitz: Double?
    /// The norm that `lipschitz` bounds.
    public let lipschitzNorm: LipschitzNorm
}

/// A learned transposed convolution 4 x 4, stride 2, padding 1.
public struct TransposedConvolutionLayer: Equatable, Sendable {
    /// Channels of the map that is read.
    public let inputChannels: Int
    /// Channels of the map that is made.
    public let outputChannels: Int
    /// The weights, in x out x 4 x 4.
    public let weight: ParameterIndex
    /// The biases, one per output channel.
    public let bias: ParameterIndex
}

/// A normalisation and its learned vectors.
public struct NormalizationLayer: Equatable, Sendable {
    /// The definition of the norm.
    public let kind: Normalization
    /// The gains, one per channel; nil for a norm that learns none.
    public let gamma: ParameterIndex?
    /// The offsets, one per channel; nil for a norm that learns none.
    public let beta: ParameterIndex?
    /// Ceiling of the gains of `lipschitz-batch`; nil for no control, and for other norms.
    public let lipschitz: Double?
}

/// What a convolution sees beyond the border, shown on the row `1234` padded by 2.
public enum Padding: String, CaseIterable, Codable, Sendable {
    /// Mirrored without repeating the edge: `1234` -> `32123432`.
    case reflect
    /// `1234` -> `00123400`.
    case zero
    /// `1234` -> `11123444`.
    case replicate
}

/// The normalisation after a convolution (METHOD section 2.1).
public enum Normalization: String, CaseIterable, Codable, Sendable {
    /// y = x - mean + beta with one learned beta per channel, no variance (the paper's choice).
    case meanOnly = "mean-only"
    /// Batch norm with training statistics, eps 1e-5, learned gain and offset.
    case batch
    /// `batch` whose gain gamma / sqrt(var + eps) is divided by max(1, |gain| / lambda).
    case lipschitzBatch = "lipschitz-batch"
    /// Zero mean and unit variance per channel, nothing learned.
    case instance
    /// No normalisation.
    case none
}

/// The norm of a convolution that the Lipschitz control bounds (METHOD section 4.1).
public enum LipschitzNorm: String, CaseIterable, Codable, Sendable {
    /// The largest singular value of the weights as a matrix of out x (in k k), as published.
    case reshaped
    /// The largest singular value of the convolution itself, over all frequencies.
    case convolutionOperator = "operator-norm"
}

/// A pointwise non-linearity.
public enum Activation: Equatable, Sendable {
    /// x for x > 0, slope times x otherwise.
    case leakyReLU(slope: Float)
    /// max(x, 0).
    case relu
    /// x / (1 + exp(-x)).
    case swish
    /// x for x > 0, exp(x) - 1 otherwise.
    case elu
    /// 1 / (1 + exp(-x)).
    case sigmoid
}
