import Networks

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
