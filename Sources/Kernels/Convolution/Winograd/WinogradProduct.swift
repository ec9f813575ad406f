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
    private var distance: Int { block * max(weights.inputs, outputStep) + 16 }
    private var panels: Panels { Panels(weights.outputs) }
    /// Floats from one tile of M to the next: whole vectors.
    fileprivate var outputStep: Int { panels.vectors * Vector.scalarCount }

    /// Floats of private scratch that a worker needs: V and M, and a window being transformed.
    var scratchCount: Int { 37 * distance + Vector.scalarCount * WinogradGrid.scratchVectors(channels: weights.inputs) }

    /// target = the grid's samples computed from `source`.
    func run(
        _ operation: StepOperation, source: WinogradSource, packed: UnsafePointer<Float>, scratch: Scratch,
        writing: MapWriting,
        target: WinogradTarget
    ) -> ParallelRegion {
        ParallelRegion(operation, count: grid.tiles, size: block) { start, end, worker in
            // M of a frequency overwrites V of the one before.
            let m = scratch[worker], v = m + distance
            let window = scratch.vectors(worker, at: 37 * distance)
            source.transformInputs(
                grid, channels: weights.inputs, start: start, end: end, scratch: window, into: v, distance: distance)
            multiply(
                v, packed, into: m, start: start, end: end, source: source, target: target,
                beside: writing.distanceToSecondMap)
            transformOutputs(m, start: start, end: end, half: window, writing: writing, target: target)
        }
    }

    /// Rows are rounded up to what the micro-kernel takes; the extra ones compute what nobody reads.
    ///
    /// Meanwhile the samples that the next steps will touch are fetched, a few lines a product.
    private func multiply(
        _ v: UnsafePointer<Float>, _ packed: UnsafePointer<Float>, into m: UnsafeMutablePointer<Float>,
        start: Int, end: Int, source: WinogradSource, target: WinogradTarget, beside second: Int?
    ) {
        let rows = max(4, (end - start + 1) & ~1)
        let panels = panels
        for f in 0..<36 {
            for panel in 0..<panels.count {
                if f < block {
                    source.prefetch(
                        grid, channels: weights.inputs, tile: start &+ block &+ f, part: panel, of: panels.count)
                    prefetchTarget(target, beside: second, tile: start &+ f, part: panel, of: panels.count)
                }
                panels.product(
                    panel, rows: rows, depth: weights.inputs, a: v + f &* distance, rowStep: weights.inputs,
                    depthStep: 1,
                    b: packed + (f &* weights.frequency &+ panel &* MicroKernel.columns &* weights.inputs),
                    bStep: MicroKernel.columns, c: m + (f &* distance &+ MicroKernel.columns &* panel),
                    cStep: outputStep, accumulate: false)
            }
        }
    }

    @inline(__always)
    private func prefetchTarget(_ target: WinogradTarget, beside second: Int?, tile: Int, part: Int, of parts: Int) {
        let ring = target.ring == nil ? 0 : 1
        let top = tile / grid.tilesX &* 4 &- ring, left = max(0, tile % grid.tilesX &* 4 &- ring)
        prefetch(
            target.map, height: target.height, width: target.width, channels: target.channels, top: top, left: left,
            side: 4,
            part: part, of: parts, write: true)
        if let second {
            prefetch(
                target.map + second, height: target.height, width: target.width, channels: target.channels, top: top,
                left: left, side: 4,
                part: part, of: parts, write: false)
        }
    }

    private func transformOutputs(
        _ m: UnsafePointer<Float>, start: Int, end: Int, half: UnsafeMutablePointer<Vector>,
        writing: MapWriting, target: WinogradTarget
    ) {
        writing.apply(
            row: start / block, channels: weights.outputs, pixels: pixels(start: start, end: end),
            Outputs(product: self, m: m, start: start, end: end, half: half, target: target))
    }

    /// Samples of the grid in tiles `start..<end`.
    private func pixels(start: Int, end: Int) -> Int {
        (start..<end).reduce(0) { count, tile in
            count + min(4, grid.height - tile / grid.tilesX * 4) * min(4, grid.width - tile % grid.tilesX * 4)
        }
    }

    /// Hands each sample of the tiles to the writer, and sums what it says of them in the block's sums.
    private struct Outputs: MapProduction {
        let product: WinogradProduct
        let m: UnsafePointer<Float>
        let start: Int, end: Int
        let half: UnsafeMutablePointer<Vector>
        let target: WinogradTarget

        @inline(__always)
        func run(_ writer: some SampleWriter, sums: UnsafeMutablePointer<Float>?) {
            let channels = product.weights.outputs
            let overlap = (Vector.scalarCount &- channels % Vector.scalarCount) % Vector.scalarCount
            for tile in start..<end {
                var c = 0
                while c &+ Vector.scalarCount <= channels {
                    finish(tile, c, writer, sums: sums)
                    c &+= Vector.scalarCount
                }
                if c < channels {
                    finish(
                        tile, channels &- Vector.scalarCount, OverlappingWriter(writer, finished: overlap), sums: sums)
                }
            }
        }

        /// The mean of a tile's samples, as the writer's norm is given them.
        private func mean(_ writer: some SampleWriter, height: Int, width: Int) -> Vector {
            var total = Vector.zero
            for i in 0..<height {
                let h = half + 6 &* i
                let y = WinogradTransform.output(h[0], h[1], h[2], h[3], h[4], h[5])
                for j in 0..<width { total += writer.normed(j < 2 ? (j == 0 ? y.0 : y.1) : (j == 2 ? y.2 : y.3)) }
            }
            return total / Float(height &* width)
        }

        /// The tile's samples of the vector of channels from c on.
        @inline(__always)
        private func finish<Writer: SampleWriter>(
            _ tile: Int, _ c: Int, _ writer: Writer, sums: UnsafeMutablePointer<Float>?
        ) {
            let grid = product.grid, channels = product.weights.outputs
            let top = tile / grid.tilesX &* 4, left = tile % grid.tilesX &* 4
            let height = min(4, grid.height &- top), width = min(4, grid.width &- left)
            let isInside = height == 4 && width == 4 && target.isInside(row: top, column: left)
            let first = target.sample(top, left)
            product.columnTransforms(m + ((tile &- start) &* product.outputStep &+ c), half)
            var sum = (Vector.zero, Vector.zero)
            @inline(__always)
            func put(_ value: Vector, _ sample: UnsafeMutablePointer<Float>, onMap: Bool) {
                let counted = writer.write(value, to: sample, c, onMap: onMap)
                if Writer.sumCount > 0 { sum.0 += counted.0 }
                if Writer.sumCount > 1 { sum.1 += counted.1 }
            }
            if Writer.needsPivot, tile == start { writer.begin(mean(writer, height: height, width: width), c) }
            for i in 0..<height {
                let h = half + 6 &* i
                let y = WinogradTransform.output(h[0], h[1], h[2], h[3], h[4], h[5])
                if isInside {
                    let row = first + (i &* target.width &* channels &+ c)
                    put(y.0, row, onMap: true)
                    put(y.1, row + channels, onMap: true)
                    put(y.2, row + 2 &* channels, onMap: true)
                    put(y.3, row + 3 &* channels, onMap: true)
                } else {
                    for j in 0..<width {
                        let value = j < 2 ? (j == 0 ? y.0 : y.1) : (j == 2 ? y.2 : y.3)
                        put(value, target.sample(top &+ i, left &+ j) + c, onMap: target.isOnMap(top &+ i, left &+ j))
                    }
                }
            }
            guard let sums else { return }
            if Writer.sumCount > 0 { sums.store(sums.vector(c) + sum.0, c) }
            if Writer.sumCount > 1 { sums.store(sums.vector(channels &+ c) + sum.1, channels &+ c) }
        }
    }

    @inline(__always)
    fileprivate func columnTransforms(_ m: UnsafePointer<Float>, _ half: UnsafeMutablePointer<Vector>) {
        let step = 6 &* distance
        for j in 0..<6 {
            let w = m + j &* distance
            let y = WinogradTransform.output(
                w.vector(0), w.vector(step), w.vector(2 &* step), w.vector(3 &* step), w.vector(4 &* step),
                w.vector(5 &* step))
            half[j] = y.0; half[6 &+ j] = y.1; half[12 &+ j] = y.2; half[18 &+ j] = y.3
        }
    }
}
