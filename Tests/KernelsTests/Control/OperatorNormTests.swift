import Foundation
import TestSupport
import Testing

@testable import Kernels

/// The norm of the convolution operator against dense matrices and fine grids in Double: relative error below 1e-5 (METHOD section 4.1).
@Suite struct OperatorNormTests {
    static let tolerance = 1e-5

    /// `weights` are out x in x k x k.
    private static func measure(
        _ weights: [Double], inputs: Int, outputs: Int, kernel: Int = 3, height: Int, width: Int
    ) -> Double {
        let run = KernelRun(threads: 1)
        let norm = OperatorNorm(height: height, width: width, kernel: kernel, inputs: inputs, outputs: outputs)
        let engine = ReferenceLayersTests.engineOrder(weights, outer: outputs, inner: inputs, taps: kernel * kernel)
        return Double(norm.measure(run.values(engine), scratch: run.zeros(norm.scratchCount)))
    }

    private static func bounds(
        _ weights: [Double], inputs: Int, outputs: Int, kernel: Int = 3, height: Int,
        width: Int
    ) -> (norm: Double, bound: Double) {
        let run = KernelRun(threads: 1)
        let norm = OperatorNorm(height: height, width: width, kernel: kernel, inputs: inputs, outputs: outputs)
        let engine = ReferenceLayersTests.engineOrder(weights, outer: outputs, inner: inputs, taps: kernel * kernel)
        let found = norm.bounds(run.values(engine), scratch: run.zeros(norm.scratchCount))
        return (Double(found.norm), Double(found.bound))
    }

    private static func weights(_ seed: Int, _ count: Int) -> [Double] {
        TestRandom.values(seed: UInt64(seed), count: count).map { Double(Float($0)) }
    }

    @Test(arguments: [
        [4, 5, 2, 3, 3], [1, 6, 3, 2, 3], [2, 2, 3, 3, 3], [6, 6, 1, 1, 5], [3, 8, 2, 2, 1], [7, 5, 4, 1, 3],
    ])
    func smallMapsAreDenseMatrices(_ size: [Int]) {
        let (height, width, inputs, outputs, kernel) = (size[0], size[1], size[2], size[3], size[4])
        let weights = Self.weights(height * 10 + width, inputs * outputs * kernel * kernel)
        let expected = NaiveLayers.circularNorm(
            weights, inputs: inputs, outputs: outputs, kernel: kernel, height: height, width: width)
        let norm = Self.measure(weights, inputs: inputs, outputs: outputs, kernel: kernel, height: height, width: width)
        #expect(abs(norm / expected - 1) < Self.tolerance)
        let grid = NaiveLayers.operatorNorm(
            weights, inputs: inputs, outputs: outputs, kernel: kernel, height: height, width: width)
        #expect(abs(grid / expected - 1) < 1e-9)
    }

    @Test(arguments: [[3, 4, 3], [1, 1, 3], [5, 2, 3], [2, 3, 5], [4, 4, 1], [9, 8, 3]], [1, 2, 3])
    func largeMapsAreSuprema(_ size: [Int], seed: Int) {
        let (inputs, outputs, kernel) = (size[0], size[1], size[2])
        let weights = Self.weights(seed * 100 + inputs, inputs * outputs * kernel * kernel)
        let expected = NaiveLayers.operatorNorm(
            weights, inputs: inputs, outputs: outputs, kernel: kernel, height: 64, width: 64)
        let norm = Self.measure(weights, inputs: inputs, outputs: outputs, kernel: kernel, height: 64, width: 40)
        #expect(abs(norm / expected - 1) < Self.tolerance)
        #expect(norm == Self.measure(weights, inputs: inputs, outputs: outputs, kernel: kernel, height: 17, width: 3))
    }

    /// A supremum lies above the norm on a circular map, by no more than is said.
    @Test func circularMapsLieBelowTheSupremum() {
        let weights = Self.weights(9, 2 * 2 * 9)
        let supremum = Self.measure(weights, inputs: 2, outputs: 2, height: 64, width: 64)
        for (height, width) in [(12, 12), (16, 9), (10, 14)] {
            let circular = Self.measure(weights, inputs: 2, outputs: 2, height: height, width: width)
            #expect(circular <= supremum * (1 + Self.tolerance))
            #expect(supremum <= circular / cos(.pi * (1 / Double(height) + 1 / Double(width))) * (1 + Self.tolerance))
        }
    }

    /// As many channels as the paper's network: an upper and a lower bound, and the places of a fine grid.
    @Test func manyChannels() {
        let weights = Self.weights(4, 64 * 48 * 9)
        let norm = Self.measure(weights, inputs: 48, outputs: 64, height: 128, width: 128)
        let reshaped = NaiveLayers.spectralNorm(weights, rows: 64, columns: 48 * 9)
        // The mean of M M* over all frequencies is W W* of the reshaped weights, and k^2 taps add up to at most k times their norm.
        #expect(norm >= reshaped && norm <= 3 * reshaped)
        var random = TestRandom(seed: 12)
        for _ in 0..<6 {
            let place = random.values(2).map { $0 * 4 }
            let transfer = NaiveLayers.transferNorm(
                weights, inputs: 48, outputs: 64, kernel: 3, a: place[0], b: place[1])
            #expect(transfer <= norm * (1 + Self.tolerance))
        }
    }

    @Test func kernelsOfKnownNorm() {
        func alone(_ taps: [Double]) -> Double { Self.measure(taps, inputs: 1, outputs: 1, height: 40, width: 40) }
        // A single tap passes all frequencies alike: the norm is its magnitude, and no cell can be dropped.
        #expect(abs(alone([0, 0, 0, 0, -2.5, 0, 0, 0, 0]) / 2.5 - 1) < Self.tolerance)
        // A mean filter lets the mean pass, alternating signs the highest frequency, a difference of neighbours doubles it.
        #expect(abs(alone(Array(repeating: 0.5, count: 9)) / 4.5 - 1) < Self.tolerance)
        #expect(abs(alone([1, -1, 1, -1, 1, -1, 1, -1, 1]) / 9 - 1) < Self.tolerance)
        #expect(abs(alone([0, 0, 0, 3, -3, 0, 0, 0, 0]) / 6 - 1) < Self.tolerance)
        // The highest response of [1, 0, -1] lies between grid points of most maps: 2 at a quarter of the sampling frequency.
        #expect(abs(alone([0, 0, 0, 1, 0, -1, 0, 0, 0]) / 2 - 1) < Self.tolerance)
        #expect(alone(Array(repeating: 0, count: 9)) == 0)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity, 1e30])
    func weightsWithoutANorm(value: Double) {
        var weights = Self.weights(1, 2 * 3 * 9)
        weights[17] = value
        for side in [4, 64] {
            #expect(Self.measure(weights, inputs: 3, outputs: 2, height: side, width: side).isNaN)
        }
    }

    /// What is returned lies between the exact norm and the bound that is proven, whatever the kernel's structure.
    @Test(arguments: [
        [4, 4, 3, 0], [4, 4, 3, 1], [5, 5, 3, 2], [6, 3, 3, 3], [3, 6, 3, 4], [3, 3, 5, 0], [4, 3, 2, 0],
        [5, 5, 1, 0],
    ])
    func theNormIsHeldByItsBounds(_ size: [Int]) {
        let (inputs, outputs, kernel) = (size[0], size[1], size[2]), taps = kernel * kernel
        var random = TestRandom(seed: UInt64(taps + inputs))
        var weights = random.values(inputs * outputs * taps)
        let rows = random.values(outputs), columns = random.values(inputs), filter = random.values(taps)
        for o in 0..<outputs {
            for c in 0..<inputs {
                for tap in 0..<taps {
                    let place = (o * inputs + c) * taps + tap, unit: Double = o == c && tap == taps / 2 ? 1 : 0
                    switch size[3] {
                    case 1: weights[place] = unit
                    case 2: weights[place] = unit + 1e-3 * weights[place]
                    case 3: weights[place] = rows[o] * columns[c] * filter[tap]
                    case 4: weights[place] *= 1e-6
                    default: break
                    }
                }
            }
        }
        weights = weights.map { Double(Float($0)) }
        for side in [64, 12] {
            let expected = NaiveLayers.operatorNorm(
                weights, inputs: inputs, outputs: outputs, kernel: kernel,
                height: side, width: side)
            let (norm, bound) = Self.bounds(
                weights, inputs: inputs, outputs: outputs, kernel: kernel, height: side,
                width: side)
            #expect(abs(norm / expected - 1) < Self.tolerance)
            #expect(bound >= expected * (1 - 1e-6))
            // Nearly flat kernels need more tests for the same.
            let isFlat = [1, 2].contains(size[3]) && side > 16
            #expect(bound / norm - 1 < (isFlat ? 1e-3 : 3e-5))
        }
    }

    /// As many channels as the paper's network: filters of one channel between dense reflections, so that the norm is the
    /// largest of theirs.
    @Test(arguments: [1.0, 0.05], [64, 16])
    func theNormOfPaperSizedKernels(spread: Double, side: Int) {
        let channels = 128
        var random = TestRandom(seed: 17)
        // Eight filters, again and again with a smaller factor.
        let first: [[Double]] = (0..<8).map { _ in random.values(9).map { 1 / 3 + spread * $0 } }
        let filters: [[Double]] = (0..<channels).map { index in
            let factor = 1 - 0.001 * Double(index / 8)
            return first[index % 8].map { factor * $0 }
        }
        let expected = first.map {
            NaiveLayers.operatorNorm($0, inputs: 1, outputs: 1, kernel: 3, height: side, width: side)
        }.max()!
        let left = random.values(channels), right = random.values(channels)
        let (leftSquare, rightSquare) = (left.reduce(0) { $0 + $1 * $1 }, right.reduce(0) { $0 + $1 * $1 })
        var weights = [Double](repeating: 0, count: channels * channels * 9)
        for tap in 0..<9 {
            // (1 - 2 l l* / l* l) F (1 - 2 r r* / r* r), F diagonal.
            var weighted = 0.0
            for c in 0..<channels { weighted += left[c] * filters[c][tap] * right[c] }
            for o in 0..<channels {
                for c in 0..<channels {
                    var value = o == c ? filters[o][tap] : 0
                    value -= 2 * left[o] * left[c] * filters[c][tap] / leftSquare
                    value -= 2 * filters[o][tap] * right[o] * right[c] / rightSquare
                    value += 4 * left[o] * weighted * right[c] / (leftSquare * rightSquare)
                    weights[(o * channels + c) * 9 + tap] = value
                }
            }
        }
        let (norm, bound) = Self.bounds(weights, inputs: channels, outputs: channels, height: side, width: side)
        #expect(abs(norm / expected - 1) < Self.tolerance)
        #expect(bound >= expected * (1 - 1e-6))
        #expect(bound / norm - 1 < (side == 16 ? 3e-5 : 9e-3))
    }

    /// A norm that is not above the ceiling is not looked for, one above it is the same as without.
    @Test(arguments: [8, 64])
    func aCeilingSavesWork(side: Int) {
        let run = KernelRun(threads: 1)
        let norm = OperatorNorm(height: side, width: side, kernel: 3, inputs: 6, outputs: 5)
        let weights = run.values(Self.weights(3, 270)), scratch = run.zeros(norm.scratchCount)
        let value = norm.measure(weights, scratch: scratch)
        for factor in [0.1, 0.9, 0.9999] as [Float] {
            let found = norm.measure(weights, ceiling: factor * value, scratch: scratch)
            #expect(abs(found / value - 1) < Float(Self.tolerance))
        }
        for factor in [1.0001, 1.1, 10] as [Float] {
            let found = norm.bounds(weights, ceiling: factor * value, scratch: scratch)
            #expect(found.norm <= factor * value && found.norm >= 0)
            #expect(found.bound >= value * (1 - 1e-6) && found.bound <= factor * value * (1 + 3e-5))
        }
    }

    /// With too few tests for a good proof, most cells fail and are cut; what is proven is true all the same.
    @Test(arguments: [64.0, 100, 200])
    func aProofInAHurryHolds(tests: Double) {
        let run = KernelRun(threads: 1), (inputs, outputs) = (6, 5)
        func norm(_ tests: Double) -> OperatorNorm {
            OperatorNorm(height: 64, width: 64, kernel: 3, inputs: inputs, outputs: outputs, tests: tests)
        }
        // As a side of 6 counts for less than one of 128.
        let hurried = norm(tests * pow(6.0 / 128, 3)), thorough = norm(448)
        let scratch = run.zeros(max(hurried.scratchCount, thorough.scratchCount))
        var widest: Float = 0
        for seed in 1...60 {
            let weights = run.values(Self.weights(seed, 9 * inputs * outputs))
            let exact = thorough.bounds(weights, scratch: scratch), found = hurried.bounds(weights, scratch: scratch)
            #expect(exact.bound < exact.norm * 1.000_03)
            #expect(found.norm <= exact.norm * 1.000_002 && found.bound >= exact.norm * 0.999_998)
            widest = max(widest, found.bound / found.norm)
        }
        #expect(widest > 1.001 && widest < 1.1)
    }

    /// Where a rough method fails, bisection finds the eigenvalue of a frequency.
    @Test func bisectionFindsTheEigenvalue() {
        let run = KernelRun(threads: 1), weights = Self.weights(8, 4 * 4 * 9)
        let square = weights.reduce(0) { $0 + $1 * $1 }
        let table = run.zeros(GramPolynomial.tableCount(kernel: 3, inputs: 4, outputs: 4))
        let polynomial = GramPolynomial(
            kernel: 3, inputs: 4, outputs: 4, table: table,
            phases: run.vectors(GramPolynomial.phaseCount(kernel: 3)))
        polynomial.take(
            run.values(ReferenceLayersTests.engineOrder(weights, outer: 4, inner: 4, taps: 9)),
            scale: Float(1 / square), scratch: run.zeros(16))
        let cell = UnsafeMutableRawPointer(run.zeros(3)).assumingMemoryBound(to: FrequencyCell.self)
        var search = OperatorNormSearch(
            polynomial: polynomial,
            matrices: HermitianLanes(side: 4, elements: run.vectors(HermitianLanes.count(side: 4))),
            lanczos: LanczosLanes(side: 4, scratch: run.vectors(LanczosLanes.scratchCount(side: 4))),
            list: FrequencyCells(cells: cell, values: run.zeros(1), capacity: 1, kernel: 3), testLimit: 1, floor: 0)
        search.bisect(FrequencyCell(sum: 1.5, difference: 0.5, radius: 0))
        let expected = NaiveLayers.transferNorm(weights, inputs: 4, outputs: 4, kernel: 3, a: 1, b: 0.5)
        #expect(abs(Double(search.best).squareRoot() * square.squareRoot() / expected - 1) < 2e-6)
    }

    /// Scratch may hold anything; the weights alone decide.
    @Test func nothingIsRemembered() {
        let run = KernelRun(threads: 1)
        let norm = OperatorNorm(height: 64, width: 64, kernel: 3, inputs: 6, outputs: 5)
        let first = run.values(Self.weights(1, 270)), second = run.values(Self.weights(2, 270)),
            scratch = run.zeros(norm.scratchCount)
        let value = norm.measure(first, scratch: scratch)
        _ = norm.measure(second, scratch: scratch)
        #expect(norm.measure(first, scratch: scratch) == value)
    }
}
