/// A mean-only norm and a leaky ReLU that are not applied to a map in memory, which has at least a vector's channels: whoever
/// reads a sample x of channel c takes leaky(x + offset[c]) (METHOD section 2.1).
public struct PendingActivation {
    /// beta - mean of each channel.
    public let offset: UnsafePointer<Float>
    public let slope: Float

    public init(offset: UnsafePointer<Float>, slope: Float) {
        precondition((0...1).contains(slope), "the slope of a leaky ReLU lies in 0...1, not \(slope)")
        self.offset = offset
        self.slope = slope
    }

    /// The activations of the samples `x`, the first of which belongs to `channel`.
    @inline(__always)
    func value(_ x: Vector, _ channel: Int) -> Vector {
        Vector.leaky(x + offset.vector(channel), slope: slope)
    }

    /// The gradient with respect to the samples `x`, given that with respect to their activations.
    @inline(__always)
    func gradient(_ gradient: Vector, _ x: Vector, _ channel: Int) -> Vector {
        (gradient * slope).replacing(with: gradient, where: x + offset.vector(channel) .> Vector.zero)
    }
}

/// How a gradient with respect to activations is written: over the samples that were activated on reading, as the gradient with respect
/// to them, and summed per channel into rows of `sums` (as many as the operation says).
public struct ActivationGradient {
    public let pending: PendingActivation
    public let sums: UnsafeMutablePointer<Float>

    public init(pending: PendingActivation, sums: UnsafeMutablePointer<Float>) {
        self.pending = pending
        self.sums = sums
    }
}
