import COpenBLAS

/// C = alpha A B + beta C on row-major matrices, A m x k and B k x n, either of them stored transposed if so named (not both).
@inline(__always)
func multiply(
    _ a: UnsafePointer<Float>, transposed aTransposed: Bool = false,
    by b: UnsafePointer<Float>, rightTransposed bTransposed: Bool = false,
    into c: UnsafeMutablePointer<Float>, m: Int, n: Int, k: Int, alpha: Float = 1, beta: Float = 0
) {
    // OpenBLAS asks for memory in small products, at every call.
    if m * n * k <= 1_000_000 {
        SmallProduct(
            a: a, rowStep: aTransposed ? 1 : k, depthStep: aTransposed ? m : 1, b: b, bTransposed: bTransposed, c: c,
            m: m, n: n, k: k, alpha: alpha, beta: beta
        ).run()
        return
    }
    cblas_sgemm(
        CblasRowMajor, aTransposed ? CblasTrans : CblasNoTrans, bTransposed ? CblasTrans : CblasNoTrans,
        blasint(m), blasint(n), blasint(k), alpha,
        a, blasint(aTransposed ? m : k), b, blasint(bTransposed ? k : n), beta, c, blasint(n))
}

/// `multiply` by plain loops over vectors.
private struct SmallProduct {
    let a: UnsafePointer<Float>, rowStep: Int, depthStep: Int
    let b: UnsafePointer<Float>, bTransposed: Bool
    let c: UnsafeMutablePointer<Float>
    let m: Int, n: Int, k: Int
    let alpha: Float, beta: Float

    func run() {
        for row in 0..<m {
            let target = c + row &* n
            if bTransposed {
                for column in 0..<n { put(dot(row, column), at: target + column) }
            } else {
                forEachVector(n) {
                    put(vectorSum(row, $0), at: target + $0)
                } rest: {
                    put(scalarSum(row, $0), at: target + $0)
                }
            }
        }
    }

    /// Row of A (contiguous: only one side is transposed) times row of the stored B.
    @inline(__always)
    private func dot(_ row: Int, _ column: Int) -> Float {
        innerProduct(a + row &* rowStep, b + column &* k, count: k)
    }

    @inline(__always)
    private func vectorSum(_ row: Int, _ column: Int) -> Vector {
        var total = Vector.zero, left = a + row &* rowStep, right = b + column
        for _ in 0..<k {
            total = total.adding(Vector(repeating: left.pointee), times: right.vector(0))
            left += depthStep
            right += n
        }
        return total
    }

    @inline(__always)
    private func scalarSum(_ row: Int, _ column: Int) -> Float {
        var total: Float = 0
        for step in 0..<k { total += a[row &* rowStep &+ step &* depthStep] * b[step &* n &+ column] }
        return total
    }

    /// With beta 0 the old value is not read: it may be anything.
    @inline(__always)
    private func put(_ value: Vector, at target: UnsafeMutablePointer<Float>) {
        target.store(
            beta == 0 ? alpha * value : (alpha * value).adding(Vector(repeating: beta), times: target.vector(0)), 0)
    }

    @inline(__always)
    private func put(_ value: Float, at target: UnsafeMutablePointer<Float>) {
        target.pointee = beta == 0 ? alpha * value : alpha * value + beta * target.pointee
    }
}
