/// The tile pipeline: source tiles to frequencies, one product a frequency, frequencies to output tiles.
struct WinogradProduct {
    let grid: WinogradGrid
    let weights: WinogradWeights

    /// Tiles done at a time, fixed for a grid: as many as leave room for their frequencies in a second-level cache, fewer where
    /// there would be too few blocks to share.
    private var block: Int { grid.tiles >= 240 ? 24 : 12 }
    /// Blocks of tiles, each of which gives one row of sums.
    var blocks: Int { (grid.tiles + block - 1) / block }

    /// Floats from one frequency to the next, the same for inputs (V) and outputs (M); the odd cache line keeps the frequencies of a
    /// tile off the same cache sets.
    private var distance: Int { block * max(weights.inputs, weights.outputs) + 16 }

    /// Floats of private scratch that a worker needs: V and M, and a window being transformed.
    var scratchCount: Int { 37 * distance + Vector.scalarCount * WinogradGrid.scratchVectors(channels: weights.inputs) }

    /// target = the grid's samples computed from `source`.
    func run(_ name: String, source: UnsafePointer<Float>, reading: WinogradReading, packed: UnsafePointer<Float>, scratch: Scratch,
             finish: WinogradFinish, target: WinogradTarget) -> Work {
        Work(name, count: grid.tiles, size: block) { start, end, worker in
            // M of a frequency overwrites V of the one before.
            let m = scratch[worker], v = m + distance
            let window = scratch.vectors(worker, at: 37 * distance)
            transformInputs(source, reading: reading, start: start, end: end, scratch: window, into: v)
            multiply(v, packed, into: m, start: start, end: end, source: source, target: target)
            transformOutputs(m, start: start, end: end, half: window, finish: finish, target: target)
        }
    }

    private func transformInputs(_ source: UnsafePointer<Float>, reading: WinogradReading, start: Int, end: Int,
                                 scratch: UnsafeMutablePointer<Vector>, into v: UnsafeMutablePointer<Float>) {
        switch reading {
        case .plain:
            grid.transformInputs(source, channels: weights.inputs, start: start, end: end, scratch: scratch, into: v, distance: distance) {
                sample, _ in sample.vector(0)
            }
        case .activated(let pending):
            grid.transformInputs(source, channels: weights.inputs, start: start, end: end, scratch: scratch, into: v, distance: distance) {
                pending.value($0.vector(0), $1)
            }
        case .shifted(let offset):
            grid.transformInputs(source, channels: weights.inputs, start: start, end: end, scratch: scratch, into: v, distance: distance) {
                $0.vector(0) + offset.vector($1)
            }
        }
    }

    /// Rows are rounded up to what the micro-kernel takes; the extra ones compute what nobody reads.
    ///
    /// Meanwhile the samples that the next steps will touch are fetched, a few lines a product.
    private func multiply(_ v: UnsafePointer<Float>, _ packed: UnsafePointer<Float>, into m: UnsafeMutablePointer<Float>,
                          start: Int, end: Int, source: UnsafePointer<Float>, target: WinogradTarget) {
        let rows = max(4, (end - start + 1) & ~1)
        let panels = weights.outputs / MicroKernel.columns
        for f in 0..<36 {
            for panel in 0..<panels {
                if f < block {
                    grid.prefetchSource(source, channels: weights.inputs, tile: start &+ block &+ f, part: panel, of: panels)
                    prefetchTarget(target, tile: start &+ f, part: panel, of: panels)
                }
                MicroKernel.product(rows: rows, depth: weights.inputs, a: v + f &* distance, rowStep: weights.inputs, depthStep: 1,
                                    b: packed + (f &* weights.frequency &+ panel &* MicroKernel.columns &* weights.inputs),
                                    bStep: MicroKernel.columns, c: m + (f &* distance &+ MicroKernel.columns &* panel),
                                    cStep: weights.outputs, accumulate: false)
            }
        }
    }

    @inline(__always)
    private func prefetchTarget(_ target: WinogradTarget, tile: Int, part: Int, of parts: Int) {
        let ring = target.ring == nil ? 0 : 1
        let top = tile / grid.tilesX &* 4 &- ring, left = max(0, tile % grid.tilesX &* 4 &- ring)
        prefetch(target.map, height: target.height, width: target.width, channels: target.channels, top: top, left: left,
                 part: part, of: parts, write: true)
    }

    private func transformOutputs(_ m: UnsafePointer<Float>, start: Int, end: Int, half: UnsafeMutablePointer<Vector>,
                                  finish: WinogradFinish, target: WinogradTarget) {
        let block = start / block
        switch finish {
        case .bias(let bias):
            transformOutputs(m, start: start, end: end, half: half, target: target, sums: nil) { sample, value, c, _ in
                sample.store(value + (bias?.vector(c) ?? .zero), 0)
                return .zero
            }
        case .summed(let sums):
            transformOutputs(m, start: start, end: end, half: half, target: target, sums: sums + block * weights.outputs) {
                sample, value, _, _ in
                sample.store(value, 0)
                return value
            }
        case .activationGradient(let activation):
            transformOutputs(m, start: start, end: end, half: half, target: target, sums: activation.sums + block * weights.outputs) {
                sample, value, c, onMap in
                let gradient = onMap ? activation.pending.gradient(value, sample.vector(0), c) : value
                sample.store(gradient, 0)
                return onMap ? gradient : .zero
            }
        }
    }

    /// Hands each sample of the tiles to `store`, which says what of it counts in the block's sums.
    @inline(__always)
    private func transformOutputs(_ m: UnsafePointer<Float>, start: Int, end: Int, half: UnsafeMutablePointer<Vector>,
                                  target: WinogradTarget, sums: UnsafeMutablePointer<Float>?,
                                  store: (_ sample: UnsafeMutablePointer<Float>, _ value: Vector, _ channel: Int, _ onMap: Bool) -> Vector) {
        let channels = weights.outputs
        sums?.update(repeating: 0, count: channels)
        for tile in start..<end {
            let top = tile / grid.tilesX &* 4, left = tile % grid.tilesX &* 4
            let height = min(4, grid.height &- top), width = min(4, grid.width &- left)
            let isInside = height == 4 && width == 4 && target.isInside(row: top, column: left)
            let first = target.sample(top, left)
            let rowStep = target.width &* channels
            var c = 0
            while c < channels {
                columnTransforms(m + ((tile &- start) &* channels &+ c), half)
                var sum = Vector.zero
                for i in 0..<height {
                    let h = half + 6 &* i
                    let y = WinogradTransform.output(h[0], h[1], h[2], h[3], h[4], h[5])
                    if isInside {
                        let row = first + (i &* rowStep &+ c)
                        sum += store(row, y.0, c, true)
                        sum += store(row + channels, y.1, c, true)
                        sum += store(row + 2 &* channels, y.2, c, true)
                        sum += store(row + 3 &* channels, y.3, c, true)
                    } else {
                        for j in 0..<width {
                            let value = j < 2 ? (j == 0 ? y.0 : y.1) : (j == 2 ? y.2 : y.3)
                            let onMap = target.isOnMap(top &+ i, left &+ j)
                            sum += store(target.sample(top &+ i, left &+ j) + c, value, c, onMap)
                        }
                    }
                }
                if let sums { sums.store(sums.vector(c) + sum, c) }
                c &+= Vector.scalarCount
            }
        }
    }

    @inline(__always)
    private func columnTransforms(_ m: UnsafePointer<Float>, _ half: UnsafeMutablePointer<Vector>) {
        let step = 6 &* distance
        for j in 0..<6 {
            let w = m + j &* distance
            let y = WinogradTransform.output(w.vector(0), w.vector(step), w.vector(2 &* step), w.vector(3 &* step), w.vector(4 &* step),
                                             w.vector(5 &* step))
            half[j] = y.0; half[6 &+ j] = y.1; half[12 &+ j] = y.2; half[18 &+ j] = y.3
        }
    }
}
