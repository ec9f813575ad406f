import CProcessor

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
