/// What becomes of a sample as an operation writes it, and which sums are taken over each block of them.
public enum MapWriting {
    /// Stored, plus a bias.
    case bias(UnsafePointer<Float>?)
    /// Stored, and summed over each block: `sums` is blocks x channels.
    case summed(UnsafeMutablePointer<Float>)
    /// Stored, and the moments of what a norm will be given taken of each block: rows as `MomentRows` lays them out.
    case moments(UnsafeMutablePointer<Float>, slopeBefore: Float)
    /// A gradient with respect to activations: made one with respect to the samples that it overwrites, and summed likewise.
    case activationGradient(ActivationGradient)
    /// A gradient of what is read through a pending norm: made one of the norm's result; summed, and summed times the deviation.
    case normGradient(NormGradientTarget)
}

/// Where the gradient of a norm's result is written, and its sums: blocks x 2 channels.
public struct NormGradientTarget {
    let pending: PendingNorm
    /// Floats from a sample of the gradient to the same sample of the map.
    let distance: Int
    let sums: UnsafeMutablePointer<Float>

    public init(
        _ pending: PendingNorm, gradient: UnsafePointer<Float>, map: UnsafePointer<Float>,
        sums: UnsafeMutablePointer<Float>
    ) {
        self.pending = pending
        distance = map - gradient
        self.sums = sums
    }
}

/// How the moments of a block of pixels are laid out in one row: for each channel a value near the mean (of a few samples), the sum of the differences from it,
/// the sum of their squares; then the number of pixels.
public enum MomentRows {
    /// Floats of a row.
    public static func step(channels: Int) -> Int { 3 * channels + 1 }
}

/// A way to store a sample.
protocol SampleWriter {
    /// How many sums of a channel there are.
    static var sumCount: Int { get }
    /// What is stored of a single sample, on a map of too few channels for a vector; such maps have no sums.
    func written(_ value: Float, _ channel: Int) -> Float
    /// Whether `begin` must be given what `normed` makes of some samples of the block, averaged, before any is written.
    static var needsPivot: Bool { get }
    func normed(_ value: Vector) -> Vector
    func begin(_ pivot: Vector, _ channel: Int)
    /// Stores, and says what counts in the two sums of the block.
    func write(_ value: Vector, to sample: UnsafeMutablePointer<Float>, _ channel: Int, onMap: Bool) -> (Vector, Vector)
}

extension SampleWriter {
    @inline(__always)
    static var needsPivot: Bool { false }

    @inline(__always)
    func normed(_ value: Vector) -> Vector { value }

    @inline(__always)
    func begin(_ pivot: Vector, _ channel: Int) {}

    @inline(__always)
    func written(_ value: Float, _ channel: Int) -> Float { value }
}

struct PlainWriter: SampleWriter {
    static var sumCount: Int { 0 }

    @inline(__always)
    func write(_ value: Vector, to sample: UnsafeMutablePointer<Float>, _ channel: Int, onMap: Bool) -> (Vector, Vector)
    {
        sample.store(value, 0)
        return (.zero, .zero)
    }
}

struct SummedWriter: SampleWriter {
    static var sumCount: Int { 1 }

    @inline(__always)
    func write(_ value: Vector, to sample: UnsafeMutablePointer<Float>, _ channel: Int, onMap: Bool) -> (Vector, Vector)
    {
        sample.store(value, 0)
        return (value, .zero)
    }
}

struct BiasWriter: SampleWriter {
    static var sumCount: Int { 0 }
    let bias: UnsafePointer<Float>

    @inline(__always)
    func written(_ value: Float, _ channel: Int) -> Float { value + bias[channel] }

    @inline(__always)
    func write(_ value: Vector, to sample: UnsafeMutablePointer<Float>, _ channel: Int, onMap: Bool) -> (Vector, Vector)
    {
        sample.store(value + bias.vector(channel), 0)
        return (.zero, .zero)
    }
}

/// Sums differences from the mean of a few samples: so they lose no digits where the mean is far from zero. One sample would not do: where
/// most are zeros it may lie many deviations off.
struct MomentsWriter: SampleWriter {
    static var sumCount: Int { 2 }
    @inline(__always)
    static var needsPivot: Bool { true }
    /// A value near the mean of each channel.
    let pivot: UnsafeMutablePointer<Float>
    let slopeBefore: Float

    @inline(__always)
    func normed(_ value: Vector) -> Vector { Vector.leaky(value, slope: slopeBefore) }

    @inline(__always)
    func begin(_ pivot: Vector, _ channel: Int) { self.pivot.store(pivot, channel) }

    @inline(__always)
    func write(_ value: Vector, to sample: UnsafeMutablePointer<Float>, _ channel: Int, onMap: Bool) -> (Vector, Vector)
    {
        sample.store(value, 0)
        let difference = normed(value) - pivot.vector(channel)
        return (difference, difference * difference)
    }
}

/// Multiplies by the slope of the activation where the sample lies on the map; on the ring around it the slope is applied when it is folded.
struct ActivationGradientWriter: SampleWriter {
    static var sumCount: Int { 1 }
    let pending: PendingActivation

    @inline(__always)
    func write(_ value: Vector, to sample: UnsafeMutablePointer<Float>, _ channel: Int, onMap: Bool) -> (Vector, Vector)
    {
        guard onMap else {
            sample.store(value, 0)
            return (.zero, .zero)
        }
        let gradient = pending.gradient(value, sample.vector(0), channel)
        sample.store(gradient, 0)
        return (gradient, .zero)
    }
}

struct NormGradientWriter: SampleWriter {
    static var sumCount: Int { 2 }
    let pending: PendingNorm
    let distance: Int

    // @inline(__always) leaves a call for each vector here, which costs a tenth of a 1 x 1 layer's input gradient.
    @_transparent
    func write(_ value: Vector, to sample: UnsafeMutablePointer<Float>, _ channel: Int, onMap: Bool) -> (Vector, Vector)
    {
        guard onMap else {
            sample.store(value, 0)
            return (.zero, .zero)
        }
        let x = (sample + distance).vector(0)
        let gradient = pending.gradient(value, x, channel)
        sample.store(gradient, 0)
        return (gradient, gradient * (pending.normed(x) - pending.mean.vector(channel)))
    }
}

/// Writes the last vector of channels that don't fill vectors: its first lanes were written before and stay as they are.
struct OverlappingWriter<Writer: SampleWriter>: SampleWriter {
    static var sumCount: Int { Writer.sumCount }
    private let writer: Writer
    private let finished: SIMDMask<Vector.MaskStorage>

    @inline(__always)
    init(_ writer: Writer, finished: Int) {
        self.writer = writer
        self.finished = Vector.lanes(below: finished)
    }

    @inline(__always)
    static var needsPivot: Bool { Writer.needsPivot }

    @inline(__always)
    func normed(_ value: Vector) -> Vector { writer.normed(value) }

    @inline(__always)
    func begin(_ pivot: Vector, _ channel: Int) { writer.begin(pivot, channel) }

    @inline(__always)
    func write(_ value: Vector, to sample: UnsafeMutablePointer<Float>, _ channel: Int, onMap: Bool) -> (Vector, Vector)
    {
        let before = sample.vector(0)
        let counted = writer.write(value, to: sample, channel, onMap: onMap)
        sample.store(sample.vector(0).replacing(with: before, where: finished), 0)
        return (
            counted.0.replacing(with: Vector.zero, where: finished),
            counted.1.replacing(with: Vector.zero, where: finished)
        )
    }
}

/// Something that writes a map: `run` is compiled for each writer. `sums` is where the two sums of the block begin, if any are taken.
protocol MapProduction {
    func run(_ writer: some SampleWriter, sums: UnsafeMutablePointer<Float>?)
}

extension MapWriting {
    /// Floats from a sample to the sample of another map that is read with it; nil where there is none.
    var distanceToSecondMap: Int? {
        if case .normGradient(let target) = self { target.distance } else { nil }
    }

    /// Hands the writer for block `row` of `pixels` pixels to `production`.
    @inline(__always)
    func apply(row: Int, channels: Int, pixels: Int, _ production: some MapProduction) {
        switch self {
        case .bias(nil): production.run(PlainWriter(), sums: nil)
        case .bias(let bias?): production.run(BiasWriter(bias: bias), sums: nil)
        case .summed(let sums):
            production.run(SummedWriter(), sums: cleared(sums + row &* channels, channels))
        case .moments(let rows, let slope):
            let pivot = rows + row &* MomentRows.step(channels: channels)
            pivot[3 &* channels] = Float(pixels)
            production.run(
                MomentsWriter(pivot: pivot, slopeBefore: slope), sums: cleared(pivot + channels, 2 &* channels))
        case .activationGradient(let activation):
            production.run(
                ActivationGradientWriter(pending: activation.pending),
                sums: cleared(activation.sums + row &* channels, channels))
        case .normGradient(let target):
            production.run(
                NormGradientWriter(pending: target.pending, distance: target.distance),
                sums: cleared(target.sums + 2 &* row &* channels, 2 &* channels))
        }
    }

    @inline(__always)
    private func cleared(_ sums: UnsafeMutablePointer<Float>, _ count: Int) -> UnsafeMutablePointer<Float> {
        sums.update(repeating: 0, count: count)
        return sums
    }
}
