/// What an operation makes of the samples of a map as it reads them.
public enum MapReading {
    /// The samples as they are.
    case plain
    /// A mean-only norm and an activation are pending on the map.
    case activated(PendingActivation)
    /// A batch norm and its activations are.
    case normalized(PendingNorm)
    /// A gradient whose mean over the map is still to be taken off: x + offset[c].
    case shifted(offset: UnsafePointer<Float>)
    /// The gradient of a batch norm's result, read as that of the map before it.
    case normGradient(PendingNormGradient)
}

/// A way to read a sample.
///
/// A type for each way, not a closure: a closure that is not inlined hands over a vector in halves, at every sample.
protocol SampleReader {
    /// The vector at `sample`, which belongs to `channel` and those after it.
    func read(_ sample: UnsafePointer<Float>, _ channel: Int) -> Vector
}

struct PlainReader: SampleReader {
    @inline(__always)
    func read(_ sample: UnsafePointer<Float>, _ channel: Int) -> Vector { sample.vector(0) }
}

struct ActivatedReader: SampleReader {
    let pending: PendingActivation

    @inline(__always)
    func read(_ sample: UnsafePointer<Float>, _ channel: Int) -> Vector { pending.value(sample.vector(0), channel) }
}

struct NormalizedReader: SampleReader {
    let pending: PendingNorm

    @inline(__always)
    func read(_ sample: UnsafePointer<Float>, _ channel: Int) -> Vector { pending.value(sample.vector(0), channel) }
}

/// Zeros beyond the border stay zeros: they are not read.
struct ShiftedReader: SampleReader {
    let offset: UnsafePointer<Float>

    @inline(__always)
    func read(_ sample: UnsafePointer<Float>, _ channel: Int) -> Vector { sample.vector(0) + offset.vector(channel) }
}

struct NormGradientReader: SampleReader {
    let pending: PendingNormGradient

    @inline(__always)
    func read(_ sample: UnsafePointer<Float>, _ channel: Int) -> Vector {
        pending.value(sample.vector(0), (sample + pending.distance).vector(0), channel)
    }
}

/// Something that reads a map: `run` is compiled for each reader.
protocol MapUse {
    func run(_ reader: some SampleReader)
}

extension MapReading {
    /// Floats from a sample to the sample of another map that is read with it; nil where there is none.
    var distanceToSecondMap: Int? {
        if case .normGradient(let pending) = self { pending.distance } else { nil }
    }

    @inline(__always)
    func apply(_ use: some MapUse) {
        switch self {
        case .plain: use.run(PlainReader())
        case .activated(let pending): use.run(ActivatedReader(pending: pending))
        case .normalized(let pending): use.run(NormalizedReader(pending: pending))
        case .shifted(let offset): use.run(ShiftedReader(offset: offset))
        case .normGradient(let pending): use.run(NormGradientReader(pending: pending))
        }
    }
}
