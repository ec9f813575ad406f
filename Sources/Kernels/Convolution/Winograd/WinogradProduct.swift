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

    /// Floats of private scratch that a worker needs: V, M and a window being transformed.
    var scratchCount: Int { 36 * (inputDistance + outputDistance) + 8 * 76 }

    /// target = the grid's samples computed from `source`, + bias.
    func run(_ name: String, source: UnsafePointer<Float>, packed: UnsafePointer<Float>, scratch: Scratch,
             bias: UnsafePointer<Float>?, target: WinogradTarget) -> Work {
        Work(name, count: grid.tiles, size: Self.block) { start, end, worker in
            let v = scratch[worker], m = v + 36 * inputDistance
            let window = scratch.vectors(worker, at: 36 * (inputDistance + outputDistance))
            transformInputs(source, start: start, end: end, window: window, into: v)
            multiply(tiles: end - start, v, packed, into: m)
            transformOutputs(m, start: start, end: end, window: window, bias: bias, target: target)
        }
    }

    @inline(__always)
    private func transformInputs(_ source: UnsafePointer<Float>, start: Int, end: Int, window: UnsafeMutablePointer<Vector>,
                                 into v: UnsafeMutablePointer<Float>) {
        let channels = weights.inputs
        grid.withTables { rows, columns in
            for tile in start..<end {
                var c = 0
                while c < channels {
                    grid.transformInput(source, channels: channels, tile: tile, offset: c, window: window,
                                        into: v + ((tile &- start) &* channels &+ c), distance: inputDistance,
                                        rows: rows, columns: columns)
                    c &+= 8
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
    private func transformOutputs(_ m: UnsafePointer<Float>, start: Int, end: Int, window: UnsafeMutablePointer<Vector>,
                                  bias: UnsafePointer<Float>?, target: WinogradTarget) {
        let channels = weights.outputs
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
