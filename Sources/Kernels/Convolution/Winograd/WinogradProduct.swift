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
    func run(_ name: String, source: WinogradSource, packed: UnsafePointer<Float>, scratch: Scratch, finish: WinogradFinish,
             target: WinogradTarget) -> Work {
        Work(name, count: grid.tiles, size: block) { start, end, worker in
            // M of a frequency overwrites V of the one before.
            let m = scratch[worker], v = m + distance
            let window = scratch.vectors(worker, at: 37 * distance)
            source.transformInputs(grid, channels: weights.inputs, start: start, end: end, scratch: window, into: v, distance: distance)
            multiply(v, packed, into: m, start: start, end: end, source: source, target: target)
            transformOutputs(m, start: start, end: end, half: window, finish: finish, target: target)
        }
    }

    /// Rows are rounded up to what the micro-kernel takes; the extra ones compute what nobody reads.
    ///
    /// Meanwhile the samples that the next steps will touch are fetched, a few lines a product.
    private func multiply(_ v: UnsafePointer<Float>, _ packed: UnsafePointer<Float>, into m: UnsafeMutablePointer<Float>,
                          start: Int, end: Int, source: WinogradSource, target: WinogradTarget) {
        let rows = max(4, (end - start + 1) & ~1)
        let panels = weights.outputs / MicroKernel.columns
        for f in 0..<36 {
            for panel in 0..<panels {
                if f < block {
                    source.prefetch(grid, channels: weights.inputs, tile: start &+ block &+ f, part: panel, of: panels)
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
        prefetch(target.map, height: target.height, width: target.width, channels: target.channels, top: top, left: left, side: 4,
                 part: part, of: parts, write: true)
    }

    private func transformOutputs(_ m: UnsafePointer<Float>, start: Int, end: Int, half: UnsafeMutablePointer<Vector>,
                                  finish: WinogradFinish, target: WinogradTarget) {
        let row = start / block * weights.outputs
        switch finish {
        case .bias(nil): transformOutputs(m, PlainWriter(), start: start, end: end, half: half, target: target, sums: nil)
        case .bias(let bias?): transformOutputs(m, BiasWriter(bias: bias), start: start, end: end, half: half, target: target, sums: nil)
        case .summed(let sums): transformOutputs(m, PlainWriter(), start: start, end: end, half: half, target: target, sums: sums + row)
        case .activationGradient(let activation):
            transformOutputs(m, ActivationGradientWriter(pending: activation.pending), start: start, end: end, half: half, target: target,
                             sums: activation.sums + row)
        }
    }

    /// Hands each sample of the tiles to `writer`, and sums what it says of them in the block's sums.
    @inline(__always)
    private func transformOutputs(_ m: UnsafePointer<Float>, _ writer: some SampleWriter, start: Int, end: Int,
                                  half: UnsafeMutablePointer<Vector>, target: WinogradTarget, sums: UnsafeMutablePointer<Float>?) {
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
                        sum += writer.write(y.0, to: row, c, onMap: true)
                        sum += writer.write(y.1, to: row + channels, c, onMap: true)
                        sum += writer.write(y.2, to: row + 2 &* channels, c, onMap: true)
                        sum += writer.write(y.3, to: row + 3 &* channels, c, onMap: true)
                    } else {
                        for j in 0..<width {
                            let value = j < 2 ? (j == 0 ? y.0 : y.1) : (j == 2 ? y.2 : y.3)
                            let onMap = target.isOnMap(top &+ i, left &+ j)
                            sum += writer.write(value, to: target.sample(top &+ i, left &+ j) + c, c, onMap: onMap)
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
