import Networks

extension SkipOptions: ArchitectureOptions {
    /// A scale crops what comes up from inside to the size of its skip branch, so that any size suits it; without a branch its map must
    /// have even sides. Other downsamplers than `stride` round down, and a row that is lost inside would be missing outside.
    public var sizes: SizeDemand {
        let words =
            "a skip network of \(scales) scales"
            + (downsampler == .stride ? "" : " that halves by '\(downsampler.rawValue)'")
        let lastWithoutSkip = downsampler == .stride ? skipChannels.lastIndex(of: 0) : scales - 1
        // Reflection needs more samples than it mirrors: on the innermost map, and on the one above it.
        let least = max((downKernel / 2) << scales, (upKernel / 2) << (scales - 1)) + 1
        return SizeDemand(
            multiple: lastWithoutSkip.map { 2 << $0 } ?? 1, least: least, padding: padding, network: words)
    }

    /// The `skip` network of the Deep Image Prior for an output of `channels` x `height` x `width` (METHOD section 2.2).
    /// - Throws: `NetworkError` when a side is not the multiple that scales without a skip branch need, or the coarsest map is too small
    ///   for the padding.
    public func network(channels: Int, height: Int, width: Int) throws -> Network {
        try sizes.check(height: height, width: width)
        var build = NetworkBuilder(input: Shape(channels: inputChannels, height: height, width: width))
        let layers = declareScales(in: &build)
        let output = build.convolution("output", from: upChannels[0], to: channels, kernel: 1, padding: padding)
        let input =
            normalizesInput
            ? build.apply(build.normalization("input.norm", .batch, channels: inputChannels), to: build.input)
            : build.input
        let value = try apply(layers[...], to: input, in: &build)
        _ = build.activate(.sigmoid, try build.apply(output, to: value))
        return build.network()
    }

    /// A convolution followed by norm and activation.
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
            let skip =
                skipChannels[index] > 0
                ? unit("\(name).skip", from: input, to: skipChannels[index], kernel: 1, in: &build) : nil
            let reduce = unit(
                "\(name).reduce", from: input, to: downChannels[index], kernel: downKernel,
                stride: downsampler == .stride ? 2 : 1, in: &build)
            let deepen = unit(
                "\(name).deepen", from: downChannels[index], to: downChannels[index], kernel: downKernel, in: &build)
            // What comes up from inside: the next scale's output, or at the innermost scale the deeper branch itself.
            let joined = skipChannels[index] + (index + 1 < scales ? upChannels[index + 1] : downChannels[index])
            let join = build.normalization("\(name).join", norm, channels: joined)
            let merge = unit("\(name).merge", from: joined, to: upChannels[index], kernel: upKernel, in: &build)
            let pointwise =
                need1x1Up
                ? unit("\(name).pointwise", from: upChannels[index], to: upChannels[index], kernel: 1, in: &build) : nil
            // The published program has no learned upsamplers here: their draws come last in their scale.
            let doubling = build.doubling(
                "\(name).up", upsamplers[index], channels: joined - skipChannels[index], padding: padding)
            input = downChannels[index]
            return Scale(
                skip: skip, reduce: reduce, deepen: deepen, join: join, merge: merge, pointwise: pointwise,
                doubling: doubling)
        }
    }

    private func unit(
        _ name: String, from input: Int, to output: Int, kernel: Int, stride: Int = 1,
        in build: inout NetworkBuilder
    ) -> Unit {
        Unit(
            convolution: build.convolution(
                name, from: input, to: output, kernel: kernel, stride: stride, padding: padding),
            norm: build.normalization("\(name).norm", norm, channels: output))
    }

    private func apply(
        _ layers: ArraySlice<Scale>, to value: NetworkBuilder.Value,
        in build: inout NetworkBuilder
    ) throws -> NetworkBuilder.Value {
        guard let scale = layers.first else { return value }
        let skip = try scale.skip.map { try apply($0, to: value, in: &build) }
        var deeper = try apply(scale.reduce, downsampling: downsampler, to: value, in: &build)
        deeper = try apply(scale.deepen, to: deeper, in: &build)
        deeper = try apply(layers.dropFirst(), to: deeper, in: &build)
        deeper = try build.apply(scale.doubling, to: deeper)
        var value = skip.map { build.concatenate($0, deeper) } ?? deeper
        value = build.apply(scale.join, to: value)
        value = try apply(scale.merge, to: value, in: &build)
        if let pointwise = scale.pointwise { value = try apply(pointwise, to: value, in: &build) }
        return value
    }

    /// Convolution, halving unless the convolution did it, norm, activation.
    private func apply(
        _ unit: Unit, downsampling: Downsampler = .stride, to value: NetworkBuilder.Value,
        in build: inout NetworkBuilder
    ) throws -> NetworkBuilder.Value {
        let map = build.reduce(downsampling, try build.apply(unit.convolution, to: value))
        return build.activate(activation.activation(slope: slope), build.apply(unit.norm, to: map))
    }
}
