import Networks

/// The choices of the `deep-decoder` of Heckel & Hand (METHOD section 2.3): no spatial weights at all.
public struct DeepDecoderOptions: Equatable, Sendable {
    /// One upsampler without weights for each stage, coarse to fine; their number is the network's depth.
    public var upsamplers: [Upsampler]
    /// Channels k of every stage.
    public var width: Int
    /// Channels of the network input z.
    public var inputChannels: Int

    /// By default five bilinear stages of 128 channels and an input of as many: 100,224 parameters for an RGB image.
    public init(
        upsamplers: [Upsampler] = Array(repeating: .bilinear, count: 5), width: Int = 128, inputChannels: Int? = nil
    ) {
        self.upsamplers = upsamplers
        self.width = width
        self.inputChannels = inputChannels ?? width
    }
}

extension DeepDecoderOptions: StagedOptions {
    public var sizes: SizeDemand {
        SizeDemand(multiple: inputReduction, least: 1, network: "a deep decoder of depth \(depth)")
    }

    /// For each upsampler {conv 1 x 1 without bias; upsampling; ReLU; batch norm with gain and offset}, then once
    /// {conv 1 x 1; ReLU; batch norm}, conv 1 x 1 without bias, sigmoid.
    /// - Throws: `NetworkError` when the size is not a multiple of 2^depth, or an upsampler has weights.
    public func network(channels: Int, height: Int, width imageWidth: Int) throws -> Network {
        try sizes.check(height: height, width: imageWidth)
        return try UpsamplingStages(
            upsamplers: upsamplers, width: width, kernel: 1, padding: .zero, norm: .batch, name: "deep decoder"
        )
        .network(
            input: Shape(channels: inputChannels, height: height / inputReduction, width: imageWidth / inputReduction),
            channels: channels)
    }
}

/// What deep decoder, conv-decoder and convnet have in common: stages of a convolution without bias, an upsampling, ReLU and a norm.
struct UpsamplingStages {
    /// The upsampling of each stage except the last, which has none; nil leaves it out.
    let upsamplers: [Upsampler?]
    let width: Int
    let kernel: Int
    let padding: Padding
    let norm: Normalization
    /// For error sentences.
    let name: String

    func network(input: Shape, channels: Int) throws -> Network {
        var build = NetworkBuilder(input: input)
        var value = build.input
        for (index, upsampler) in (upsamplers + [nil]).enumerated() {
            let convolution = build.convolution(
                "stage\(index + 1).conv", from: value.shape.channels, to: width, kernel: kernel,
                padding: padding, bias: false)
            let normalization = build.normalization("stage\(index + 1).norm", norm, channels: width)
            value = try build.apply(convolution, to: value)
            if let upsampler { value = try build.double(value, by: upsampler, in: "a \(name)") }
            value = build.apply(normalization, to: build.activate(.relu, value))
        }
        let output = build.convolution("output", from: width, to: channels, kernel: 1, bias: false)
        _ = build.activate(.sigmoid, try build.apply(output, to: value))
        return build.network()
    }
}

extension NetworkBuilder {
    /// Doubles a map with an upsampler that has no weights.
    /// - Throws: `NetworkError` for the others.
    mutating func double(_ value: Value, by upsampler: Upsampler, in network: String) throws -> Value {
        guard let filter = upsampler.filter else {
            throw NetworkError(
                description: "\(network) accepts only upsamplers without weights, not \(upsampler.name.rawValue)")
        }
        return interpolate(filter, value)
    }
}
