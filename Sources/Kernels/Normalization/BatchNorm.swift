/// Batch norm with training statistics on one image, a map of pixels x channels: y = gamma (x - mean) / sqrt(var + eps) + beta.
///
/// With `lambda` the gain gamma / sqrt(var + eps) is divided by max(1, |gain| / lambda), the divisor a constant for
/// differentiation (`lipschitz-batch`, METHOD section 2.1). Without gamma and beta it is instance norm.
public struct BatchNorm {
    private let sums: ChannelSums
    private let lambda: Float?
    public static let epsilon = 1e-5

    public init(pixels: Int, channels: Int, lambda: Double? = nil) {
        sums = ChannelSums(pixels: pixels, channels: channels)
        self.lambda = lambda.map { Float($0) }
    }

    /// Floats that the forward pass leaves for the backward one: mean, 1 / sqrt(var + eps) and gain of each channel.
    public var statisticsCount: Int { 3 * sums.channels }
    /// Floats of scratch for `partials`: the block sums and two rows of coefficients.
    public var partialsCount: Int { sums.partialsCount + 2 * sums.channels }

    /// gamma and beta are both nil for instance norm; `output` may be `input` only if there is no backward pass.
    public func forward(input: UnsafePointer<Float>, gamma: UnsafePointer<Float>?, beta: UnsafePointer<Float>?,
                        output: UnsafeMutablePointer<Float>, statistics: UnsafeMutablePointer<Float>,
                        partials: UnsafeMutablePointer<Float>) -> [Work] {
        let channels = sums.channels
        let pixels = Double(sums.pixels)
        let mean = statistics, inverse = statistics + channels, gain = statistics + 2 * channels
        let name = "batch norm forward"
        return [
            sums.sum(name, of: input, partials: partials),
            sums.finish(name, partials: partials) { mean[$0] = Float($1 / pixels) },
            sums.sumOfSquares(name, of: input, minus: mean, partials: partials),
            sums.finish(name, partials: partials) { channel, sum in
                inverse[channel] = Float(1 / (sum / pixels + Self.epsilon).squareRoot())
                let full = (gamma?[channel] ?? 1) * inverse[channel]
                gain[channel] = full / divisor(full)
            },
            Work(name, count: sums.pixels, size: 512) { start, end, _ in
                for pixel in start..<end {
                    let source = input + pixel &* channels
                    let target = output + pixel &* channels
                    forEachVector(channels) {
                        let scaled = (source.vector($0) - mean.vector($0)) * gain.vector($0)
                        if let beta { target.store(scaled + beta.vector($0), $0) } else { target.store(scaled, $0) }
                    } rest: {
                        target[$0] = (source[$0] - mean[$0]) * gain[$0] + (beta?[$0] ?? 0)
                    }
                }
            },
        ]
    }

    /// dx = gain (dy - mean(dy) - xhat mean(dy xhat)), dgamma = sum(dy xhat) / divisor, dbeta = sum(dy).
    public func backward(input: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>, gamma: UnsafePointer<Float>?,
                         statistics: UnsafePointer<Float>, inputGradient: UnsafeMutablePointer<Float>,
                         gammaGradient: UnsafeMutablePointer<Float>?, betaGradient: UnsafeMutablePointer<Float>?,
                         partials: UnsafeMutablePointer<Float>) -> [Work] {
        let channels = sums.channels
        let pixels = Double(sums.pixels)
        let mean = statistics, inverse = statistics + channels, gain = statistics + 2 * channels
        let offset = partials + sums.partialsCount, slope = offset + channels
        let name = "batch norm backward"
        return [
            sums.sum(name, of: outputGradient, partials: partials),
            sums.finish(name, partials: partials) { channel, sum in
                betaGradient?[channel] = Float(sum)
                offset[channel] = Float(sum / pixels)
            },
            sums.sumOfProducts(name, of: outputGradient, and: input, minus: mean, partials: partials),
            sums.finish(name, partials: partials) { channel, sum in
                let normalised = sum * Double(inverse[channel])
                gammaGradient?[channel] = Float(normalised) / divisor((gamma?[channel] ?? 1) * inverse[channel])
                slope[channel] = Float(normalised / pixels) * inverse[channel]
            },
            Work(name, count: sums.pixels, size: 512) { start, end, _ in
                for pixel in start..<end {
                    let source = input + pixel &* channels
                    let upstream = outputGradient + pixel &* channels
                    let target = inputGradient + pixel &* channels
                    forEachVector(channels) {
                        let deviation = source.vector($0) - mean.vector($0)
                        let centred = upstream.vector($0) - offset.vector($0) - deviation * slope.vector($0)
                        target.store(gain.vector($0) * centred, $0)
                    } rest: {
                        target[$0] = gain[$0] * (upstream[$0] - offset[$0] - (source[$0] - mean[$0]) * slope[$0])
                    }
                }
            },
        ]
    }

    private func divisor(_ gain: Float) -> Float {
        guard let lambda else { return 1 }
        return max(1, abs(gain) / lambda)
    }
}
