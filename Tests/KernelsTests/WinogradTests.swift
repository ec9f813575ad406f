import TestSupport
import Testing

@testable import Kernels

/// Winograd convolution against the direct one and a naive Double loop: same outputs and gradients up to the method's rounding.
@Suite struct WinogradTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let height: Int, width: Int, inputs: Int, outputs: Int
        let border: WindowGeometry.Border
        var testDescription: String { "\(inputs)->\(outputs) at \(height) x \(width), \(border)" }
    }

    static let cases = [WindowGeometry.Border.reflect, .zero, .replicate].flatMap { border in
        [
            Case(height: 20, width: 20, inputs: 32, outputs: 32, border: border),
            Case(height: 16, width: 28, inputs: 32, outputs: 96, border: border),
            Case(height: 21, width: 26, inputs: 96, outputs: 32, border: border),
            Case(height: 33, width: 31, inputs: 32, outputs: 64, border: border),
        ]
    }

    /// Single precision and the transform's amplification.
    static let tolerance = 2e-5

    @Test(arguments: cases)
    func agreesWithTheDefinition(_ test: Case) {
        let geometry = WindowGeometry(
            largeHeight: test.height, largeWidth: test.width, largeChannels: test.inputs,
            smallChannels: test.outputs, kernel: 3, stride: 1, padding: 1, border: test.border)
        #expect(WinogradConvolution(geometry) != nil)
        let direct = results(geometry, .direct), fast = results(geometry, .winograd)
        #expect(relativeError(fast.output, direct.output) < Self.tolerance)
        #expect(relativeError(fast.inputGradient, direct.inputGradient) < Self.tolerance)
        #expect(relativeError(fast.weightGradient, direct.weightGradient) < Self.tolerance)

        let border: NaiveBorder =
            switch test.border {
            case .reflect: .reflect;
            case .zero: .zero;
            case .replicate: .replicate
            }
        let weights: [Double] = (0..<test.outputs).flatMap { o -> [Double] in
            (0..<test.inputs).flatMap { i -> [Double] in
                (0..<9).map { t -> Double in
                    let index: Int = (t * test.inputs + i) * test.outputs + o
                    return Double(Self.value(2, index)) / 2
                }
            }
        }
        let input = separated((0..<geometry.largeCount).map { Self.value(1, $0) }, channels: test.inputs).map(
            Double.init)
        let naive = NaiveLayers.convolution(
            NaiveMap(channels: test.inputs, height: test.height, width: test.width, values: input),
            weights: weights, bias: (0..<test.outputs).map { Double(Self.value(4, $0)) },
            outputs: test.outputs, kernel: 3, stride: 1, border: border)
        #expect(relativeError(separated(fast.output, channels: test.outputs), naive.values) < Self.tolerance)
    }

    private func results(_ geometry: WindowGeometry, _ method: ConvolutionMethod)
        -> (output: [Float], inputGradient: [Float], weightGradient: [Float])
    {
        let layer = Convolution(geometry, method: method)
        let run = KernelRun()
        func numbers(_ stream: Int, _ count: Int) -> UnsafeMutablePointer<Float> {
            run.values((0..<count).map { Double(Self.value(stream, $0)) })
        }
        let input = numbers(1, geometry.largeCount), weights = numbers(2, geometry.weightCount),
            upstream = numbers(3, geometry.smallCount)
        let bias = numbers(4, geometry.smallChannels), half = run.values([0.5])
        let output = run.zeros(geometry.smallCount), inputGradient = run.zeros(geometry.largeCount),
            weightGradient = run.zeros(geometry.weightCount)
        let scratch = run.scratch(layer.scratchCount)
        let shared = run.zeros(max(layer.forwardScratchCount, layer.backwardScratchCount))
        run.do(
            layer.forward(
                input: input, weights: weights, scale: half, output: output, writing: .bias(bias), shared: shared,
                scratch: scratch))
        run.do(
            layer.backwardInput(
                outputGradient: upstream, weights: weights, scale: half, inputGradient: inputGradient,
                shared: shared, scratch: scratch))
        run.do(
            layer.backwardWeights(
                input: input, outputGradient: upstream, scale: half, weightGradient: weightGradient,
                shared: shared, scratch: scratch))
        return (
            run.array(output, geometry.smallCount), run.array(inputGradient, geometry.largeCount),
            run.array(weightGradient, geometry.weightCount)
        )
    }

    /// A repeatable number in -1...1.
    private static func value(_ stream: Int, _ index: Int) -> Float {
        var state = UInt64(stream) &* 0x9E37_79B9_7F4A_7C15 &+ UInt64(index) &* 0xBF58_476D_1CE4_E5B9
        state = (state ^ (state >> 30)) &* 0x94D0_49BB_1331_11EB
        return Float(state >> 40) / Float(1 << 23) - 1
    }
}
