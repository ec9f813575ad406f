/// The tile pipeline: source tiles to frequencies, one product a frequency, frequencies to output tiles.
struct WinogradProduct {
    let grid: WinogradGrid
    let weights: WinogradWeights

    /// Tiles done at a time: a multiple of six whose V and M stay in a second-level cache.
    static let block = 24
    /// Keeps the frequencies of a block off the same cache sets.
    private static let gap = 16

    private var inputDistance: Int { Self.block * weights.inputs + Self.gap }
    private var outputDistance: Int { Self.block * weights.outputs + Self.gap }

    /// Floats of private scratch that a worker needs.
    var scratchCount: Int { 36 * (inputDistance + outputDistance) }

    /// Computes the grid from `source`; `take` receives each output vector: its row, column, first channel and value.
    func run(_ name: String, source: UnsafePointer<Float>, packed: UnsafePointer<Float>, scratch: Scratch,
             bias: UnsafePointer<Float>?, target: WinogradTarget) -> Work {
        Work(name, count: grid.tiles, size: Self.block) { start, end, worker in
            let v = scratch[worker], m = v + 36 * inputDistance
            transformInputs(source, start: start, end: end, into: v)
            multiply(tiles: end - start, v, packed, into: m)
            transformOutputs(m, start: start, end: end, bias: bias, target: target)
        }
    }

    @inline(__always)
    private func transformInputs(_ source: UnsafePointer<Float>, start: Int, end: Int, into v: UnsafeMutablePointer<Float>) {
        let channels = weights.inputs
        grid.rows.withUnsafeBufferPointer { rows in
            grid.columns.withUnsafeBufferPointer { columns in
                withVectors(72) { window in
                    for tile in start..<end {
                        var c = 0
                        while c < channels {
                            grid.transformInput(source, channels: channels, tile: tile, offset: c, window: window,
                                                into: v + ((tile &- start) &* channels &+ c), distance: inputDistance,
                                                rows: rows.baseAddress!, columns: columns.baseAddress!)
                            c &+= 8
                        }
                    }
                }
            }
        }
    }

    /// Rows are rounded up to what the micro-kernel takes; the extra ones compute what nobody reads.
    @inline(__always)
    private func multiply(tiles: Int, _ v: UnsafePointer<Float>, _ packed: UnsafePointer<Float>, into m: UnsafeMutablePointer<Float>) {
        let rows = max(4, (tiles + 1) & ~1)
        for f in 0..<36 {
            for panel in 0..<(weights.outputs / 16) {
                MicroKernel.product(rows: rows, depth: weights.inputs, a: v + f &* inputDistance, rowStep: weights.inputs, depthStep: 1,
                                    b: packed + (f &* weights.frequency &+ panel &* 16 &* weights.inputs), bStep: 16,
                                    c: m + (f &* outputDistance &+ 16 &* panel), cStep: weights.outputs, accumulate: false)
            }
        }
    }

    @inline(__always)
    private func transformOutputs(_ m: UnsafePointer<Float>, start: Int, end: Int, bias: UnsafePointer<Float>?, target: WinogradTarget) {
        let channels = weights.outputs
        withVectors(36 + 24 + 16) { window in
            let half = window + 36, y = window + 60
            for tile in start..<end {
                let top = tile / grid.tilesX &* 4, left = tile % grid.tilesX &* 4
                let height = min(4, grid.height &- top), width = min(4, grid.width &- left)
                var c = 0
                while c < channels {
                    let source = m + ((tile &- start) &* channels &+ c)
                    for f in 0..<36 { window[f] = source.vector(f &* outputDistance) }
                    for j in 0..<6 { WinogradTransform.output(window + j, half + j, from: 6, to: 6) }
                    for i in 0..<4 { WinogradTransform.output(half + 6 &* i, y + 4 &* i, from: 1, to: 1) }
                    let offset = bias?.vector(c) ?? .zero
                    for i in 0..<height {
                        for j in 0..<width {
                            target.sample(top &+ i, left &+ j).store(y[4 &* i &+ j] + offset, c)
                        }
                    }
                    c &+= 8
                }
            }
        }
    }
}

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
                let inner = row > 0 && row <= height
                for column in inner ? [0, width + 1] : Array(0..<(width + 2)) {
                    guard let y = border.index(row - 1, of: height), let x = border.index(column - 1, of: width) else { continue }
                    accumulate(sample(row, column), times: 1, into: map + (y * width + x) * channels, count: channels)
                }
            }
        }
    }
}
