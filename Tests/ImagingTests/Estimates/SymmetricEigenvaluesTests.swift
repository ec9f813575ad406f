import Testing
@testable import Imaging

@Suite struct SymmetricEigenvaluesTests {
    @Test func smallMatricesAreExact() {
        #expect(SymmetricEigenvalues.ascending([5], size: 1) == [5])
        #expect(SymmetricEigenvalues.ascending([3, 0, 0, 0, -1, 0, 0, 0, 2], size: 3) == [-1, 2, 3])
        let pair = SymmetricEigenvalues.ascending([2, 1, 1, 2], size: 2)
        #expect(abs(pair[0] - 1) < 1e-14 && abs(pair[1] - 3) < 1e-14)
    }

    /// The second difference of n samples between zeros: 2 - 2 cos(k pi / (n + 1)).
    @Test func aKnownSpectrumIsFound() {
        let n = 64
        var matrix = [Double](repeating: 0, count: n * n)
        for i in 0..<n {
            matrix[i * n + i] = 2
            if i > 0 { (matrix[i * n + i - 1], matrix[(i - 1) * n + i]) = (-1, -1) }
        }
        let found = SymmetricEigenvalues.ascending(matrix, size: n)
        for k in 1...n {
            // sin^2 of half the angle, as the cosine is not in the standard library.
            let expected = 4 * sine(Double(k) * .pi / Double(2 * (n + 1))) * sine(Double(k) * .pi / Double(2 * (n + 1)))
            #expect(abs(found[k - 1] - expected) < 1e-12)
        }
    }

    private func sine(_ x: Double) -> Double {
        var term = x, sum = x
        for k in 1..<20 {
            let divisor: Int = 2 * k * (2 * k + 1)
            term *= -x * x / Double(divisor)
            sum += term
        }
        return sum
    }
}
