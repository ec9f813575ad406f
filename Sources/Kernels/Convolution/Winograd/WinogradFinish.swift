/// What becomes of a sample when it leaves the frequency domain.
enum WinogradFinish {
    /// Stored, plus a bias.
    case bias(UnsafePointer<Float>?)
    /// Stored, and summed over each block of tiles: `sums` is blocks x channels.
    case summed(UnsafeMutablePointer<Float>)
    /// A gradient with respect to activations: made one with respect to the samples that it overwrites, and summed likewise.
    case activationGradient(ActivationGradient)
}

/// A way to store a sample; says what of it counts in the sums of its block.
protocol SampleWriter {
    func write(_ value: Vector, to sample: UnsafeMutablePointer<Float>, _ channel: Int, onMap: Bool) -> Vector
}

struct PlainWriter: SampleWriter {
    @inline(__always)
    func write(_ value: Vector, to sample: UnsafeMutablePointer<Float>, _ channel: Int, onMap: Bool) -> Vector {
        sample.store(value, 0)
        return value
    }
}

struct BiasWriter: SampleWriter {
    let bias: UnsafePointer<Float>

    @inline(__always)
    func write(_ value: Vector, to sample: UnsafeMutablePointer<Float>, _ channel: Int, onMap: Bool) -> Vector {
        sample.store(value + bias.vector(channel), 0)
        return value
    }
}

/// Multiplies by the slope of the activation where the sample lies on the map; on the ring around it the slope is applied when it is folded.
struct ActivationGradientWriter: SampleWriter {
    let pending: PendingActivation

    @inline(__always)
    func write(_ value: Vector, to sample: UnsafeMutablePointer<Float>, _ channel: Int, onMap: Bool) -> Vector {
        guard onMap else {
            sample.store(value, 0)
            return .zero
        }
        let gradient = pending.gradient(value, sample.vector(0), channel)
        sample.store(gradient, 0)
        return gradient
    }
}
