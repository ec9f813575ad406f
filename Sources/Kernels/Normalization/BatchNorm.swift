/// Batch norm with training statistics on one image, a map of pixels x channels: y = gamma (x - mean) / sqrt(var + eps) + beta.
///
/// With `lambda` the gain gamma / sqrt(var + eps) is divided by max(1, |gain| / lambda), the divisor a constant for
/// differentiation (`lipschitz-batch`, METHOD section 2.1). Without gamma and beta it is instance norm.
///
/// A leaky ReLU behind the norm is done in the same passes where its `slope` is given: what it does to a sample is told from x again,
/// so that y is written once and not read for the gradients.
public struct BatchNorm {
    let sums: ChannelSums
    private let lambda: Float?
    public static let epsilon = 1e-5
    private static let block = 512

    public init(pixels: Int, channels: Int, lambda: Double? = nil) {
        sums = ChannelSums(pixels: pixels, channels: channels)
        self.lambda = lambda.map { Float($0) }
    }

    /// Floats that the forward pass leaves for the backward one: mean, 1 / sqrt(var + eps) and gain of each channel.
    public var statisticsCount: Int { 3 * sums.channels }
    /// Floats of scratch for `partials`: two sums of each block and two rows of coefficients.
    public var partialsCount: Int { 2 * sums.partialsCount + 2 * sums.channels }

    /// gamma and beta are both nil for instance norm; `output` may be `input` only if there is no backward pass.
    public func forward(
        input: UnsafePointer<Float>, gamma: UnsafePointer<Float>?, beta: UnsafePointer<Float>?, slope: Float? = nil,
        output: UnsafeMutablePointer<Float>, statistics: UnsafeMutablePointer<Float>,
        partials: UnsafeMutablePointer<Float>
    ) -> [ParallelRegion] {
        let channels = sums.channels
        let pixels = Double(sums.pixels)
        let mean = statistics, inverse = statistics + channels, gain = statistics + 2 * channels
        let operation = StepOperation.norm("batch norm forward")
        let scale = NormScale(mean: mean, gain: gain, beta: beta, slope: slope)
        return [
            sums.sum(operation, of: input, partials: partials),
            sums.finish(operation, partials: partials) { mean[$0] = Float($1 / pixels) },
            sums.sumOfSquares(operation, of: input, minus: mean, partials: partials),
            sums.finish(operation, partials: partials) { channel, sum in
                inverse[channel] = Float(1 / (sum / pixels + Self.epsilon).squareRoot())
                let full = (gamma?[channel] ?? 1) * inverse[channel]
                gain[channel] = full / divisor(full)
            },
            ParallelRegion(operation, count: sums.pixels, size: Self.block) { start, end, _ in
                for pixel in start..<end {
                    let source = input + pixel &* channels
                    let target = output + pixel &* channels
                    forEachVector(channels) {
                        target.store(scale.activated(scale.value(source.vector($0), $0)), $0)
                    } rest: {
                        target[$0] = scale.activated(scale.value(source[$0], $0))
                    }
                }
            },
        ]
    }

    /// dx = gain (dy - mean(dy) - xhat mean(dy xhat)), dgamma = sum(dy xhat) / divisor, dbeta = sum(dy); with `slope`, `outputGradient` is
    /// that of the leaky ReLU's output and dy follows from it. `inputGradient` may be `outputGradient`.
    public func backward(
        input: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>, gamma: UnsafePointer<Float>?,
        beta: UnsafePointer<Float>? = nil, slope: Float? = nil,
        statistics: UnsafePointer<Float>, inputGradient: UnsafeMutablePointer<Float>,
        gammaGradient: UnsafeMutablePointer<Float>?, betaGradient: UnsafeMutablePointer<Float>?,
        partials: UnsafeMutablePointer<Float>
    ) -> [ParallelRegion] {
        let channels = sums.channels
        let pixels = Double(sums.pixels)
        let mean = statistics, inverse = statistics + channels, gain = statistics + 2 * channels
        let products = partials + sums.partialsCount
        let offset = products + sums.partialsCount, coefficient = offset + channels
        let operation = StepOperation.norm("batch norm backward")
        let scale = NormScale(mean: mean, gain: gain, beta: beta, slope: slope)
        return [
            sums.sumWithProducts(
                operation, of: outputGradient, and: input, scale: scale, partials: partials, products: products),
            sums.finish(operation, partials: partials) { channel, sum in
                betaGradient?[channel] = Float(sum)
                offset[channel] = Float(sum / pixels)
            },
            sums.finish(operation, partials: products) { channel, sum in
                let normalised = sum * Double(inverse[channel])
                gammaGradient?[channel] = Float(normalised) / divisor((gamma?[channel] ?? 1) * inverse[channel])
                coefficient[channel] = Float(normalised / pixels) * inverse[channel]
            },
            ParallelRegion(operation, count: sums.pixels, size: Self.block) { start, end, _ in
                for pixel in start..<end {
                    let source = input + pixel &* channels
                    let upstream = outputGradient + pixel &* channels
                    let target = inputGradient + pixel &* channels
                    forEachVector(channels) {
                        let x = source.vector($0)
                        let deviation = x - mean.vector($0)
                        let centred =
                            scale.gradient(upstream.vector($0), of: x, $0) - offset.vector($0) - deviation
                            * coefficient.vector($0)
                        target.store(gain.vector($0) * centred, $0)
                    } rest: {
                        let gradient = scale.gradient(upstream[$0], of: source[$0], $0)
                        target[$0] = gain[$0] * (gradient - offset[$0] - (source[$0] - mean[$0]) * coefficient[$0])
                    }
                }
            },
        ]
    }

    func divisor(_ gain: Float) -> Float {
        guard let lambda else { return 1 }
        return max(1, abs(gain) / lambda)
    }
}

/// What is done to a sample of channel c once the statistics are known; forward and backward compute it alike, to the last bit.
struct NormScale {
    let mean: UnsafePointer<Float>, gain: UnsafePointer<Float>
    let beta: UnsafePointer<Float>?
    let slope: Float?

    @inline(__always)
    func value(_ x: Vector, _ c: Int) -> Vector {
        let scaled = (x - mean.vector(c)) * gain.vector(c)
        return beta == nil ? scaled : scaled + beta.unsafelyUnwrapped.vector(c)
    }

    @inline(__always)
    func value(_ x: Float, _ c: Int) -> Float { (x - mean[c]) * gain[c] + (beta?[c] ?? 0) }

    @inline(__always)
    func activated(_ y: Vector) -> Vector {
        slope == nil ? y : (y * Vector(repeating: slope.unsafelyUnwrapped)).replacing(with: y, where: y .> Vector.zero)
    }

    @inline(__always)
    func activated(_ y: Float) -> Float { slope == nil || y > 0 ? y : slope.unsafelyUnwrapped * y }

    /// The gradient of the norm's output from that of the activation's.
    @inline(__always)
    func gradient(_ upstream: Vector, of x: Vector, _ c: Int) -> Vector {
        guard let slope else { return upstream }
        return (upstream * Vector(repeating: slope)).replacing(with: upstream, where: value(x, c) .> Vector.zero)
    }

    @inline(__always)
    func gradient(_ upstream: Float, of x: Float, _ c: Int) -> Float {
        guard let slope else { return upstream }
        return value(x, c) > 0 ? upstream : slope * upstream
    }
}
