/// The weight gradient in the frequency domain: the sum over tiles of input frequencies times output-gradient frequencies.
struct WinogradWeightGradient {
    let grid: WinogradGrid
    let inputs: Int
    let outputs: Int

    /// Groups consist of whole blocks of so many tiles.
    private var block: Int {
        if grid.tiles >= 192 { return 24 }
        let parts = grid.tiles <= 96 ? 2 : 4
        return ((grid.tiles + parts - 1) / parts + 1) & ~1
    }
    private var blocks: Int { (grid.tiles + block - 1) / block }
    /// Tiles are summed in this many groups, and the groups in order: fixed, so that threads don't matter.
    private var groups: Int { min(grid.tiles >= 192 ? 4 : 2, blocks) }

    /// Tiles done at a time. Each time adds to 36 sums, which only a third-level cache holds.
    private var run: Int { grid.tiles >= 192 ? 2 * block : block }

    private var inputDistance: Int { run * inputs + 16 }
    private var outputDistance: Int { run * outputs + 16 }
    /// Floats from one frequency of a group's sums to the next; they are packed as `WinogradWeights` are.
    private var frequency: Int { rows * panels.paddedColumns + 16 }
    /// Inputs, as an even number: rows of a product.
    private var rows: Int { (inputs + 1) & ~1 }
    private var panels: Panels { Panels(outputs) }

    /// Floats of private scratch that a worker needs: V, M and a window being transformed; later sums being transformed back.
    var scratchCount: Int {
        max(
            36 * (inputDistance + outputDistance) + Vector.scalarCount
                * WinogradGrid.scratchVectors(channels: max(inputs, outputs)),
            36 * Self.sumsBack + 18 * Vector.scalarCount)
    }
    /// Floats of the groups' sums.
    var partialsCount: Int { groups * 36 * frequency }

    /// The input times the gradient, summed over tiles.
    func regions(
        input: WinogradSource, outputGradient: UnsafePointer<Float>, gradientReading: MapReading,
        scale: UnsafePointer<Float>, weightGradient: UnsafeMutablePointer<Float>, partials: UnsafeMutablePointer<Float>,
        scratch: Scratch
    ) -> [ParallelRegion] {
        [
            sum(input, outputGradient, gradientReading, partials: partials, scratch: scratch),
            transformBack(partials, scale: scale, into: weightGradient, scratch: scratch),
        ]
    }

    private func sum(
        _ input: WinogradSource, _ outputGradient: UnsafePointer<Float>, _ reading: MapReading,
        partials: UnsafeMutablePointer<Float>, scratch: Scratch
    ) -> ParallelRegion {
        ParallelRegion(.convolution("conv3 backward weights"), tiles: groups) { group, worker in
            let v = scratch[worker], m = v + 36 * inputDistance
            let window = scratch.vectors(worker, at: 36 * (inputDistance + outputDistance))
            let first = group * blocks / groups * block, last = min(grid.tiles, (group + 1) * blocks / groups * block)
            for start in stride(from: first, to: last, by: run) {
                let end = min(last, start + run)
                input.transformInputs(
                    grid, channels: inputs, start: start, end: end, scratch: window, into: v, distance: inputDistance)
                reading.apply(
                    Gradients(layer: self, gradient: outputGradient, start: start, end: end, half: window, m: m))
                multiply(
                    v, m, into: partials + group * 36 * frequency, accumulate: start != first, start: start, end: end,
                    input: input, outputGradient: outputGradient, beside: reading.distanceToSecondMap)
            }
        }
    }

    /// sums[f] += V[f]^T M[f]; meanwhile the samples of the next block are fetched.
    private func multiply(
        _ v: UnsafePointer<Float>, _ m: UnsafePointer<Float>, into sums: UnsafeMutablePointer<Float>, accumulate: Bool,
        start: Int, end: Int, input: WinogradSource, outputGradient: UnsafePointer<Float>, beside second: Int?
    ) {
        let panels = panels
        // As many tiles' samples a product as fetch the whole block in 36 frequencies.
        let parts = max(1, 36 * panels.count / run)
        for f in 0..<36 {
            for panel in 0..<panels.count {
                let product = f &* panels.count &+ panel
                let next = start &+ run &+ product / parts
                if product / parts < run {
                    input.prefetch(grid, channels: inputs, tile: next, part: product % parts, of: parts)
                    prefetch(
                        outputGradient, height: grid.height, width: grid.width, channels: outputs,
                        top: next / grid.tilesX &* 4,
                        left: next % grid.tilesX &* 4, side: 4, part: product % parts, of: parts, write: false)
                    if let second {
                        prefetch(
                            outputGradient + second, height: grid.height, width: grid.width, channels: outputs,
                            top: next / grid.tilesX &* 4,
                            left: next % grid.tilesX &* 4, side: 4, part: product % parts, of: parts, write: false)
                    }
                }
                panels.product(
                    panel, rows: rows, depth: end - start, a: v + f &* inputDistance, rowStep: 1, depthStep: inputs,
                    b: m + (f &* outputDistance &+ MicroKernel.columns &* panel), bStep: outputs,
                    c: sums + (f &* frequency &+ MicroKernel.columns &* rows &* panel), cStep: MicroKernel.columns,
                    accumulate: accumulate)
            }
        }
    }

    private struct Gradients: MapUse {
        let layer: WinogradWeightGradient
        let gradient: UnsafePointer<Float>
        let start: Int, end: Int
        let half: UnsafeMutablePointer<Vector>
        let m: UnsafeMutablePointer<Float>

        @inline(__always)
        func run(_ reader: some SampleReader) {
            layer.transformGradients(gradient, reader, start: start, end: end, half: half, into: m)
        }
    }

    /// A dy A^T of each tile; samples beyond the map count as zero.
    @inline(__always)
    fileprivate func transformGradients(
        _ gradient: UnsafePointer<Float>, _ reader: some SampleReader, start: Int, end: Int,
        half: UnsafeMutablePointer<Vector>, into m: UnsafeMutablePointer<Float>
    ) {
        let rowStep = grid.width &* outputs
        for tile in start..<end {
            let top = tile / grid.tilesX &* 4, left = tile % grid.tilesX &* 4
            let height = grid.height &- top, width = grid.width &- left
            let source = gradient + (top &* rowStep &+ left &* outputs)
            let result = m + (tile &- start) &* outputs
            let isInside = height >= 4 && width >= 4
            var c = 0
            while c < outputs {
                if isInside {
                    for j in 0..<4 {
                        let column = source + (j &* outputs &+ c)
                        (half + j).store(
                            WinogradTransform.outputGradient(
                                reader.read(column, c), reader.read(column + rowStep, c),
                                reader.read(column + 2 &* rowStep, c),
                                reader.read(column + 3 &* rowStep, c)), step: 4)
                    }
                } else {
                    let samples = half + 24
                    for place in 0..<16 {
                        let i = place / 4, j = place % 4
                        samples[place] =
                            i < height && j < width
                            ? reader.read(source + (i &* rowStep &+ j &* outputs &+ c), c) : .zero
                    }
                    for j in 0..<4 {
                        (half + j).store(
                            WinogradTransform.outputGradient(
                                samples[j], samples[4 &+ j], samples[8 &+ j], samples[12 &+ j]), step: 4)
                    }
                }
                for i in 0..<6 {
                    let h = half + 4 &* i
                    (result + (6 &* i &* outputDistance &+ c)).store(
                        WinogradTransform.outputGradient(h[0], h[1], h[2], h[3]),
                        step: outputDistance)
                }
                c = channelVector(after: c, of: outputs)
            }
        }
    }

    /// Inputs whose sums are transformed back together: what one run of memory holds of each frequency is long enough to be fetched ahead.
    private static let inputsBack = 8
    private static var sumsBack: Int { inputsBack * MicroKernel.columns }

    /// The groups' sums added in order, and transformed to 3 x 3 weights.
    private func transformBack(
        _ partials: UnsafePointer<Float>, scale: UnsafePointer<Float>, into weightGradient: UnsafeMutablePointer<Float>,
        scratch: Scratch
    ) -> ParallelRegion {
        let panels = panels.count
        return ParallelRegion(
            .convolution("conv3 backward weights"), tiles: panels * ((inputs + Self.inputsBack - 1) / Self.inputsBack)
        ) { tile, worker in
            let panel = tile % panels, first = tile / panels * Self.inputsBack
            let count = min(Self.inputsBack, inputs - first)
            let sums = scratch[worker], half = scratch.vectors(worker, at: 36 * Self.sumsBack)
            addGroups(
                partials + WinogradWeights.place(input: first, output: panel * MicroKernel.columns, inputs: rows),
                count: count, into: sums)
            let factor = Vector(repeating: scale.pointee)
            for input in 0..<count {
                for part in 0..<2 {
                    let output = panel &* MicroKernel.columns &+ part &* Vector.scalarCount
                    guard output < outputs else { break }
                    transformBack(
                        sums + (input &* MicroKernel.columns &+ part &* Vector.scalarCount), half: half, factor: factor,
                        into: weightGradient + ((first &+ input) &* outputs &+ output), lanes: outputs &- output)
                }
            }
        }
    }

    /// sums[36][inputsBack x columns] = the groups' partial sums of `count` inputs from `place` on.
    @inline(__always)
    private func addGroups(_ place: UnsafePointer<Float>, count: Int, into sums: UnsafeMutablePointer<Float>) {
        for f in 0..<36 {
            let target = sums + f &* Self.sumsBack
            var i = 0
            while i < count &* MicroKernel.columns {
                var total = place.vector(f &* frequency &+ i)
                for group in 1..<max(1, groups) { total += place.vector((group &* 36 &+ f) &* frequency &+ i) }
                target.store(total, i)
                i &+= Vector.scalarCount
            }
        }
    }

    /// One vector of 36 frequencies, `sumsBack` floats apart, to nine weight gradients, of which the first `lanes` are stored.
    @inline(__always)
    private func transformBack(
        _ sums: UnsafePointer<Float>, half: UnsafeMutablePointer<Vector>, factor: Vector,
        into target: UnsafeMutablePointer<Float>, lanes: Int
    ) {
        for j in 0..<6 {
            let u = sums + j &* Self.sumsBack, step = 6 &* Self.sumsBack
            let g = WinogradTransform.weightGradient(
                u.vector(0), u.vector(step), u.vector(2 &* step), u.vector(3 &* step), u.vector(4 &* step),
                u.vector(5 &* step))
            half[j] = g.0; half[6 &+ j] = g.1; half[12 &+ j] = g.2
        }
        for i in 0..<3 {
            let h = half + 6 &* i
            let g = WinogradTransform.weightGradient(h[0], h[1], h[2], h[3], h[4], h[5])
            let row = target + 3 &* i &* inputs &* outputs
            row.storePartial(factor * g.0, 0, count: lanes)
            row.storePartial(factor * g.1, inputs &* outputs, count: lanes)
            row.storePartial(factor * g.2, 2 &* inputs &* outputs, count: lanes)
        }
    }
}
