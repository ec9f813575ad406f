import COpenBLAS

/// The largest singular value of a weight matrix of `rows` x `columns` (window x output channels), by the Gram matrix of its shorter
/// side and LAPACK's symmetric eigenvalue routine: exact up to rounding, and without memory of earlier iterations (METHOD section 4.1).
///
/// The order of rows does not change singular values, so that the engine's layout serves as it is.
public struct SpectralNorm {
    private let rows: Int
    private let columns: Int

    public init(rows: Int, columns: Int) {
        self.rows = rows
        self.columns = columns
    }

    private var side: Int { min(rows, columns) }
    private var workCount: Int { 26 * max(side, 1) + 64 * side }
    private var integerCount: Int { 10 * max(side, 1) }
    /// Floats of private scratch that a worker needs (integers of the eigenvalue routine included).
    public var scratchCount: Int { side * side + side + workCount + integerCount }

    /// The largest singular value of row-major `weights`; NaN when one of them is not finite, or too large to be squared.
    public func measure(_ weights: UnsafePointer<Float>, scratch: UnsafeMutablePointer<Float>) -> Float {
        let gram = scratch
        let eigenvalues = gram + side * side
        let work = eigenvalues + side
        cblas_ssyrk(
            CblasRowMajor, CblasUpper, columns <= rows ? CblasTrans : CblasNoTrans, blasint(side),
            blasint(max(rows, columns)), 1, weights, blasint(columns), 0, gram, blasint(side))
        var trace: Float = 0
        for i in 0..<side { trace += gram[i * side + i] }
        // The eigenvalue routine has no defined answer for these: it may leave `eigenvalues` as it is.
        guard trace.isFinite else { return .nan }
        return (work + workCount).withMemoryRebound(to: Int32.self, capacity: integerCount) { integers in
            var n = Int32(side), found: Int32 = 0, info: Int32 = 0, one: Int32 = 1
            var workLength = Int32(workCount), integerLength = Int32(integerCount)
            var unusedBound: Float = 0, unusedVectors: Float = 0, unusedSupport: Int32 = 0, tolerance: Float = 0
            // The upper triangle by rows is LAPACK's lower one by columns.
            ssyevr_(
                "N", "I", "L", &n, gram, &n, &unusedBound, &unusedBound, &n, &n, &tolerance, &found,
                eigenvalues, &unusedVectors, &one, &unusedSupport, work, &workLength, integers, &integerLength, &info,
                1, 1, 1)
            precondition(info == 0, "the eigenvalue routine failed with code \(info)")
            return max(0, eigenvalues[0]).squareRoot()
        }
    }
}

/// The norm of a convolution's weights that is kept under a ceiling.
public enum ControlledNorm {
    case reshaped(SpectralNorm)
    case convolutionOperator(OperatorNorm)

    /// Floats of private scratch that a worker needs.
    public var scratchCount: Int {
        switch self {
        case .reshaped(let norm): norm.scratchCount
        case .convolutionOperator(let norm): norm.scratchCount
        }
    }

    /// The norm; one that is not above `ceiling` need only be known as such.
    func measure(_ weights: UnsafePointer<Float>, ceiling: Float, scratch: UnsafeMutablePointer<Float>) -> Float {
        switch self {
        case .reshaped(let norm): norm.measure(weights, scratch: scratch)
        case .convolutionOperator(let norm): norm.measure(weights, ceiling: ceiling, scratch: scratch)
        }
    }
}
