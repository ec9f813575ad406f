import Kernels

/// What one node of a network computes from its inputs.
public enum Operation: Equatable, Sendable {
    /// The network input z, which is given.
    case input
    /// A convolution that keeps height and width, or divides them by its stride, rounded up.
    case convolution(ConvolutionLayer)
    /// A learned transposed convolution that doubles height and width.
    case transposedConvolution(TransposedConvolutionLayer)
    /// Doubles height and width with a fixed filter.
    case interpolation(InterpolationFilter)
    /// Halves height and width, truncated, with a fixed filter.
    case downsampling(DownsamplingFilter)
    /// The largest of 2 x 2 samples; halves height and width, truncated.
    case maxPooling
    /// Pixel shuffle: a quarter of the channels, twice the height and width.
    case depthToSpace
    /// A norm over the samples of each channel.
    case normalization(NormalizationLayer)
    /// A non-linearity, applied to each sample.
    case activation(Activation)
    /// Two inputs, joined along their channels and cropped about the centre to the smaller size.
    case concatenation
    /// The sum of two inputs of the same size.
    case addition

    /// What a backward pass reads besides the gradient.
    struct BackwardNeeds {
        var input = false
        var output = false
    }

    var backwardNeeds: BackwardNeeds {
        switch self {
        case .convolution, .transposedConvolution: BackwardNeeds(input: true)
        case .normalization(let layer): BackwardNeeds(input: layer.kind != .meanOnly && layer.kind != .none)
        case .activation(let activation): activation.backwardNeeds
        case .maxPooling: BackwardNeeds(input: true)
        case .input, .interpolation, .downsampling, .depthToSpace, .concatenation, .addition: BackwardNeeds()
        }
    }

    /// Whether the output may overwrite the first input, as far as the operation itself is concerned.
    var runsInPlace: Bool {
        switch self {
        case .activation, .addition: true
        case .normalization(let layer): layer.kind == .meanOnly
        case .input, .convolution, .transposedConvolution, .interpolation, .downsampling, .maxPooling, .depthToSpace,
            .concatenation:
            false
        }
    }

    /// Whether the gradient of the first input may overwrite that of the output.
    var gradientRunsInPlace: Bool {
        switch self {
        case .activation, .normalization, .addition: true
        case .input, .convolution, .transposedConvolution, .interpolation, .downsampling, .maxPooling, .depthToSpace,
            .concatenation:
            false
        }
    }

    /// Whether adding a constant to a channel of the input leaves the output as it is.
    var removesMean: Bool {
        if case .normalization = self { true } else { false }
    }
}

extension Activation {
    fileprivate var backwardNeeds: Operation.BackwardNeeds {
        switch self {
        case .leakyReLU, .relu, .elu, .sigmoid: Operation.BackwardNeeds(output: true)
        case .swish: Operation.BackwardNeeds(input: true)
        }
    }
}
