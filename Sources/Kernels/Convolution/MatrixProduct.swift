import COpenBLAS

/// C = alpha A B + beta C on row-major matrices, A m x k and B k x n, either of them stored transposed if so named.
@inline(__always)
func multiply(_ a: UnsafePointer<Float>, transposed aTransposed: Bool = false,
              by b: UnsafePointer<Float>, rightTransposed bTransposed: Bool = false,
              into c: UnsafeMutablePointer<Float>, m: Int, n: Int, k: Int, alpha: Float = 1, beta: Float = 0) {
    cblas_sgemm(CblasRowMajor, aTransposed ? CblasTrans : CblasNoTrans, bTransposed ? CblasTrans : CblasNoTrans,
                blasint(m), blasint(n), blasint(k), alpha,
                a, blasint(aTransposed ? m : k), b, blasint(bTransposed ? k : n), beta, c, blasint(n))
}
