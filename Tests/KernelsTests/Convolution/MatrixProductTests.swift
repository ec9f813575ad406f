import TestSupport
import Testing

@testable import Kernels

/// Products small enough for plain loops and large enough for OpenBLAS, against sums in Double.
@Suite struct MatrixProductTests {
    static let shapes = [(1, 1, 1), (3, 5, 7), (16, 8, 24), (5, 17, 33), (6, 19, 3), (110, 90, 120)]

    @Test(arguments: shapes, [(false, false), (true, false), (false, true)])
    func isTheSumOverTheInnerIndex(_ shape: (m: Int, n: Int, k: Int), transposed: (left: Bool, right: Bool)) {
        let (m, n, k) = shape
        let left = TestRandom.values(seed: 1, count: m * k), right = TestRandom.values(seed: 2, count: k * n)
        let start = TestRandom.values(seed: 3, count: m * n)
        let run = KernelRun()
        let a = run.values(left), b = run.values(right)
        for (alpha, beta) in [(Float(1), Float(0)), (0.5, 1), (2, -0.25)] {
            // A result that is not read may be anything.
            let c = beta == 0 ? run.values([Double](repeating: .nan, count: m * n)) : run.values(start)
            multiply(
                a, transposed: transposed.left, by: b, rightTransposed: transposed.right, into: c, m: m, n: n, k: k,
                alpha: alpha, beta: beta)
            let expected = (0..<(m * n)).map { place in
                let i = place / n, j = place % n
                let sum = (0..<k).reduce(0.0) { total, l in
                    total + left[transposed.left ? l * m + i : i * k + l]
                        * right[transposed.right ? j * k + l : l * n + j]
                }
                return Double(alpha) * sum + (beta == 0 ? 0 : Double(beta) * start[place])
            }
            #expect(relativeError(run.array(c, m * n), expected) < 1e-5)
        }
    }
}
