import TestSupport
import Testing

@testable import Kernels

/// Convolutions of few input channels, whose windows are copied side by side.
@Suite struct WindowRowsTests {
    /// Outputs that fill vectors and others; rows of one part and several, of even and odd length; windows that overlap the border widely.
    private static let cases: [WindowProductsTests.Case] = [(3, 48), (1, 16), (7, 19), (3, 8), (2, 41)].flatMap {
        inputs, outputs in
        [(3, 1, 9, 64), (3, 2, 12, 51), (5, 1, 7, 13), (5, 2, 11, 105), (3, 1, 5, 98)].flatMap {
            kernel, stride, height, width in
            [WindowGeometry.Border.zero, .reflect, .replicate].map { border in
                WindowProductsTests.Case(
                    height: height, width: width, largeChannels: inputs, smallChannels: outputs, kernel: kernel,
                    stride: stride, border: border)
            }
        }
    }

    private struct Results: Equatable {
        var small: [Float], biased: [Float], weights: [Float]
    }

    private func results(_ geometry: WindowGeometry, _ given: WindowProductsTests.Arrays, threads: Int) -> Results {
        let run = KernelRun(threads: threads), kernel = Convolution(geometry, method: .winograd)
        let large = run.values(given.large), weights = run.values(given.weights), scale = run.values([0.75])
        let scratch = run.scratch(kernel.scratchCount)
        func forward(_ bias: UnsafePointer<Float>?) -> [Float] {
            let small = run.zeros(geometry.smallCount)
            run.do(
                kernel.forward(
                    input: large, weights: weights, scale: scale, output: small, writing: .bias(bias),
                    shared: run.zeros(kernel.forwardScratchCount), scratch: scratch))
            return run.array(small, geometry.smallCount)
        }
        let gradient = run.zeros(geometry.weightCount)
        run.do(
            kernel.backwardWeights(
                input: large, outputGradient: run.values(given.small), scale: scale, weightGradient: gradient,
                shared: run.zeros(kernel.backwardScratchCount), scratch: scratch))
        return Results(
            small: forward(nil),
            biased: forward(run.values(Array(repeating: 0.5, count: geometry.smallChannels))),
            weights: run.array(gradient, geometry.weightCount))
    }

    @Test(arguments: cases)
    func productsAreThoseOfTheDefinition(_ each: WindowProductsTests.Case) {
        let geometry = each.geometry
        var random = TestRandom(seed: 21)
        let given = WindowProductsTests.Arrays(geometry, &random)
        let expected = WindowProductsTests.naive(each, geometry, given, scale: 0.75)
        let own = results(geometry, given, threads: 1)
        #expect(relativeError(own.small, expected.small) < 2e-5)
        #expect(relativeError(own.biased, expected.small.map { $0 + 0.5 }) < 2e-5)
        #expect(relativeError(own.weights, expected.weights) < 2e-5)
        #expect(own.biased == own.small.map { $0 + 0.5 })
        for threads in 2...4 { #expect(results(geometry, given, threads: threads) == own) }
    }

    /// Taps are added up one after the other, each input after input, as products for each tap would be: records of before stay valid.
    @Test(arguments: [cases[0], cases[3], cases[31]])
    func sumsTakeTheirTermsInOrder(_ each: WindowProductsTests.Case) {
        let geometry = each.geometry
        var random = TestRandom(seed: 22)
        let given = WindowProductsTests.Arrays(geometry, &random)
        let large = given.large.map { Float($0) }, weights = given.weights.map { 0.75 * Float($0) }
        func sums(_ add: (Float, Float, Float) -> Float) -> [Float] {
            (0..<geometry.smallCount).map { place in
                let o = place % geometry.smallChannels, pixel = place / geometry.smallChannels
                let y = pixel / geometry.smallWidth, x = pixel % geometry.smallWidth
                var sum: Float = 0
                for tap in 0..<(each.kernel * each.kernel) {
                    let row = Int(geometry.rows[y * each.kernel + tap / each.kernel])
                    let column = Int(geometry.columns[x * each.kernel + tap % each.kernel])
                    for c in 0..<each.largeChannels {
                        let sample =
                            row < 0 || column < 0 ? 0 : large[(row * each.width + column) * each.largeChannels + c]
                        sum = add(sum, sample, weights[(tap * each.largeChannels + c) * each.smallChannels + o])
                    }
                }
                return sum
            }
        }
        let own = results(geometry, given, threads: 1).small
        // Without the instruction for it products are not fused.
        #expect(own == sums { $0.addingProduct($1, $2) } || own == sums { $0 + $1 * $2 })
    }
}
