/// One of the four places of a sample in its 2 x 2 block of the large map.
struct SubpixelPhase {
    let row: Int
    let column: Int

    @inline(__always)
    init(_ index: Int) {
        row = index / 2
        column = index % 2
    }

    /// The tap of the 4 x 4 kernel under tap `position` of the phase's 3 x 3 kernel, nil where that is a zero.
    @inline(__always)
    func tap(_ position: Int) -> Int? {
        let ky = row &+ 3 &- 2 &* (position / 3), kx = column &+ 3 &- 2 &* (position % 3)
        return (0..<4).contains(ky) && (0..<4).contains(kx) ? 4 &* ky &+ kx : nil
    }

    /// The frequencies at which the phase's weights don't vanish: all but the one of the point at infinity, or all but that of zero.
    @inline(__always)
    var frequencies: FrequencyBlock { FrequencyBlock(row: row, column: column, side: 5) }
    /// The same for the flipped weights, which carry gradients back.
    @inline(__always)
    var flippedFrequencies: FrequencyBlock { FrequencyBlock(row: 1 &- row, column: 1 &- column, side: 5) }
}

/// A square of the 6 x 6 frequencies of F(4 x 4, 3 x 3), numbered row by row.
struct FrequencyBlock {
    let row: Int
    let column: Int
    let side: Int

    @inline(__always)
    static var all: FrequencyBlock { FrequencyBlock(row: 0, column: 0, side: 6) }

    @inline(__always)
    var count: Int { side &* side }

    /// The number among all 36 frequencies of the block's `place`-th one.
    @inline(__always)
    subscript(place: Int) -> Int { (row &+ place / side) &* 6 &+ column &+ place % side }

    @inline(__always)
    func contains(_ frequency: Int) -> Bool {
        let i = frequency / 6 &- row, j = frequency % 6 &- column
        return i >= 0 && i < side && j >= 0 && j < side
    }
}

/// Where the samples of the small map, or of one phase of the large one, lie in memory, in floats.
struct SampleLayout {
    private let origin: Int, row: Int, column: Int

    static func small(width: Int, channels: Int) -> SampleLayout {
        SampleLayout(origin: 0, row: width * channels, column: channels)
    }

    /// `width` is the small map's.
    @inline(__always)
    static func phase(_ phase: SubpixelPhase, width: Int, channels: Int) -> SampleLayout {
        SampleLayout(
            origin: (2 &* phase.row &* width &+ phase.column) &* channels, row: 4 &* width &* channels,
            column: 2 &* channels)
    }

    @inline(__always)
    func offset(_ y: Int, _ x: Int) -> Int { origin &+ y &* row &+ x &* column }
}
