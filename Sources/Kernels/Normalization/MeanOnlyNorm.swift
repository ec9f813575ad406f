/// Mean-only batch norm on a map of pixels x channels: y = x - mean(x) + beta per channel (METHOD section 2.1).
public struct MeanOnlyNorm {
    private let sums: ChannelSums

    public init(pixels: Int, channels: Int) { sums = ChannelSums(pixels: pixels, channels: channels) }

    /// Floats of scratch for `partials`: the block sums and one offset a channel.
    public var partialsCount: Int { sums.partialsCount + sums.channels }

    /// `output` may be `input`.
    public func forward(
        input: UnsafePointer<Float>, beta: UnsafePointer<Float>, output: UnsafeMutablePointer<Float>,
        partials: UnsafeMutablePointer<Float>
    ) -> [ParallelRegion] {
        let offset = partials + sums.partialsCount
        let pixels = Double(sums.pixels)
        return [
            sums.sum(.norm("mean-only norm forward"), of: input, partials: partials),
            sums.finish(.norm("mean-only norm forward"), partials: partials) {
                offset[$0] = beta[$0] - Float($1 / pixels)
            },
            addPerChannel(.norm("mean-only norm forward"), input, offset: offset, into: output),
        ]
    }

    /// dx = dy - mean(dy), dbeta = sum(dy); `inputGradient` may be `outputGradient`.
    public func backward(
        outputGradient: UnsafePointer<Float>, inputGradient: UnsafeMutablePointer<Float>,
        betaGradient: UnsafeMutablePointer<Float>, partials: UnsafeMutablePointer<Float>
    ) -> [ParallelRegion] {
        let offset = partials + sums.partialsCount
        let pixels = Double(sums.pixels)
        return [
            sums.sum(.norm("mean-only norm backward"), of: outputGradient, partials: partials),
            sums.finish(.norm("mean-only norm backward"), partials: partials) {
                betaGradient[$0] = Float($1)
                offset[$0] = -Float($1 / pixels)
            },
            addPerChannel(.norm("mean-only norm backward"), outputGradient, offset: offset, into: inputGradient),
        ]
    }

    /// For a map that stays as it is: the offset beta - mean that its readers add, from `rows` partial sums of its channels.
    public func pendingOffset(
        sums partials: UnsafePointer<Float>, rows: Int, beta: UnsafePointer<Float>,
        offset: UnsafeMutablePointer<Float>
    ) -> ParallelRegion {
        let pixels = Double(sums.pixels)
        return ChannelSums.finish(
            .norm("mean-only norm forward"), rows: rows, channels: sums.channels, partials: partials
        ) {
            offset[$0] = beta[$0] - Float($1 / pixels)
        }
    }

    /// For a gradient that stays as it is: dbeta, and the offset -mean(dy) that its readers add, from `rows` partial sums of its channels.
    public func pendingGradientOffset(
        sums partials: UnsafePointer<Float>, rows: Int, betaGradient: UnsafeMutablePointer<Float>,
        offset: UnsafeMutablePointer<Float>
    ) -> ParallelRegion {
        let pixels = Double(sums.pixels)
        return ChannelSums.finish(
            .norm("mean-only norm backward"), rows: rows, channels: sums.channels, partials: partials
        ) {
            betaGradient[$0] = Float($1)
            offset[$0] = -Float($1 / pixels)
        }
    }

    private func addPerChannel(
        _ operation: StepOperation, _ input: UnsafePointer<Float>, offset: UnsafePointer<Float>,
        into output: UnsafeMutablePointer<Float>
    ) -> ParallelRegion {
        let channels = sums.channels
        return ParallelRegion(operation, count: sums.pixels, size: 512) { start, end, _ in
            for pixel in start..<end {
                let source = input + pixel &* channels
                let target = output + pixel &* channels
                forEachVector(channels) {
                    target.store(source.vector($0) + offset.vector($0), $0)
                } rest: {
                    target[$0] = source[$0] + offset[$0]
                }
            }
        }
    }
}
