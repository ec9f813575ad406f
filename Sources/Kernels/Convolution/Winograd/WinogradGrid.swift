/// Cuts an output grid into 4 x 4 tiles, each computed from a 6 x 6 window of the source.
struct WinogradGrid: Sendable {
    let height: Int
    let width: Int
    let sourceWidth: Int
    let tilesX: Int
    let tilesY: Int
    /// [tilesY x 6] and [tilesX x 6]: the source row or column under each window position, or -1 for a zero.
    let rows: [Int32]
    let columns: [Int32]

    /// The grid of a convolution's output: window rows o - 1 ... o + 1 of its input.
    static func forward(_ geometry: WindowGeometry) -> WinogradGrid {
        WinogradGrid(height: geometry.smallHeight, width: geometry.smallWidth, sourceHeight: geometry.largeHeight,
                     sourceWidth: geometry.largeWidth, shift: 1, border: geometry.border)
    }

    /// The grid of its padded input's gradient, one sample more on each side (none for zero padding): windows of the output gradient.
    static func backward(_ geometry: WindowGeometry) -> WinogradGrid {
        let ring = geometry.border == .zero ? 0 : 1
        return WinogradGrid(height: geometry.largeHeight + 2 * ring, width: geometry.largeWidth + 2 * ring,
                            sourceHeight: geometry.smallHeight, sourceWidth: geometry.smallWidth, shift: 1 + ring, border: .zero)
    }

    private init(height: Int, width: Int, sourceHeight: Int, sourceWidth: Int, shift: Int, border: WindowGeometry.Border) {
        self.height = height
        self.width = width
        self.sourceWidth = sourceWidth
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

    /// Lends the two tables of positions.
    @inline(__always)
    func withTables(_ body: (_ rows: UnsafePointer<Int32>, _ columns: UnsafePointer<Int32>) -> Void) {
        rows.withUnsafeBufferPointer { rows in
            columns.withUnsafeBufferPointer { columns in body(rows.baseAddress!, columns.baseAddress!) }
        }
    }

    /// Loads the 6 x 6 window of `tile` for eight channels, and transforms it: `result` receives 36 vectors, `distance` floats apart.
    @inline(__always)
    func transformInput(_ source: UnsafePointer<Float>, channels: Int, tile: Int, offset: Int,
                        window: UnsafeMutablePointer<Vector>, into result: UnsafeMutablePointer<Float>, distance: Int,
                        rows: UnsafePointer<Int32>, columns: UnsafePointer<Int32>) {
        let top = rows + tile / tilesX &* 6, left = columns + tile % tilesX &* 6
        for i in 0..<6 {
            let row = Int(top[i])
            for j in 0..<6 {
                let column = Int(left[j])
                window[i &* 6 &+ j] = row < 0 || column < 0
                    ? .zero : source.vector((row &* sourceWidth &+ column) &* channels &+ offset)
            }
        }
        let half = window + 36
        for j in 0..<6 { WinogradTransform.input(window + j, half + j, from: 6, to: 6) }
        for i in 0..<6 { WinogradTransform.input(half + 6 &* i, window + 6 &* i, from: 1, to: 1) }
        for f in 0..<36 { result.store(window[f], f &* distance) }
    }
}
