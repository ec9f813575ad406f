/// A batch norm, with the activations around it, that is not applied to a map in memory: whoever reads a sample x takes
/// `after((before(x) - mean) gain + beta)`, where `before` and `after` are leaky ReLUs; a slope of 1 leaves one out.
public struct PendingNorm {
    let mean: UnsafePointer<Float>, gain: UnsafePointer<Float>, beta: UnsafePointer<Float>
    let slopeBefore: Float, slopeAfter: Float

    /// - Parameter statistics: what `BatchNorm.pendingStatistics` wrote.
    public init(statistics: UnsafePointer<Float>, channels: Int, slopeBefore: Float = 1, slopeAfter: Float = 1) {
        precondition(
            (0...1).contains(slopeBefore) && (0...1).contains(slopeAfter), "slopes of a leaky ReLU lie in 0...1")
        mean = statistics
        gain = statistics + 2 * channels
        beta = statistics + 3 * channels
        self.slopeBefore = slopeBefore
        self.slopeAfter = slopeAfter
    }

    /// What the norm is given for sample x.
    @inline(__always)
    func normed(_ x: Vector) -> Vector { Vector.leaky(x, slope: slopeBefore) }

    /// The samples as their reader sees them, the first of which belongs to `channel`.
    @inline(__always)
    func value(_ x: Vector, _ channel: Int) -> Vector {
        Vector.leaky(scaled(normed(x), channel), slope: slopeAfter)
    }

    /// The norm's result.
    @inline(__always)
    private func scaled(_ r: Vector, _ channel: Int) -> Vector {
        beta.vector(channel).adding(r - mean.vector(channel), times: gain.vector(channel))
    }

    /// The gradient of the norm's result, given that of what the reader saw.
    @inline(__always)
    func gradient(_ gradient: Vector, _ x: Vector, _ channel: Int) -> Vector {
        (gradient * slopeAfter).replacing(with: gradient, where: scaled(normed(x), channel) .> Vector.zero)
    }
}

/// The gradient of a map behind which a norm is pending, computed as it is read from the gradient of the norm's result and the map:
/// `gain (g - offset - (before(x) - mean) coefficient)`, times the slope of `before`.
public struct PendingNormGradient {
    let norm: PendingNorm
    /// The mean of g, and what goes with the deviation from the mean.
    let offset: UnsafePointer<Float>, coefficient: UnsafePointer<Float>
    /// Floats from a sample of the gradient to the same sample of the map.
    let distance: Int

    /// - Parameters:
    ///   - coefficients: what `BatchNorm.pendingGradient` wrote.
    ///   - gradient: where the gradient of the norm's result begins, and `map` the map that the norm was given.
    public init(
        _ norm: PendingNorm, coefficients: UnsafePointer<Float>, channels: Int, gradient: UnsafePointer<Float>,
        map: UnsafePointer<Float>
    ) {
        self.norm = norm
        offset = coefficients
        coefficient = coefficients + channels
        distance = map - gradient
    }

    @inline(__always)
    func value(_ gradient: Vector, _ x: Vector, _ channel: Int) -> Vector {
        let deviation = norm.normed(x) - norm.mean.vector(channel)
        let centred = (gradient - offset.vector(channel)) - deviation * coefficient.vector(channel)
        let result = norm.gain.vector(channel) * centred
        return (result * norm.slopeBefore).replacing(with: result, where: x .> Vector.zero)
    }
}
