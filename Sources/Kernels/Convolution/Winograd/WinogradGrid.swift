import CProcessor

/// Cuts an output grid into 4 x 4 tiles, each computed from a 6 x 6 window of the source.
struct WinogradGrid: Sendable {
    let height: Int
    let width: Int
    let sourceHeight: Int
    let sourceWidth: Int
    let tilesX: Int
    let tilesY: Int
    /// Rows and columns by which the windows begin before their tiles.
    private let shift: Int
    /// [tilesY x 6] and [tilesX x 6]: the source row or column under each window position, or -1 for a zero.
    let rows: [Int32]
    let columns: [Int32]

    /// The grid of a convolution's output: window rows o - 1 ... o + 1 of its input.
    static func forward(_ geometry: WindowGeometry) -> WinogradGrid {
        WinogradGrid(
            height: geometry.smallHeight, width: geometry.smallWidth, sourceHeight: geometry.largeHeight,
            sourceWidth: geometry.largeWidth, shift: 1, border: geometry.border)
    }

    /// The grid of its padded input's gradient, one sample more on each side (none for zero padding): windows of the output gradient.
    static func backward(_ geometry: WindowGeometry) -> WinogradGrid {
        let ring = geometry.border == .zero ? 0 : 1
        return WinogradGrid(
            height: geometry.largeHeight + 2 * ring, width: geometry.largeWidth + 2 * ring,
            sourceHeight: geometry.smallHeight, sourceWidth: geometry.smallWidth, shift: 1 + ring, border: .zero)
    }

    private init(
        height: Int, width: Int, sourceHeight: Int, sourceWidth: Int, shift: Int, border: WindowGeometry.Border
    ) {
        self.height = height
        self.width = width
        self.sourceHeight = sourceHeight
        self.sourceWidth = sourceWidth
        self.shift = shift
        tilesX = (width + 3) / 4
        tilesY = (height + 3) / 4
        rows = Self.positions(tiles: tilesY, source: sourceHeight, shift: shift, border: border)
        columns = Self.positions(tiles: tilesX, source: sourceWidth, shift: shift, border: border)
    }

    /// Positions further out than the border serve only outputs beyond the grid, which are dropped: they may be zero.
    private static func positions(tiles: Int, source: Int, shift: Int, border: WindowGeometry.Border) -> [Int32] {
        (0..<(6 * tiles)).map { place in
            let index = 4 * (place / 6) + place % 6 - shift
            return (-1...source).contains(index) ? Int32(border.index(index, of: source) ?? -1) : -1
        }
    }

    var tiles: Int { tilesX * tilesY }

    /// Vectors of private scratch that `transformInputs` needs: half a transform, and a window at the border.
    static func scratchVectors(channels: Int) -> Int {
        36 + (36 * channels + Vector.scalarCount - 1) / Vector.scalarCount
    }

    /// Loads the windows of tiles `start..<end`, and transforms them: frequency f of channel c of the n-th tile goes to
    /// `result[f * distance + n * channels + c]`.
    @inline(__always)
    func transformInputs(
        _ source: UnsafePointer<Float>, _ reader: some SampleReader, channels: Int, start: Int, end: Int,
        scratch: UnsafeMutablePointer<Vector>, into result: UnsafeMutablePointer<Float>, distance: Int
    ) {
        rows.withUnsafeBufferPointer { rows in
            columns.withUnsafeBufferPointer { columns in
                for tile in start..<end {
                    let top = rows.baseAddress! + tile / tilesX &* 6, left = columns.baseAddress! + tile % tilesX &* 6
                    let target = result + (tile &- start) &* channels
                    let outside =
                        top[0] | top[1] | top[2] | top[3] | top[4] | top[5] | left[0] | left[1] | left[2] | left[3]
                        | left[4] | left[5]
                    if outside < 0 {
                        let window = UnsafeMutableRawPointer(scratch + 36).assumingMemoryBound(to: Float.self)
                        copyWindow(source, reader, channels: channels, top, left, into: window)
                        transform(
                            window, PlainReader(), row: { 6 &* $0 &* channels }, column: { $0 &* channels },
                            channels: channels,
                            half: scratch, into: target, distance: distance)
                    } else {
                        transform(
                            source, reader, row: { Int(top[$0]) &* sourceWidth &* channels },
                            column: { Int(left[$0]) &* channels },
                            channels: channels, half: scratch, into: target, distance: distance)
                    }
                }
            }
        }
    }

    /// A window that reaches beyond a border of zeros, written out.
    @inline(__always)
    private func copyWindow(
        _ source: UnsafePointer<Float>, _ reader: some SampleReader, channels: Int, _ top: UnsafePointer<Int32>,
        _ left: UnsafePointer<Int32>, into window: UnsafeMutablePointer<Float>
    ) {
        for place in 0..<36 {
            let row = Int(top[place / 6]), column = Int(left[place % 6])
            let target = window + place &* channels
            let sample = source + (row &* sourceWidth &+ column) &* channels
            var c = 0
            while c < channels {
                target.store(row < 0 || column < 0 ? .zero : reader.read(sample + c, c), c)
                c = channelVector(after: c, of: channels)
            }
        }
    }

    /// One window; `row` and `column` give the offsets of its rows and columns in floats.
    @inline(__always)
    private func transform(
        _ source: UnsafePointer<Float>, _ reader: some SampleReader, row: (Int) -> Int, column: (Int) -> Int,
        channels: Int,
        half: UnsafeMutablePointer<Vector>, into result: UnsafeMutablePointer<Float>, distance: Int
    ) {
        let r0 = source + row(0), r1 = source + row(1), r2 = source + row(2), r3 = source + row(3),
            r4 = source + row(4), r5 = source + row(5)
        var c = 0
        while c < channels {
            // The next vector's places, so that its stores need not wait for their lines.
            for f in 0..<36 { processor_prefetch_for_writing(result + (f &* distance &+ c &+ Vector.scalarCount)) }
            for j in 0..<6 {
                let x = column(j) &+ c
                let frequencies = WinogradTransform.input(
                    reader.read(r0 + x, c), reader.read(r1 + x, c), reader.read(r2 + x, c),
                    reader.read(r3 + x, c), reader.read(r4 + x, c), reader.read(r5 + x, c))
                (half + j).store(frequencies, step: 6)
            }
            for i in 0..<6 {
                let h = half + 6 &* i
                (result + (6 &* i &* distance &+ c)).store(
                    WinogradTransform.input(h[0], h[1], h[2], h[3], h[4], h[5]), step: distance)
            }
            c = channelVector(after: c, of: channels)
        }
    }

    /// Asks for a part of the source samples that `tile` is the first to need, so that they are near when it is transformed.
    @inline(__always)
    func prefetchSource(_ source: UnsafePointer<Float>, channels: Int, tile: Int, part: Int, of parts: Int) {
        guard tile < tiles else { return }
        let top = tile / tilesX &* 4 &+ 2 &- shift, left = max(0, tile % tilesX &* 4 &+ 2 &- shift)
        prefetch(
            source, height: sourceHeight, width: sourceWidth, channels: channels, top: top, left: left, side: 4,
            part: part, of: parts,
            write: false)
    }
}
