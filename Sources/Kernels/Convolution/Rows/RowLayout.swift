/// How a convolution of any kernel and stride is cut into rows of windows, and where a worker keeps the samples of one.
///
/// A pointwise convolution knows no rows: its map counts as one.
struct RowLayout {
    let geometry: WindowGeometry
    let rows: Int
    let smallLength: Int, largeLength: Int

    init(_ geometry: WindowGeometry) {
        self.geometry = geometry
        rows = geometry.isPointwise ? 1 : geometry.smallHeight
        smallLength = geometry.isPointwise ? geometry.smallPixels : geometry.smallWidth
        largeLength = geometry.isPointwise ? geometry.smallPixels : geometry.largeWidth
    }

    /// Windows of a row that are done at a time: near `most`, the same for all but the last.
    func segment(_ most: Int) -> Int {
        let parts = (smallLength + most - 1) / most
        return ((smallLength + parts - 1) / parts + 1) & ~1
    }

    /// Floats from one sample in scratch to the next: the odd cache line keeps samples off the same cache sets.
    static func step(_ channels: Int) -> Int { multipleOf16(from: channels) + 16 }

    /// The row of the large map under tap `ky` of small row `y`; nil where the window sees zeros.
    @inline(__always)
    func largeRow(_ y: Int, _ ky: Int) -> Int? {
        if geometry.isPointwise { return 0 }
        let row = geometry.rows[y &* geometry.kernel &+ ky]
        return row < 0 ? nil : Int(row)
    }

    /// Pairs of small row and tap that read row `y` of the large map.
    func readers(of y: Int) -> [(row: Int, tap: Int)] {
        if geometry.isPointwise { return [(0, 0)] }
        let kernel = geometry.kernel
        return geometry.rows.indices.filter { Int(geometry.rows[$0]) == y }.map { ($0 / kernel, $0 % kernel) }
    }
}

/// How the sums of a weight gradient are cut: rows of windows into tiles, and all tiles into groups, which are added up in order.
struct RowParts {
    /// Windows of a tile.
    let segment: Int
    private let rowLength: Int
    private let segments: Int
    private let tiles: Int
    /// A fixed number, so that threads don't matter.
    let groups: Int

    init(_ layout: RowLayout, segment most: Int) {
        segment = layout.segment(most)
        rowLength = layout.smallLength
        segments = (rowLength + segment - 1) / segment
        tiles = layout.rows * segments
        groups = min(4, tiles)
    }

    func tiles(of group: Int) -> Range<Int> { (group * tiles / groups)..<((group + 1) * tiles / groups) }

    /// The small row of a tile, and its first window there and how many.
    func place(of tile: Int) -> (row: Int, start: Int, count: Int) {
        let start = tile % segments * segment
        return (tile / segments, start, min(segment, rowLength - start))
    }

    /// weightGradient = scale * the sum of the groups, in order; the steps are floats from one group, tap or panel to the next.
    func reduce(
        _ partials: UnsafePointer<Float>, _ geometry: WindowGeometry, groupStep: Int, tapStep: Int, panelStep: Int,
        scale: UnsafePointer<Float>, into weightGradient: UnsafeMutablePointer<Float>, operation: StepOperation
    ) -> ParallelRegion {
        let inputs = geometry.largeChannels, outputs = geometry.smallChannels, panels = Panels(outputs).count
        return ParallelRegion(operation, tiles: geometry.kernel * geometry.kernel * panels) { place, _ in
            let tap = place / panels, panel = place % panels, output = panel * MicroKernel.columns
            let factor = Vector(repeating: scale.pointee)
            for input in 0..<inputs {
                let target = weightGradient + (tap &* inputs &+ input) &* outputs
                for part in stride(from: 0, to: min(MicroKernel.columns, outputs - output), by: Vector.scalarCount) {
                    let source =
                        partials + (tap &* tapStep &+ panel &* panelStep &+ input &* MicroKernel.columns &+ part)
                    var total = source.vector(0)
                    for group in 1..<max(1, groups) { total += source.vector(group &* groupStep) }
                    target.storePartial(factor * total, output &+ part, count: outputs &- output &- part)
                }
            }
        }
    }
}

extension RowConvolution {
    /// Rows of channel sums that the passes give.
    var forwardSumRows: Int { layout.rows * segments }
    var backwardSumRows: Int { geometry.isPointwise ? segments : geometry.largeHeight }
}
