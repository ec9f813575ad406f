/// The tile pipelines of a doubling transposed convolution: forward from the small map to the phases of the large one, and back.
struct SubpixelProduct {
    let grid: SubpixelGrid
    let weights: SubpixelWeights

    /// Tiles done at a time: a multiple of six whose frequencies stay in a second-level cache.
    private static let block = 24
    /// Keeps the frequencies of a block off the same cache sets.
    private static let gap = 16

    init(grid: SubpixelGrid, small: Int, large: Int) {
        self.grid = grid
        weights = SubpixelWeights(small: small, large: large)
    }

    private var smallDistance: Int { Self.block * weights.small + Self.gap }
    private var largeDistance: Int { Self.block * weights.large + Self.gap }

    /// Floats of private scratch that a worker needs: all frequencies of small tiles, those of one phase, and a window being transformed.
    var scratchCount: Int { 36 * smallDistance + 25 * largeDistance + Vector.scalarCount * SubpixelGrid.windowCount }

    /// large = the transposed convolution of `small`, + bias: small tiles are transformed once for the four phases.
    func forward(
        _ operation: StepOperation, small: UnsafePointer<Float>, packed: UnsafePointer<Float>,
        bias: UnsafePointer<Float>?,
        large: UnsafeMutablePointer<Float>, scratch: Scratch
    ) -> ParallelRegion {
        let inputs = weights.small, outputs = weights.large
        let layout = SampleLayout.small(width: grid.width, channels: inputs)
        return ParallelRegion(operation, count: grid.tiles, size: Self.block) { start, end, worker in
            let v = scratch[worker], m = v + 36 * smallDistance
            let window = scratch.vectors(worker, at: 36 * smallDistance + 25 * largeDistance)
            for tile in start..<end {
                var c = 0
                while c < inputs {
                    grid.transformWindow(
                        small + c, layout, tile: tile, window: window, .all,
                        into: v + ((tile &- start) &* inputs &+ c), distance: smallDistance)
                    c &+= Vector.scalarCount
                }
            }
            for index in 0..<4 {
                let phase = SubpixelPhase(index)
                let block = phase.frequencies
                for place in 0..<25 {
                    multiply(
                        tiles: end - start, v + block[place] &* smallDistance, inputs: inputs,
                        packed + (25 &* index &+ place) &* weights.frequency, into: m + place &* largeDistance,
                        outputs: outputs,
                        accumulate: false)
                }
                let target = SampleLayout.phase(phase, width: grid.width, channels: outputs)
                for tile in start..<end {
                    var c = 0
                    while c < outputs {
                        grid.transformBack(
                            m + ((tile &- start) &* outputs &+ c), distance: largeDistance, block, tile: tile,
                            window: window,
                            offset: bias?.vector(c) ?? .zero, to: large + c, target)
                        c &+= Vector.scalarCount
                    }
                }
            }
        }
    }

    /// small = the gradient of the transposed convolution's input: the four phases are summed in the frequency domain.
    func backward(
        _ operation: StepOperation, large: UnsafePointer<Float>, packed: UnsafePointer<Float>,
        small: UnsafeMutablePointer<Float>,
        scratch: Scratch
    ) -> ParallelRegion {
        let inputs = weights.large, outputs = weights.small
        let layout = SampleLayout.small(width: grid.width, channels: outputs)
        return ParallelRegion(operation, count: grid.tiles, size: Self.block) { start, end, worker in
            let m = scratch[worker], v = m + 36 * smallDistance
            let window = scratch.vectors(worker, at: 36 * smallDistance + 25 * largeDistance)
            for index in 0..<4 {
                let phase = SubpixelPhase(index)
                let block = phase.flippedFrequencies
                let source = SampleLayout.phase(phase, width: grid.width, channels: inputs)
                for tile in start..<end {
                    var c = 0
                    while c < inputs {
                        grid.transformWindow(
                            large + c, source, tile: tile, window: window, block,
                            into: v + ((tile &- start) &* inputs &+ c), distance: largeDistance)
                        c &+= Vector.scalarCount
                    }
                }
                for place in 0..<25 {
                    let f = block[place]
                    let isTerm = (0..<index).contains { SubpixelPhase($0).flippedFrequencies.contains(f) }
                    multiply(
                        tiles: end - start, v + place &* largeDistance, inputs: inputs,
                        packed + (25 &* index &+ place) &* weights.frequency, into: m + f &* smallDistance,
                        outputs: outputs,
                        accumulate: isTerm)
                }
            }
            for tile in start..<end {
                var c = 0
                while c < outputs {
                    grid.transformBack(
                        m + ((tile &- start) &* outputs &+ c), distance: smallDistance, .all, tile: tile,
                        window: window,
                        offset: .zero, to: small + c, layout)
                    c &+= Vector.scalarCount
                }
            }
        }
    }

    /// One frequency of a block of tiles. Rows are rounded up to what the micro-kernel takes; the extra ones compute what nobody reads.
    @inline(__always)
    private func multiply(
        tiles: Int, _ v: UnsafePointer<Float>, inputs: Int, _ packed: UnsafePointer<Float>,
        into m: UnsafeMutablePointer<Float>, outputs: Int, accumulate: Bool
    ) {
        for panel in 0..<(outputs / MicroKernel.columns) {
            MicroKernel.product(
                rows: max(4, (tiles + 1) & ~1), depth: inputs, a: v, rowStep: inputs, depthStep: 1,
                b: packed + panel &* MicroKernel.columns &* inputs, bStep: MicroKernel.columns,
                c: m + MicroKernel.columns &* panel, cStep: outputs, accumulate: accumulate)
        }
    }
}
