import Kernels
import Networks

/// The non-linearity after the norms of an architecture.
public enum Nonlinearity: String, CaseIterable, Codable, Sendable {
    /// x for x > 0, slope times x otherwise.
    case leakyReLU = "leaky-relu"
    /// max(x, 0).
    case relu
    /// x / (1 + exp(-x)).
    case swish
    /// x for x > 0, exp(x) - 1 otherwise.
    case elu

    /// `slope` is that of LeakyReLU for negative values.
    func activation(slope: Float) -> Activation {
        switch self {
        case .leakyReLU: .leakyReLU(slope: slope)
        case .relu: .relu
        case .swish: .swish
        case .elu: .elu
        }
    }
}

/// How an encoder halves its maps (METHOD section 2.2).
public enum Downsampler: String, CaseIterable, Codable, Sendable {
    /// A convolution of stride 2; an odd side is rounded up.
    case stride
    /// A convolution of stride 1, then the mean of 2 x 2 samples; an odd side is rounded down.
    case average = "avg"
    /// A convolution of stride 1, then the largest of 2 x 2 samples; an odd side is rounded down.
    case max
    /// A convolution of stride 1, then a Lanczos-2 or Lanczos-3 filter at every second sample; an odd side is rounded
    /// down.
    case lanczos2, lanczos3
}

extension NetworkBuilder {
    /// Halves a map after its convolution of stride 1.
    mutating func reduce(_ downsampler: Downsampler, _ value: Value) -> Value {
        switch downsampler {
        case .stride: value
        case .average: downsample(.average, value)
        case .max: maxPool(value)
        case .lanczos2: downsample(.lanczos2, value)
        case .lanczos3: downsample(.lanczos3, value)
        }
    }
}

/// An upsampler whose layers have been declared.
enum Doubling {
    case fixed(InterpolationFilter)
    case deconv(TransposedConvolutionLayer)
    case pixelShuffle(ConvolutionLayer)
}

extension NetworkBuilder {
    /// Declares the learned parameters of an upsampler; most have none.
    mutating func doubling(
        _ name: String, _ upsampler: Upsampler, channels: Int, padding: Padding = .reflect,
        initialization: Initialization = .defaults
    ) -> Doubling {
        if let filter = upsampler.filter { return .fixed(filter) }
        if upsampler == .deconv {
            return .deconv(transposedConvolution("\(name).deconv", from: channels, to: channels))
        }
        return .pixelShuffle(
            convolution(
                "\(name).shuffle", from: channels, to: 4 * channels, kernel: 3, padding: padding,
                initialization: initialization))
    }

    /// Doubles height and width of a map.
    mutating func apply(_ doubling: Doubling, to value: Value) throws -> Value {
        switch doubling {
        case .fixed(let filter): interpolate(filter, value)
        case .deconv(let layer): apply(layer, to: value)
        case .pixelShuffle(let layer): depthToSpace(try apply(layer, to: value))
        }
    }
}
