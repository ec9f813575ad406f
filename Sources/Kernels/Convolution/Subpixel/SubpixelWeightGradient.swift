/// The weight gradient of a doubling transposed convolution: for each phase and frequency, the sum over tiles of output-gradient
/// frequencies times input frequencies.
struct SubpixelWeightGradient {
    let grid: SubpixelGrid
    /// Channels of the small and of the large map.
    let small: Int
    let large: Int

    private static let block = 48
    private static let gap = 16

    private var smallDistance: Int { Self.block * small + Self.gap }
    private var largeDistance: Int { Self.block * large + Self.gap }
    private var frequency: Int { small * large + Self.gap }
    private var blocks: Int { (grid.tiles + Self.block - 1) / Self.block }
    /// Each phase's tiles are summed in this many groups, and the groups in order: fixed, so that threads don't matter.
    private var groups: Int { min(2, blocks) }

    /// Floats of private scratch that a worker needs: the frequencies of small and large tiles, and a window being transformed.
    var scratchCount: Int { 25 * (smallDistance + largeDistance) + Vector.scalarCount * SubpixelGrid.windowCount }
    /// Floats of the sums: [groups][4][25][large][small].
    var partialsCount: Int { groups * 100 * frequency }

    func run(
        _ operation: StepOperation, small input: UnsafePointer<Float>, large gradient: UnsafePointer<Float>,
        scale: UnsafePointer<Float>,
        weightGradient: UnsafeMutablePointer<Float>, partials: UnsafeMutablePointer<Float>, scratch: Scratch
    ) -> [ParallelRegion] {
        let layout = SampleLayout.small(width: grid.width, channels: small)
        let sum = ParallelRegion(operation, tiles: 4 * groups) { tile, worker in
            let phase = SubpixelPhase(tile % 4), group = tile / 4
            let source = SampleLayout.phase(phase, width: grid.width, channels: large)
            let v = scratch[worker], m = v + 25 * smallDistance
            let window = scratch.vectors(worker, at: 25 * (smallDistance + largeDistance))
            let first = group * blocks / groups
            for block in first..<((group + 1) * blocks / groups) {
                let start = block * Self.block, end = min(grid.tiles, start + Self.block)
                for tile in start..<end {
                    var c = 0
                    while c < small {
                        grid.transformWindow(
                            input + c, layout, tile: tile, window: window, phase.frequencies,
                            into: v + ((tile &- start) &* small &+ c), distance: smallDistance)
                        c &+= Vector.scalarCount
                    }
                    c = 0
                    while c < large {
                        grid.transformGradient(
                            gradient + c, source, tile: tile, window: window, phase.frequencies,
                            into: m + ((tile &- start) &* large &+ c), distance: largeDistance)
                        c &+= Vector.scalarCount
                    }
                }
                for place in 0..<25 {
                    for panel in 0..<(small / MicroKernel.columns) {
                        MicroKernel.product(
                            rows: large, depth: end - start, a: m + place &* largeDistance, rowStep: 1,
                            depthStep: large,
                            b: v + (place &* smallDistance &+ MicroKernel.columns &* panel), bStep: small,
                            c: partials + ((25 &* tile &+ place) &* frequency &+ MicroKernel.columns &* panel),
                            cStep: small,
                            accumulate: block != first)
                    }
                }
            }
        }
        return [
            sum, finish(operation, partials: partials, scale: scale, weightGradient: weightGradient, scratch: scratch),
        ]
    }

    /// G^T dU G of each phase, whose taps are those of the 4 x 4 kernel.
    private func finish(
        _ operation: StepOperation, partials: UnsafePointer<Float>, scale: UnsafePointer<Float>,
        weightGradient: UnsafeMutablePointer<Float>, scratch: Scratch
    ) -> ParallelRegion {
        let group = 100 * frequency
        return ParallelRegion(operation, tiles: large) { output, worker in
            let u = scratch.vectors(worker), half = u + 36, g = u + 54
            let factor = Vector(repeating: scale.pointee)
            for index in 0..<4 {
                let phase = SubpixelPhase(index)
                let block = phase.frequencies
                for f in 0..<36 { u[f] = .zero }
                var input = 0
                while input < small {
                    for place in 0..<25 {
                        let source = partials + ((25 &* index &+ place) &* frequency &+ output &* small &+ input)
                        var sum = source.vector(0)
                        for other in 1..<max(1, groups) { sum += source.vector(other &* group) }
                        u[block[place]] = sum
                    }
                    for j in 0..<6 { WinogradTransform.weightGradient(u + j, half + j, from: 6, to: 6) }
                    for i in 0..<3 { WinogradTransform.weightGradient(half + 6 &* i, g + 3 &* i, from: 1, to: 1) }
                    for position in 0..<9 {
                        guard let tap = phase.tap(position) else { continue }
                        weightGradient.store(factor * g[position], (tap &* large &+ output) &* small &+ input)
                    }
                    input &+= Vector.scalarCount
                }
            }
        }
    }
}
