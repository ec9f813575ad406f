import Kernels
import Networks

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
