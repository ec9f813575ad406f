import CProcessor

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

        // A function for each reader: the compiler takes a third longer for the module where one holds them all.
        @inline(never)
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

/// Asks for a part of the `side` x `side` samples of a map whose first is at (top, left); rows and columns outside the map are left out.
///
/// The processor's own prefetchers don't see far enough ahead in maps, whose rows are many pages long.
@inline(__always)
func prefetch(
    _ map: UnsafePointer<Float>, height: Int, width: Int, channels: Int, top: Int, left: Int, side: Int, part: Int,
    of parts: Int,
    write: Bool
) {
    // Sixteen floats a cache line.
    let lines = max(0, min(side, width &- left)) &* channels / 16
    let first = part &* lines / parts, count = (part &+ 1) &* lines / parts &- first
    for row in max(0, top)..<max(0, top, min(height, top &+ side)) {
        var address = map + ((row &* width &+ left) &* channels &+ first &* 16)
        for _ in 0..<count {
            if write { processor_prefetch_for_writing(address) } else { processor_prefetch(address) }
            address += 16
        }
    }
}
