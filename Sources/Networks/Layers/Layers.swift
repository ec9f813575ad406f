/// A convolution k x k whose parameters have been declared; applying it twice would share them.
public struct ConvolutionLayer: Equatable, Sendable {
    public let inputChannels: Int
    public let outputChannels: Int
    public let kernel: Int
    public let stride: Int
    public let padding: Padding
    public let weight: ParameterIndex
    public let bias: ParameterIndex?
    /// Ceiling of the norm of the weights; nil for no control (METHOD section 4.1).
    public let lipschitz: Double?
    public let lipschitzNorm: LipschitzNorm
}

/// A learned transposed convolution 4 x 4, stride 2, padding 1.
public struct TransposedConvolutionLayer: Equatable, Sendable {
    public let inputChannels: Int
    public let outputChannels: Int
    public let weight: ParameterIndex
    public let bias: ParameterIndex
}

/// A normalisation and its learned vectors.
public struct NormalizationLayer: Equatable, Sendable {
    public let kind: Normalization
    public let gamma: ParameterIndex?
    public let beta: ParameterIndex?
    /// The ceiling of `lipschitz-batch`.
    public let lipschitz: Double?
}
