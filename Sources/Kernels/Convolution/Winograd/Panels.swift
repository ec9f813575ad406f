/// How the columns of a product are cut: into panels of two vectors, the last of which may be one vector, or not be filled.
struct Panels {
    let columns: Int

    init(_ columns: Int) { self.columns = columns }

    var count: Int { (columns + MicroKernel.columns - 1) / MicroKernel.columns }
    /// Columns of all panels, each of two vectors.
    var paddedColumns: Int { count * MicroKernel.columns }
    /// Vectors that hold the columns.
    var vectors: Int { (columns + Vector.scalarCount - 1) / Vector.scalarCount }

    /// `MicroKernel.product` of one panel. Columns beyond the last are computed from whatever lies there, up to a whole vector, and written.
    @inline(__always)
    func product(
        _ panel: Int, rows: Int, depth: Int, a: UnsafePointer<Float>, rowStep: Int, depthStep: Int,
        b: UnsafePointer<Float>, bStep: Int,
        c: UnsafeMutablePointer<Float>, cStep: Int, accumulate: Bool
    ) {
        if columns &- panel &* MicroKernel.columns > Vector.scalarCount {
            MicroKernel.product(
                rows: rows, depth: depth, a: a, rowStep: rowStep, depthStep: depthStep, b: b, bStep: bStep, c: c,
                cStep: cStep,
                accumulate: accumulate)
        } else {
            MicroKernel.productOfOneVector(
                rows: rows, depth: depth, a: a, rowStep: rowStep, depthStep: depthStep, b: b, bStep: bStep,
                c: c, cStep: cStep, accumulate: accumulate)
        }
    }
}
