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
    static func step(_ channels: Int) -> Int { ((channels + 15) & ~15) + 16 }

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

extension RowConvolution {
    /// Rows of channel sums that the passes give.
    var forwardSumRows: Int { layout.rows * segments }
    var backwardSumRows: Int { geometry.isPointwise ? segments : geometry.largeHeight }
}
