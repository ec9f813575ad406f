import TestSupport
import Testing

@testable import Kernels

/// The doubling transposed convolution by phases against sums over every tap in Double: same output and gradients up to the method's
/// rounding.
@Suite struct SubpixelConvolutionTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let height: Int, width: Int, inputs: Int, outputs: Int
        var testDescription: String { "\(inputs)->\(outputs) from \(height) x \(width)" }

        func layer(_ method: ConvolutionMethod) -> TransposedConvolution {
            .doubling(height: height, width: width, inputChannels: inputs, outputChannels: outputs, method: method)
        }
    }

    /// Sides of every remainder modulo a tile, channels up and down, several blocks of tiles and groups of sums, a map of one tile's height.
    static let cases = [
        Case(height: 16, width: 16, inputs: 32, outputs: 32), Case(height: 17, width: 19, inputs: 32, outputs: 32),
        Case(height: 22, width: 13, inputs: 32, outputs: 64), Case(height: 51, width: 34, inputs: 32, outputs: 32),
        Case(height: 4, width: 67, inputs: 64, outputs: 32), Case(height: 90, width: 3, inputs: 32, outputs: 32),
    ]

    struct Results: Equatable {
        let output: [Float], inputGradient: [Float], weightGradient: [Float]
    }

    /// Single precision and the transform's amplification.
    static let tolerance = 1e-5

    @Test(arguments: cases, ConvolutionMethod.allCases)
    func agreesWithTheDefinition(_ test: Case, method: ConvolutionMethod) {
        let layer = test.layer(method), geometry = layer.geometry
        #expect(Self.isByPhases(layer) == (method == .winograd))
        let given = Self.arrays(geometry), bias = TestRandom.values(seed: 22, count: test.outputs)
        let results = Self.results(test, given, bias: bias, method: method, threads: 2)
        let window = WindowProductsTests.Case(
            height: 2 * test.height, width: 2 * test.width, largeChannels: test.outputs,
            smallChannels: test.inputs, kernel: 4, stride: 2, border: .zero)
        let expected = WindowProductsTests.naive(window, geometry, given, scale: 0.75)
        #expect(
            relativeError(results.output, expected.large.enumerated().map { $1 + bias[$0 % test.outputs] })
                < Self.tolerance)
        #expect(relativeError(results.inputGradient, expected.small) < Self.tolerance)
        #expect(relativeError(results.weightGradient, expected.weights) < Self.tolerance)

        let unbiased = Self.results(test, given, bias: nil, method: method, threads: 2)
        #expect(relativeError(unbiased.output, expected.large) < Self.tolerance)
    }

    @Test(arguments: cases)
    func resultsDoNotDependOnThreads(_ test: Case) {
        let given = Self.arrays(test.layer(.winograd).geometry), bias = TestRandom.values(seed: 22, count: test.outputs)
        let reference = Self.results(test, given, bias: bias, method: .winograd, threads: 1)
        for threads in 2...4 {
            #expect(
                Self.results(test, given, bias: bias, method: .winograd, threads: threads) == reference,
                "\(threads) threads")
        }
    }

    /// Small maps go the direct way, and so does the validation mode.
    @Test(arguments: [
        (Case(height: 16, width: 16, inputs: 32, outputs: 32), ConvolutionMethod.direct),
        (Case(height: 15, width: 17, inputs: 32, outputs: 32), .winograd),
    ])
    func othersGoTheDirectWay(_ test: Case, method: ConvolutionMethod) {
        let layer = test.layer(method)
        #expect(!Self.isByPhases(layer))
        #expect(layer.forwardScratchCount == 0 && layer.backwardScratchCount == layer.geometry.partialsCount)
        #expect(layer.scratchCount == layer.geometry.scratchCount)
    }

    /// Only the phases' packed weights need memory in a forward pass.
    private static func isByPhases(_ layer: TransposedConvolution) -> Bool { layer.forwardScratchCount > 0 }

    private static func arrays(_ geometry: WindowGeometry) -> WindowProductsTests.Arrays {
        var random = TestRandom(seed: 21)
        return .init(geometry, &random)
    }

    /// The small array is the input, the large one the output gradient.
    private static func results(
        _ test: Case, _ given: WindowProductsTests.Arrays, bias: [Double]?, method: ConvolutionMethod,
        threads: Int
    ) -> Results {
        let layer = test.layer(method), geometry = layer.geometry
        let run = KernelRun(threads: threads)
        let input = run.values(given.small), upstream = run.values(given.large), weights = run.values(given.weights)
        let scale = run.values([0.75]), scratch = run.scratch(layer.scratchCount)
        let output = run.zeros(geometry.largeCount), inputGradient = run.zeros(geometry.smallCount)
        let weightGradient = run.zeros(geometry.weightCount)
        run.do(
            layer.forward(
                input: input, weights: weights, scale: scale, bias: bias.map { UnsafePointer(run.values($0)) },
                output: output,
                shared: run.zeros(layer.forwardScratchCount), scratch: scratch))
        let shared = run.zeros(layer.backwardScratchCount)
        run.do(
            layer.backwardWeights(
                input: input, outputGradient: upstream, scale: scale, weightGradient: weightGradient,
                shared: shared, scratch: scratch))
        run.do(
            layer.backwardInput(
                outputGradient: upstream, weights: weights, scale: scale, inputGradient: inputGradient,
                shared: shared, scratch: scratch))
        return Results(
            output: run.array(output, geometry.largeCount),
            inputGradient: run.array(inputGradient, geometry.smallCount),
            weightGradient: run.array(weightGradient, geometry.weightCount))
    }
}
