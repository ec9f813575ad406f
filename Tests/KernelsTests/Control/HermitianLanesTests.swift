import TestSupport
import Testing

@testable import Kernels

/// Matrices in lanes against the same matrices one by one in Double.
@Suite struct HermitianLanesTests {
    /// Random matrices plus `diagonal[lane]` times the unit matrix, as they are put into the lanes.
    private struct Matrices {
        let side: Int, lanes: HermitianLanes
        private var elements: [(real: [Double], imaginary: [Double])] = []

        init(side: Int, diagonal: (Int) -> Double, run: KernelRun) {
            self.side = side
            lanes = HermitianLanes(side: side, elements: run.vectors(HermitianLanes.count(side: side)))
            var random = TestRandom(seed: UInt64(side)), place = 0
            for row in 0..<side {
                for column in 0...row {
                    var real = random.values(Vector.scalarCount), imaginary = random.values(Vector.scalarCount)
                    for lane in real.indices where row == column {
                        real[lane] += diagonal(lane)
                        imaginary[lane] = 0
                    }
                    for lane in real.indices {
                        lanes.elements[2 * place][lane] = Float(real[lane])
                        lanes.elements[2 * place + 1][lane] = Float(imaginary[lane])
                    }
                    elements.append((real, imaginary))
                    place += 1
                }
            }
        }

        func element(_ row: Int, _ column: Int, lane: Int) -> (real: Double, imaginary: Double) {
            let (i, j) = (max(row, column), min(row, column)), found = elements[i * (i + 1) / 2 + j]
            return (found.real[lane], row >= column ? found.imaginary[lane] : -found.imaginary[lane])
        }

        /// Whether elimination leaves positive pivots only.
        func isDefinite(lane: Int) -> Bool {
            // The real matrix [Re -Im; Im Re] is definite with the complex one.
            let count = 2 * side
            var matrix = (0..<count).map { row in
                (0..<count).map { column in
                    let value = element(row % side, column % side, lane: lane)
                    if (row < side) == (column < side) { return value.real }
                    return row < side ? -value.imaginary : value.imaginary
                }
            }
            for pivot in 0..<count {
                guard matrix[pivot][pivot] > 0 else { return false }
                for row in (pivot + 1)..<max(count, pivot + 1) {
                    let factor = matrix[row][pivot] / matrix[pivot][pivot]
                    for column in pivot..<count { matrix[row][column] -= factor * matrix[pivot][column] }
                }
            }
            return true
        }
    }

    @Test(arguments: [2, 4, 6, 10, 34])
    func productsAreThoseOfTheWholeMatrices(side: Int) {
        let run = KernelRun(threads: 1)
        let matrices = Matrices(side: side, diagonal: { Double($0) }, run: run)
        let vectors = run.vectors(2 * side), products = run.vectors(2 * side)
        var random = TestRandom(seed: 3)
        let values = (0..<(2 * side)).map { _ in random.values(Vector.scalarCount) }
        for k in 0..<(2 * side) {
            for lane in 0..<Vector.scalarCount { vectors[k][lane] = Float(values[k][lane]) }
            products[k] = Vector(repeating: .nan)
        }
        matrices.lanes.multiply(vectors, into: products)
        for lane in 0..<Vector.scalarCount {
            for row in 0..<side {
                var real = 0.0, imaginary = 0.0
                for column in 0..<side {
                    let element = matrices.element(row, column, lane: lane)
                    real += element.real * values[2 * column][lane] - element.imaginary * values[2 * column + 1][lane]
                    imaginary += element.real * values[2 * column + 1][lane]
                    imaginary += element.imaginary * values[2 * column][lane]
                }
                #expect(abs(Double(products[2 * row][lane]) - real) < 1e-5 * Double(side))
                #expect(abs(Double(products[2 * row + 1][lane]) - imaginary) < 1e-5 * Double(side))
            }
        }
    }

    /// Lanes are definite or not, each on its own.
    @Test(arguments: [2, 4, 6, 10, 34])
    func definiteMatricesAreFound(side: Int) {
        let run = KernelRun(threads: 1)
        // A random matrix's smallest eigenvalue is near - 1.5 sqrt(side).
        let matrices = Matrices(
            side: side, diagonal: { Double(side).squareRoot() * (0.5 + 0.35 * Double(($0 * 5) % 8)) },
            run: run)
        let expected = (0..<Vector.scalarCount).map { matrices.isDefinite(lane: $0) }
        let found = matrices.lanes.factor()
        #expect((0..<Vector.scalarCount).map { found[$0] } == expected)
        #expect(Set(expected).count == 2)
    }

    @Test func noMatrixIsDefinite() {
        let run = KernelRun(threads: 1)
        let matrices = Matrices(side: 6, diagonal: { _ in -3 }, run: run)
        #expect(!any(matrices.lanes.factor()))
    }

    /// A pivot that is not a number is not positive.
    @Test func aMatrixWithNaNIsNotDefinite() {
        let run = KernelRun(threads: 1)
        let matrices = Matrices(side: 4, diagonal: { _ in 20 }, run: run)
        matrices.lanes.elements[2][3] = .nan
        let found = matrices.lanes.factor()
        #expect((0..<Vector.scalarCount).map { found[$0] } == (0..<Vector.scalarCount).map { $0 != 3 })
    }
}

extension KernelRun {
    func vectors(_ count: Int) -> UnsafeMutablePointer<Vector> {
        UnsafeMutableRawPointer(zeros(count * Vector.scalarCount)).assumingMemoryBound(to: Vector.self)
    }
}
