/// Cuts the small map, or a phase of the large one, into 4 x 4 tiles and takes them to the 36 frequencies of F(4 x 4, 3 x 3) and back,
/// a vector of channels at a time.
struct SubpixelGrid: Sendable {
    let height: Int
    let width: Int
    private let tilesX: Int

    /// Vectors of scratch that each of the three transforms needs.
    static let windowCount = 36 + 36 + 24

    init(height: Int, width: Int) {
        self.height = height
        self.width = width
        tilesX = (width + 3) / 4
    }

    var tiles: Int { (height + 3) / 4 * tilesX }

    /// B^T d B of the 6 x 6 window around a tile, zeros beyond the map: the block's frequencies, `distance` floats apart.
    ///
    /// Frequencies 0...4 don't depend on the window's last sample, nor 1...5 on its first: those aren't even loaded.
    @inline(__always)
    func transformWindow(
        _ map: UnsafePointer<Float>, _ layout: SampleLayout, tile: Int, window: UnsafeMutablePointer<Vector>,
        _ block: FrequencyBlock, into result: UnsafeMutablePointer<Float>, distance: Int
    ) {
        let rows = block.row..<(block.row &+ block.side), columns = block.column..<(block.column &+ block.side)
        load(map, layout, top: tile / tilesX &* 4 &- 1, left: tile % tilesX &* 4 &- 1, rows, columns, into: window)
        let half = window + 36
        for j in columns { WinogradTransform.input(window + j, half + j, from: 6, to: 6) }
        for i in rows { WinogradTransform.input(half + 6 &* i, window + 6 &* i, from: 1, to: 1) }
        store(window, block, into: result, distance: distance)
    }

    /// A dy A^T of a tile of gradients, zeros beyond the map: the block's frequencies, `distance` floats apart.
    @inline(__always)
    func transformGradient(
        _ map: UnsafePointer<Float>, _ layout: SampleLayout, tile: Int, window: UnsafeMutablePointer<Vector>,
        _ block: FrequencyBlock, into result: UnsafeMutablePointer<Float>, distance: Int
    ) {
        let half = window + 36, samples = window + 72
        load(map, layout, top: tile / tilesX &* 4, left: tile % tilesX &* 4, 0..<4, 0..<4, into: samples)
        for j in 0..<4 { WinogradTransform.outputGradient(samples + j, half + j, from: 6, to: 4) }
        for i in block.row..<(block.row &+ block.side) {
            WinogradTransform.outputGradient(half + 4 &* i, window + 6 &* i, from: 1, to: 1)
        }
        store(window, block, into: result, distance: distance)
    }

    /// A^T m A of the block's frequencies, the others zero, + `offset`: a tile of samples; those beyond the map are dropped.
    @inline(__always)
    func transformBack(
        _ source: UnsafePointer<Float>, distance: Int, _ block: FrequencyBlock, tile: Int,
        window: UnsafeMutablePointer<Vector>, offset: Vector, to map: UnsafeMutablePointer<Float>,
        _ layout: SampleLayout
    ) {
        let half = window + 36, y = window + 72
        if block.side < 6 { for f in 0..<36 { window[f] = .zero } }
        for place in 0..<block.count { window[block[place]] = source.vector(place &* distance) }
        for j in 0..<6 { WinogradTransform.output(window + j, half + j, from: 6, to: 6) }
        for i in 0..<4 { WinogradTransform.output(half + 6 &* i, y + 4 &* i, from: 1, to: 1) }
        let top = tile / tilesX &* 4, left = tile % tilesX &* 4
        for i in 0..<min(4, height &- top) {
            for j in 0..<min(4, width &- left) {
                map.store(y[4 &* i &+ j] + offset, layout.offset(top &+ i, left &+ j))
            }
        }
    }

    /// Rows and columns of the window that starts at (`top`, `left`), six vectors a row.
    @inline(__always)
    private func load(
        _ map: UnsafePointer<Float>, _ layout: SampleLayout, top: Int, left: Int, _ rows: Range<Int>,
        _ columns: Range<Int>,
        into window: UnsafeMutablePointer<Vector>
    ) {
        let isInside = top >= 0 && left >= 0 && top &+ rows.upperBound <= height && left &+ columns.upperBound <= width
        for i in rows {
            for j in columns {
                let y = top &+ i, x = left &+ j
                window[i &* 6 &+ j] =
                    isInside || (y >= 0 && y < height && x >= 0 && x < width) ? map.vector(layout.offset(y, x)) : .zero
            }
        }
    }

    @inline(__always)
    private func store(
        _ frequencies: UnsafePointer<Vector>, _ block: FrequencyBlock, into result: UnsafeMutablePointer<Float>,
        distance: Int
    ) {
        var target = result
        for i in 0..<block.side {
            for j in 0..<block.side {
                target.store(frequencies[(block.row &+ i) &* 6 &+ block.column &+ j], 0)
                target += distance
            }
        }
    }
}
