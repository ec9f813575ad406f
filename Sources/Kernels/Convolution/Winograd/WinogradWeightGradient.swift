/// The weight gradient in the frequency domain: the sum over tiles of input frequencies times output-gradient frequencies.
struct WinogradWeightGradient {
    let grid: WinogradGrid
    let inputs: Int
    let outputs: Int

    private static let block = 48
    private static let gap = 16

    private var inputDistance: Int { Self.block * inputs + Self.gap }
    private var outputDistance: Int { Self.block * outputs + Self.gap }
    private var blocks: Int { (grid.tiles + Self.block - 1) / Self.block }
    /// Tiles are summed in this many groups, and the groups in order: fixed, so that threads don't matter.
    private var groups: Int { min(4, blocks) }

    /// Floats of private scratch that a worker needs: V, M and a window being transformed.
    var scratchCount: Int { 36 * (inputDistance + outputDistance) + 8 * 72 }
    /// Floats of the groups' sums.
    var partialsCount: Int { groups * 36 * frequency }
    private var frequency: Int { inputs * outputs + Self.gap }

    func run(input: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>, scale: UnsafePointer<Float>,
             weightGradient: UnsafeMutablePointer<Float>, partials: UnsafeMutablePointer<Float>, scratch: Scratch) -> [Work] {
        let sums = 36 * frequency
        return [
            Work("conv3 backward weights", tiles: groups) { group, worker in
                let v = scratch[worker], m = v + 36 * inputDistance
                let window = scratch.vectors(worker, at: 36 * (inputDistance + outputDistance))
                let first = group * blocks / groups
                for block in first..<((group + 1) * blocks / groups) {
                    let start = block * Self.block, end = min(grid.tiles, start + Self.block)
                    transform(input, outputGradient, start: start, end: end, window: window, v, m)
                    for f in 0..<36 {
                        for panel in 0..<(outputs / 16) {
                            MicroKernel.product(rows: inputs, depth: end - start, a: v + f &* inputDistance, rowStep: 1, depthStep: inputs,
                                                b: m + (f &* outputDistance &+ 16 &* panel), bStep: outputs,
                                                c: partials + (group &* sums &+ f &* frequency &+ 16 &* panel), cStep: outputs,
                                                accumulate: block != first)
                        }
                    }
                }
            },
            Work("conv3 backward weights", tiles: inputs) { input, worker in
                let u = scratch.vectors(worker), half = u + 36, g = u + 54
                let factor = Vector(repeating: scale.pointee)
                var output = 0
                while output < outputs {
                    for f in 0..<36 {
                        let source = partials + (f &* frequency &+ input &* outputs &+ output)
                        u[f] = source.vector(0)
                        for group in 1..<max(1, groups) { u[f] += source.vector(group &* sums) }
                    }
                    for j in 0..<6 { WinogradTransform.weightGradient(u + j, half + j, from: 6, to: 6) }
                    for i in 0..<3 { WinogradTransform.weightGradient(half + 6 &* i, g + 3 &* i, from: 1, to: 1) }
                    for tap in 0..<9 { weightGradient.store(factor * g[tap], (tap &* inputs &+ input) &* outputs &+ output) }
                    output &+= 8
                }
            },
        ]
    }

    @inline(__always)
    private func transform(_ input: UnsafePointer<Float>, _ outputGradient: UnsafePointer<Float>, start: Int, end: Int,
                           window: UnsafeMutablePointer<Vector>, _ v: UnsafeMutablePointer<Float>, _ m: UnsafeMutablePointer<Float>) {
        grid.withTables { rows, columns in
            for tile in start..<end {
                var c = 0
                while c < inputs {
                    grid.transformInput(input, channels: inputs, tile: tile, offset: c, window: window,
                                        into: v + ((tile &- start) &* inputs &+ c), distance: inputDistance, rows: rows, columns: columns)
                    c &+= 8
                }
                c = 0
                while c < outputs {
                    transformGradient(outputGradient, tile: tile, offset: c, window: window, into: m + ((tile &- start) &* outputs &+ c))
                    c &+= 8
                }
            }
        }
    }

    /// A dy A^T of one tile; samples beyond the map count as zero.
    @inline(__always)
    private func transformGradient(_ gradient: UnsafePointer<Float>, tile: Int, offset: Int, window: UnsafeMutablePointer<Vector>,
                                   into result: UnsafeMutablePointer<Float>) {
        let top = tile / grid.tilesX &* 4, left = tile % grid.tilesX &* 4
        for i in 0..<4 {
            for j in 0..<4 {
                let y = top &+ i, x = left &+ j
                window[4 &* i &+ j] = y < grid.height && x < grid.width
                    ? gradient.vector((y &* grid.width &+ x) &* outputs &+ offset) : .zero
            }
        }
        let half = window + 16
        for j in 0..<4 { WinogradTransform.outputGradient(window + j, half + j, from: 4, to: 4) }
        for i in 0..<6 {
            WinogradTransform.outputGradient(half + 4 &* i, window + 40, from: 1, to: 1)
            for f in 0..<6 { result.store(window[40 &+ f], (6 &* i &+ f) &* outputDistance) }
        }
    }
}
