import Architectures
import Networks
import Randomness
import TestSupport
import Testing

@testable import Kernels

/// The largest singular value against power iteration in Double: relative error below 1e-5 (METHOD section 4.1).
@Suite struct SpectralNormTests {
    static let tolerance = 1e-5

    private static func measure(_ matrix: [Double], rows: Int, columns: Int) -> Double {
        let run = KernelRun(threads: 1)
        let norm = SpectralNorm(rows: rows, columns: columns)
        return Double(norm.measure(run.values(matrix), scratch: run.zeros(norm.scratchCount)))
    }

    @Test(arguments: [
        (288, 32), (300, 7), (9, 128), (7, 300), (64, 64), (33, 33), (1, 1), (1, 19), (19, 1), (1152, 128),
    ])
    func randomMatrices(rows: Int, columns: Int) {
        var random = TestRandom(seed: UInt64(rows * 1000 + columns))
        for scale in [1, 0.01, 300] {
            let matrix = random.values(rows * columns).map { Double(Float($0 * scale)) }
            let expected = NaiveLayers.spectralNorm(matrix, rows: rows, columns: columns)
            #expect(abs(Self.measure(matrix, rows: rows, columns: columns) / expected - 1) < Self.tolerance)
        }
    }

    @Test(arguments: [(40, 6), (6, 40), (8, 8)])
    func zeroMatrices(rows: Int, columns: Int) {
        #expect(Self.measure(Array(repeating: 0, count: rows * columns), rows: rows, columns: columns) == 0)
    }

    @Test func matricesOfKnownNorm() {
        // One entry in each row and column: the singular values are the entries' magnitudes.
        var diagonal = [Double](repeating: 0, count: 35)
        for (place, entry) in [2, -5, 0.5, 1, 3].enumerated() { diagonal[8 * place] = entry }
        #expect(abs(Self.measure(diagonal, rows: 5, columns: 7) / 5 - 1) < Self.tolerance)
        // Rank one: the product of the two vectors' lengths.
        let rankOne = (1...20).flatMap { row in (-4...5).map { column in Double(row * column) } }
        #expect(abs(Self.measure(rankOne, rows: 20, columns: 10) / (2870.0 * 85).squareRoot() - 1) < Self.tolerance)
        // All singular values equal, where an iteration on vectors has nothing to find.
        let identity = (0..<256).map { $0 % 17 == 0 ? 1.5 : 0 }
        #expect(abs(Self.measure(identity, rows: 16, columns: 16) / 1.5 - 1) < Self.tolerance)
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity, 1e30])
    func matricesWithoutANorm(value: Double) {
        for place in [0, 17, 59] {
            var matrix = TestRandom.values(seed: 5, count: 60)
            matrix[place] = value
            #expect(Self.measure(matrix, rows: 12, columns: 5).isNaN)
            #expect(Self.measure(matrix, rows: 5, columns: 12).isNaN)
        }
    }

    @Test func scaleIsACeiling() {
        let run = KernelRun()
        let norm = SpectralNorm(rows: 30, columns: 4)
        let matrix = TestRandom.values(seed: 6, count: 120)
        let expected = NaiveLayers.spectralNorm(matrix, rows: 30, columns: 4)
        let lambdas = [0.1, 1, expected * 0.999, expected * 1.001, 100]
        let weights = run.values(matrix), broken = run.values(matrix.map { $0 * .nan }), scales = run.zeros(6)
        let layers =
            lambdas.enumerated().map {
                LipschitzControl.Layer(norm: norm, lambda: $1, weights: weights, scale: scales + $0)
            } + [LipschitzControl.Layer(norm: norm, lambda: 1, weights: broken, scale: scales + 5)]
        run.do(LipschitzControl.forward(layers, scratch: run.scratch(norm.scratchCount)))
        for (place, lambda) in lambdas.enumerated() {
            #expect(abs(Double(scales[place]) * max(1, expected / lambda) - 1) < Self.tolerance)
        }
        #expect(scales[4] == 1)
        #expect(scales[5].isNaN)
        #expect(LipschitzControl.forward([], scratch: run.scratch(1)).isEmpty)
    }

    @Test func staysExactInTraining() throws {
        let network = try DecoderOptions(
            upsamplers: [.bilinear, .bilinear], width: 16, inputChannels: 4, lipschitz: 1.4
        )
        .network(channels: 3, height: 16, width: 16)
        var random = TorchRandom(seed: 1)
        let input = random.uniform(count: network.input.count), target = random.uniform(count: network.output.count)
        let session = try CPUSession(
            network, objective: Objective(target: target), input: input,
            parameters: network.initialParameters(from: &random), learningRate: 0.01, threads: 1)
        var worst = 0.0, checked = 0, norms: Set<Double> = []
        for _ in 0..<20 {
            _ = session.step()
            for (parameter, values) in zip(network.parameters, session.readParameters()) {
                guard case .convolution(let outputs, let inputs, 3) = parameter.layout else { continue }
                let matrix = ReferenceLayersTests.engineOrder(
                    values.map { Double($0) }, outer: outputs, inner: inputs, taps: 9)
                let expected = NaiveLayers.spectralNorm(matrix, rows: 9 * inputs, columns: outputs)
                worst = max(worst, abs(Self.measure(matrix, rows: 9 * inputs, columns: outputs) / expected - 1))
                norms.insert(expected)
                checked += 1
            }
        }
        #expect(worst < Self.tolerance)
        #expect(checked == 20 * 6 && norms.count == checked)
    }
}
