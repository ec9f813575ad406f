import Foundation
import TestSupport
import Testing

@testable import Kernels

/// The largest eigenvalue in each lane, for matrices whose eigenvalues are known.
@Suite struct LanczosLanesTests {
    /// A matrix with these eigenvalues: they are turned by Householder reflections along random complex vectors.
    private static func turned(_ eigenvalues: [Double], seed: Int) -> [[(real: Double, imaginary: Double)]] {
        let side = eigenvalues.count
        var random = TestRandom(seed: UInt64(seed))
        var matrix = (0..<side).map { row in
            (0..<side).map { (real: row == $0 ? eigenvalues[row] : 0, imaginary: 0.0) }
        }
        for _ in 0..<2 {
            let v = (0..<side).map { _ in random.values(2) }
            let square = v.reduce(0) { $0 + $1[0] * $1[0] + $1[1] * $1[1] }
            // A - 2 v (v* A) / v* v, and the same from the right.
            for side in [true, false] {
                let sums = v.indices.map { column in
                    v.indices.reduce(into: (0.0, 0.0)) { sum, row in
                        let a = side ? matrix[row][column] : matrix[column][row], s = side ? -1.0 : 1
                        sum.0 += v[row][0] * a.real - s * v[row][1] * a.imaginary
                        sum.1 += v[row][0] * a.imaginary + s * v[row][1] * a.real
                    }
                }
                for row in v.indices {
                    for column in v.indices {
                        let w = side ? v[row] : [v[column][0], -v[column][1]], sum = sums[side ? column : row]
                        matrix[row][column].real -= 2 * (w[0] * sum.0 - w[1] * sum.1) / square
                        matrix[row][column].imaginary -= 2 * (w[0] * sum.1 + w[1] * sum.0) / square
                    }
                }
            }
        }
        return matrix
    }

    private static func largest(_ eigenvalues: [[Double]], tolerance: Float = 1e-7) -> [Double] {
        let side = eigenvalues[0].count, run = KernelRun(threads: 1)
        let lanes = HermitianLanes(side: side, elements: run.vectors(HermitianLanes.count(side: side)))
        for lane in 0..<Vector.scalarCount {
            let matrix = turned(eigenvalues[lane % eigenvalues.count], seed: lane)
            var place = 0
            for row in 0..<side {
                for column in 0...row {
                    lanes.elements[place][lane] = Float(matrix[row][column].real)
                    lanes.elements[place + 1][lane] = Float(matrix[row][column].imaginary)
                    place += 2
                }
            }
        }
        let lanczos = LanczosLanes(side: side, scratch: run.vectors(LanczosLanes.scratchCount(side: side)))
        let found = lanczos.largestEigenvalues(of: lanes, tolerance: tolerance)
        return (0..<eigenvalues.count).map { Double(found[$0]) }
    }

    private static let spectra: [[Double]] = [
        (0..<20).map { Double($0) / 19 }, (0..<20).map { pow(0.5, Double($0)) }, Array(repeating: 0.7, count: 20),
        [1] + Array(repeating: 0, count: 19), [1, 0.999_99] + Array(repeating: 0.5, count: 18),
        Array(repeating: 0, count: 20), (0..<20).map { $0 < 10 ? 1 : 0.25 }, (0..<20).map { 1e-6 * Double($0 + 1) },
    ]

    @Test func eigenvaluesOfKnownMatrices() {
        for (found, spectrum) in zip(Self.largest(Self.spectra), Self.spectra) {
            #expect(abs(found - spectrum.max()!) <= 3e-6 * spectrum.max()!)
        }
    }

    @Test(arguments: [2, 4, 128])
    func eigenvaluesOfAllSides(side: Int) {
        let found = Self.largest([(0..<side).map { Double($0 + 1) }])
        #expect(abs(found[0] / Double(side) - 1) < 3e-6)
    }

    /// A rough search ends earlier, at a lower value.
    @Test func aRoughSearchEndsBelow() {
        // Far apart at the upper end, so that the fine search finds the largest.
        let spectrum = (1...128).map { 0.6 + 0.4 * pow(Double($0) / 128, 2) }
        let rough = Self.largest([spectrum], tolerance: 1e-2)[0], fine = Self.largest([spectrum])[0]
        #expect(rough < fine * (1 - 1e-5) && rough > 0.97)
        #expect(abs(fine - 1) < 3e-6)
    }
}
