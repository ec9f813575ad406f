#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Eigenvalues of small symmetric matrices, by cyclic Jacobi rotations.
enum SymmetricEigenvalues {
    /// Sweeps over all off-diagonal entries; convergence is quadratic, and about eight suffice for 64 x 64.
    private static let mostSweeps = 60

    /// The eigenvalues of an n x n matrix, row by row, in ascending order; only its symmetric part matters. Traps for a wrong count.
    static func ascending(_ matrix: [Double], size n: Int) -> [Double] {
        precondition(matrix.count == n * n, "a matrix of \(n) x \(n) holds \(n * n) values, not \(matrix.count)")
        var a = matrix
        for i in 0..<n {
            for j in 0..<i {
                let mean = (a[i * n + j] + a[j * n + i]) / 2
                a[i * n + j] = mean
                a[j * n + i] = mean
            }
        }
        let scale = a.reduce(0) { $0 + $1 * $1 }
        a.withUnsafeMutableBufferPointer { a in
            for _ in 0..<mostSweeps {
                var rest = 0.0
                for p in 0..<n {
                    for q in p + 1..<max(n, p + 1) { rest += a[p * n + q] * a[p * n + q] }
                }
                // Below this the diagonal holds the eigenvalues to the last digits.
                if rest <= 1e-30 * scale { return }
                for p in 0..<n {
                    for q in p + 1..<max(n, p + 1) where a[p * n + q] != 0 { rotate(a, n, p, q) }
                }
            }
        }
        return (0..<n).map { a[$0 * n + $0] }.sorted()
    }

    /// Makes the entry at row p, column q zero.
    private static func rotate(_ a: UnsafeMutableBufferPointer<Double>, _ n: Int, _ p: Int, _ q: Int) {
        let theta = (a[q * n + q] - a[p * n + p]) / (2 * a[p * n + q])
        let t = (theta >= 0 ? 1.0 : -1.0) / (abs(theta) + (theta * theta + 1).squareRoot())
        let c = 1 / (t * t + 1).squareRoot(), s = t * c
        for k in 0..<n {
            let (x, y) = (a[k * n + p], a[k * n + q])
            a[k * n + p] = c * x - s * y
            a[k * n + q] = s * x + c * y
        }
        for k in 0..<n {
            let (x, y) = (a[p * n + k], a[q * n + k])
            a[p * n + k] = c * x - s * y
            a[q * n + k] = s * x + c * y
        }
    }
}
