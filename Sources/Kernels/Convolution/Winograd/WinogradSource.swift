/// Where the windows of a grid come from: a map, or one of half its size that is doubled as it is read.
struct WinogradSource {
    let map: UnsafePointer<Float>
    let reading: MapReading
    var upsampled: UpsampledWindows?

    /// Loads the windows of tiles `start..<end` of `grid` and transforms them; see `WinogradGrid.transformInputs`.
    func transformInputs(
        _ grid: WinogradGrid, channels: Int, start: Int, end: Int, scratch: UnsafeMutablePointer<Vector>,
        into v: UnsafeMutablePointer<Float>, distance: Int
    ) {
        reading.apply(
            Windows(
                source: self, grid: grid, channels: channels, start: start, end: end, scratch: scratch, v: v,
                distance: distance))
    }

    private struct Windows: MapUse {
        let source: WinogradSource
        let grid: WinogradGrid
        let channels: Int, start: Int, end: Int
        let scratch: UnsafeMutablePointer<Vector>
        let v: UnsafeMutablePointer<Float>
        let distance: Int

        @inline(__always)
        func run(_ reader: some SampleReader) {
            if let upsampled = source.upsampled {
                upsampled.transformInputs(
                    source.map, reader, channels: channels, start: start, end: end, scratch: scratch, into: v,
                    distance: distance)
            } else {
                grid.transformInputs(
                    source.map, reader, channels: channels, start: start, end: end, scratch: scratch, into: v,
                    distance: distance)
            }
        }
    }

    /// Asks for a part of the samples that `tile` is the first to need, so that they are near when it is transformed.
    @inline(__always)
    func prefetch(_ grid: WinogradGrid, channels: Int, tile: Int, part: Int, of parts: Int) {
        if let upsampled {
            upsampled.prefetchSource(map, channels: channels, tile: tile, part: part, of: parts)
        } else {
            grid.prefetchSource(map, channels: channels, tile: tile, part: part, of: parts)
            if let distance = reading.distanceToSecondMap {
                grid.prefetchSource(map + distance, channels: channels, tile: tile, part: part, of: parts)
            }
        }
    }
}
