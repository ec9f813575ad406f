/// Where the samples of a grid go: a map, and for a grid one larger on each side a separate ring around it.
struct WinogradTarget {
    let map: UnsafeMutablePointer<Float>
    let ring: UnsafeMutablePointer<Float>?
    let height: Int
    let width: Int
    let channels: Int

    /// The first channel of a sample; with a ring, row and column 0 lie on it.
    @inline(__always)
    func sample(_ row: Int, _ column: Int) -> UnsafeMutablePointer<Float> {
        guard let ring else { return map + (row &* width &+ column) &* channels }
        let y = row &- 1, x = column &- 1
        if y >= 0 && y < height && x >= 0 && x < width { return map + (y &* width &+ x) &* channels }
        return ring + ringPlace(row, column) &* channels
    }

    /// The ring in order: top row, bottom row (each width + 2), left column, right column (each height).
    @inline(__always)
    private func ringPlace(_ row: Int, _ column: Int) -> Int {
        let row2 = width &+ 2
        if row == 0 { return column }
        if row == height &+ 1 { return row2 &+ column }
        return 2 &* row2 &+ (column == 0 ? 0 : height) &+ row &- 1
    }

    static func ringCount(height: Int, width: Int, channels: Int) -> Int { (2 * (width + 2) + 2 * height) * channels }

    /// Adds the ring's samples to those of the map that they are copies of.
    func fold(border: WindowGeometry.Border) -> Work {
        Work("winograd fold", tiles: 1) { _, _ in
            guard ring != nil else { return }
            for row in 0..<(height + 2) {
                // A row inside the map has only its two ends on the ring.
                let step = row > 0 && row <= height ? width + 1 : 1
                for column in stride(from: 0, through: width + 1, by: step) {
                    guard let y = border.index(row - 1, of: height), let x = border.index(column - 1, of: width) else { continue }
                    accumulate(sample(row, column), times: 1, into: map + (y * width + x) * channels, count: channels)
                }
            }
        }
    }
}
