import CProcessor

/// Asks for a part of the 4 x 4 samples of a map whose first is at (top, left); rows and columns outside the map are left out.
///
/// The processor's own prefetchers don't see far enough ahead in maps, whose rows are many pages long.
@inline(__always)
func prefetch(_ map: UnsafePointer<Float>, height: Int, width: Int, channels: Int, top: Int, left: Int, part: Int, of parts: Int,
              write: Bool) {
    // Sixteen floats a cache line.
    let linesPerRow = max(0, min(4, width &- left)) &* channels / 16
    var line = part &* 4 &* linesPerRow / parts
    let end = (part &+ 1) &* 4 &* linesPerRow / parts
    while line < end {
        let row = top &+ line / linesPerRow
        if row >= 0 && row < height {
            let address = UnsafeRawPointer(map + ((row &* width &+ left) &* channels &+ line % linesPerRow &* 16))
            if write { processor_prefetch_for_writing(address) } else { processor_prefetch(address) }
        }
        line &+= 1
    }
}
