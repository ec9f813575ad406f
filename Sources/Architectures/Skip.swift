import Networks

extension SkipOptions {
    /// The `skip` network of the Deep Image Prior for an output of `channels` x `height` x `width` (METHOD section 2.2).
    /// - Throws: `NetworkError` when the size is not a multiple of 2^scales, or the coarsest map is too small for the padding.
    public func network(channels: Int, height: Int, width: Int) throws -> Network {
        let factor = 1 << scales
        guard height % factor == 0, width % factor == 0, height > 0, width > 0 else {
            throw NetworkError(description: "an image of \(width) x \(height) does not suit a skip network of \(scales) scales: both sides must be multiples of \(factor)")
        }
        var build = NetworkBuilder(input: Shape(channels: inputChannels, height: height, width: width))
        let layers = declareScales(in: &build)
        let output = build.convolution("output", from: upChannels[0], to: channels, kernel: 1, padding: padding)
        let value = try apply(layers[...], to: build.input, in: &build)
        _ = build.activate(.sigmoid, try build.apply(output, to: value))
        return build.network()
    }

    /// A convolution followed by batch norm and LeakyReLU.
    private struct Unit {
        let convolution: ConvolutionLayer
        let norm: NormalizationLayer
    }

    /// The layers of one scale.
    private struct Scale {
        let skip: Unit?
        let reduce: Unit
        let deepen: Unit
        let join: NormalizationLayer
        let merge: Unit
        let pointwise: Unit?
        let doubling: Doubling
    }

    /// Declares every scale from the outside in: the order in which the published program draws weights.
    private func declareScales(in build: inout NetworkBuilder) -> [Scale] {
        var input = inputChannels
        return (0..<scales).map { index in
            let name = "scale\(index + 1)"
            let skip = skipChannels[index] > 0 ? unit("\(name).skip", from: input, to: skipChannels[index], kernel: 1, in: &build) : nil
            let reduce = unit("\(name).reduce", from: input, to: downChannels[index], kernel: downKernel, stride: 2, in: &build)
            let deepen = unit("\(name).deepen", from: downChannels[index], to: downChannels[index], kernel: downKernel, in: &build)
            // What comes up from inside: the next scale's output, or at the innermost scale the deeper branch itself.
            let joined = skipChannels[index] + (index + 1 < scales ? upChannels[index + 1] : downChannels[index])
            let join = build.normalization("\(name).join", .batch, channels: joined)
            let merge = unit("\(name).merge", from: joined, to: upChannels[index], kernel: upKernel, in: &build)
            let pointwise = need1x1Up ? unit("\(name).pointwise", from: upChannels[index], to: upChannels[index], kernel: 1, in: &build) : nil
            // The published program has no learned upsamplers here: their draws come last in their scale.
            let doubling = build.doubling("\(name).up", upsamplers[index], channels: joined - skipChannels[index], padding: padding)
            input = downChannels[index]
            return Scale(skip: skip, reduce: reduce, deepen: deepen, join: join, merge: merge, pointwise: pointwise, doubling: doubling)
        }
    }

    private func unit(_ name: String, from input: Int, to output: Int, kernel: Int, stride: Int = 1,
                      in build: inout NetworkBuilder) -> Unit {
        Unit(convolution: build.convolution(name, from: input, to: output, kernel: kernel, stride: stride, padding: padding),
             norm: build.normalization("\(name).norm", .batch, channels: output))
    }

    private func apply(_ layers: ArraySlice<Scale>, to value: NetworkBuilder.Value,
                       in build: inout NetworkBuilder) throws -> NetworkBuilder.Value {
        guard let scale = layers.first else { return value }
        let skip = try scale.skip.map { try apply($0, to: value, in: &build) }
        var deeper = try apply(scale.reduce, to: value, in: &build)
        deeper = try apply(scale.deepen, to: deeper, in: &build)
        deeper = try apply(layers.dropFirst(), to: deeper, in: &build)
        deeper = try build.apply(scale.doubling, to: deeper)
        var value = skip.map { build.concatenate($0, deeper) } ?? deeper
        value = build.apply(scale.join, to: value)
        value = try apply(scale.merge, to: value, in: &build)
        if let pointwise = scale.pointwise { value = try apply(pointwise, to: value, in: &build) }
        return value
    }

    private func apply(_ unit: Unit, to value: NetworkBuilder.Value, in build: inout NetworkBuilder) throws -> NetworkBuilder.Value {
        let map = try build.apply(unit.convolution, to: value)
        return build.activate(.leakyReLU(slope: slope), build.apply(unit.norm, to: map))
    }
}
