import Foundation
import Testing
import TestSupport
@testable import Kernels

/// The norm of the convolution operator against dense matrices and fine grids in Double: relative error below 1e-5 (METHOD section 4.1).
@Suite struct OperatorNormTests {
    static let tolerance = 1e-5

    /// `weights` are out x in x k x k.
    private static func measure(_ weights: [Double], inputs: Int, outputs: Int, kernel: Int = 3, height: Int, width: Int) -> Double {
        let run = KernelRun(threads: 1)
        let norm = OperatorNorm(height: height, width: width, kernel: kernel, inputs: inputs, outputs: outputs)
        let engine = ReferenceLayersTests.engineOrder(weights, outer: outputs, inner: inputs, taps: kernel * kernel)
        return Double(norm.measure(run.values(engine), scratch: run.zeros(norm.scratchCount)))
    }

    private static func weights(_ seed: Int, _ count: Int) -> [Double] {
        TestRandom.values(seed: UInt64(seed), count: count).map { Double(Float($0)) }
    }

    @Test(arguments: [[4, 5, 2, 3, 3], [1, 6, 3, 2, 3], [2, 2, 3, 3, 3], [6, 6, 1, 1, 5], [3, 8, 2, 2, 1], [7, 5, 4, 1, 3]])
    func smallMapsAreDenseMatrices(_ size: [Int]) {
        let (height, width, inputs, outputs, kernel) = (size[0], size[1], size[2], size[3], size[4])
        let weights = Self.weights(height * 10 + width, inputs * outputs * kernel * kernel)
        let expected = NaiveLayers.circularNorm(weights, inputs: inputs, outputs: outputs, kernel: kernel, height: height, width: width)
        let norm = Self.measure(weights, inputs: inputs, outputs: outputs, kernel: kernel, height: height, width: width)
        #expect(abs(norm / expected - 1) < Self.tolerance)
        let grid = NaiveLayers.operatorNorm(weights, inputs: inputs, outputs: outputs, kernel: kernel, height: height, width: width)
        #expect(abs(grid / expected - 1) < 1e-9)
    }

    @Test(arguments: [[3, 4, 3], [1, 1, 3], [5, 2, 3], [2, 3, 5], [4, 4, 1], [9, 8, 3]], [1, 2, 3])
    func largeMapsAreSuprema(_ size: [Int], seed: Int) {
        let (inputs, outputs, kernel) = (size[0], size[1], size[2])
        let weights = Self.weights(seed * 100 + inputs, inputs * outputs * kernel * kernel)
        let expected = NaiveLayers.operatorNorm(weights, inputs: inputs, outputs: outputs, kernel: kernel, height: 64, width: 64)
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
            let transfer = NaiveLayers.transferNorm(weights, inputs: 48, outputs: 64, kernel: 3, a: place[0], b: place[1])
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

    @Test(arguments: [Double.nan, .infinity, 1e30])
    func weightsWithoutANorm(value: Double) {
        var weights = Self.weights(1, 2 * 3 * 9)
        weights[17] = value
        for side in [4, 64] {
            #expect(Self.measure(weights, inputs: 3, outputs: 2, height: side, width: side).isNaN)
        }
    }

    /// Scratch may hold anything; the weights alone decide.
    @Test func nothingIsRemembered() {
        let run = KernelRun(threads: 1)
        let norm = OperatorNorm(height: 64, width: 64, kernel: 3, inputs: 6, outputs: 5)
        let first = run.values(Self.weights(1, 270)), second = run.values(Self.weights(2, 270)), scratch = run.zeros(norm.scratchCount)
        let value = norm.measure(first, scratch: scratch)
        _ = norm.measure(second, scratch: scratch)
        #expect(norm.measure(first, scratch: scratch) == value)
    }
}
