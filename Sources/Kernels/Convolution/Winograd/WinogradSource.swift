/// What a pipeline makes of the samples of a map as it reads them.
///
/// A type for each way, not a closure: a closure that is not inlined hands over a vector in halves, at every sample.
protocol SampleReader {
    /// The vector at `sample`, which belongs to `channel` and those after it.
    func read(_ sample: UnsafePointer<Float>, _ channel: Int) -> Vector
}

/// The samples as they are.
struct PlainReader: SampleReader {
    @inline(__always)
    func read(_ sample: UnsafePointer<Float>, _ channel: Int) -> Vector { sample.vector(0) }
}

/// The activations of the samples.
struct ActivatedReader: SampleReader {
    let pending: PendingActivation

    @inline(__always)
    func read(_ sample: UnsafePointer<Float>, _ channel: Int) -> Vector { pending.value(sample.vector(0), channel) }
}

/// A gradient whose mean over the map is still to be taken off: x + offset[c]; zeros beyond the border stay zeros.
struct ShiftedReader: SampleReader {
    let offset: UnsafePointer<Float>

    @inline(__always)
    func read(_ sample: UnsafePointer<Float>, _ channel: Int) -> Vector { sample.vector(0) + offset.vector(channel) }
}

/// The choice of a reader.
enum WinogradReading {
    case plain
    case activated(PendingActivation)
    case shifted(offset: UnsafePointer<Float>)
}

/// Where the windows of a grid come from: a map, or one of half its size that is doubled as it is read.
struct WinogradSource {
    let map: UnsafePointer<Float>
    let reading: WinogradReading
    var upsampled: UpsampledWindows?

    /// Loads the windows of tiles `start..<end` of `grid` and transforms them; see `WinogradGrid.transformInputs`.
    func transformInputs(_ grid: WinogradGrid, channels: Int, start: Int, end: Int, scratch: UnsafeMutablePointer<Vector>,
                         into v: UnsafeMutablePointer<Float>, distance: Int) {
        @inline(__always)
        func transform(_ reader: some SampleReader) {
            if let upsampled {
                upsampled.transformInputs(map, reader, channels: channels, start: start, end: end, scratch: scratch, into: v, distance: distance)
            } else {
                grid.transformInputs(map, reader, channels: channels, start: start, end: end, scratch: scratch, into: v, distance: distance)
            }
        }
        switch reading {
        case .plain: transform(PlainReader())
        case .activated(let pending): transform(ActivatedReader(pending: pending))
        case .shifted(let offset): transform(ShiftedReader(offset: offset))
        }
    }

    /// Asks for a part of the samples that `tile` is the first to need, so that they are near when it is transformed.
    @inline(__always)
    func prefetch(_ grid: WinogradGrid, channels: Int, tile: Int, part: Int, of parts: Int) {
        if let upsampled {
            upsampled.prefetchSource(map, channels: channels, tile: tile, part: part, of: parts)
        } else {
            grid.prefetchSource(map, channels: channels, tile: tile, part: part, of: parts)
        }
    }
}
