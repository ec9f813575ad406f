import Foundation
import TestSupport
import Testing

@testable import Kernels

/// The Gram matrix at any frequency against the product of transfer matrices in Double.
@Suite struct GramPolynomialTests {
    @Test(arguments: [[4, 4, 1], [3, 2, 3], [2, 3, 3], [5, 5, 3], [1, 1, 5], [4, 7, 5], [7, 4, 2], [6, 6, 4]])
    func gramMatrices(_ size: [Int]) {
        let (inputs, outputs, kernel) = (size[0], size[1], size[2]), run = KernelRun(threads: 1)
        let weights = TestRandom.values(seed: 5, count: inputs * outputs * kernel * kernel)
        let side = GramPolynomial.side(inputs: inputs, outputs: outputs)
        let tableCount = GramPolynomial.tableCount(kernel: kernel, inputs: inputs, outputs: outputs)
        let polynomial = GramPolynomial(
            kernel: kernel, inputs: inputs, outputs: outputs,
            table: run.zeros(tableCount),
            phases: run.vectors(GramPolynomial.phaseCount(kernel: kernel)))
        let lanes = HermitianLanes(side: side, elements: run.vectors(HermitianLanes.count(side: side)))
        polynomial.take(run.values(weights), scale: 0.5, scratch: run.zeros(side * side))
        let places = TestRandom.values(seed: 6, count: 2 * Vector.scalarCount).map { 4 * $0 }
        for lane in 0..<Vector.scalarCount {
            polynomial.setFrequency(places[2 * lane], places[2 * lane + 1], lane: lane)
        }

        var diagonal = Vector.zero
        for lane in 0..<Vector.scalarCount { diagonal[lane] = Float(lane) }
        for isBelow in [false, true] {
            if isBelow { polynomial.evaluate(below: diagonal, into: lanes) } else { polynomial.evaluate(into: lanes) }
            for lane in 0..<Vector.scalarCount {
                let gram = Self.gram(weights, inputs, outputs, kernel, places[2 * lane], places[2 * lane + 1])
                for row in 0..<side {
                    for column in 0...row {
                        let exists = row < min(inputs, outputs), value = exists ? gram[row][column] : (0, 0)
                        let real = isBelow ? (row == column ? Double(lane) : 0) - value.0 / 2 : value.0 / 2
                        let imaginary = isBelow ? -value.1 / 2 : value.1 / 2, place = row * (row + 1) + 2 * column
                        #expect(abs(Double(lanes.elements[place][lane]) - real) < 2e-5)
                        #expect(abs(Double(lanes.elements[place + 1][lane]) - imaginary) < 2e-5)
                    }
                }
            }
        }
    }

    /// M* M, or the conjugate of M M* when there are fewer inputs: weights are k x k x in x out.
    private static func gram(
        _ weights: [Double], _ inputs: Int, _ outputs: Int, _ kernel: Int, _ a: Double,
        _ b: Double
    ) -> [[(Double, Double)]] {
        func transfer(_ input: Int, _ output: Int) -> (Double, Double) {
            var sum = (0.0, 0.0)
            for tap in 0..<(kernel * kernel) {
                let angle = a * Double(tap / kernel) + b * Double(tap % kernel)
                let weight = weights[(tap * inputs + input) * outputs + output]
                sum.0 += weight * cos(angle)
                sum.1 -= weight * sin(angle)
            }
            return sum
        }
        let count = min(inputs, outputs)
        return (0..<count).map { row in
            (0..<count).map { column in
                (0..<max(inputs, outputs)).reduce(into: (0.0, 0.0)) { sum, k in
                    let left = outputs <= inputs ? transfer(k, row) : transfer(row, k)
                    let right = outputs <= inputs ? transfer(k, column) : transfer(column, k)
                    sum.0 += left.0 * right.0 + left.1 * right.1
                    sum.1 += left.0 * right.1 - left.1 * right.0
                }
            }
        }
    }
}
