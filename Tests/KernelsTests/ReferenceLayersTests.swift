import Foundation
import TestSupport
import Testing

@testable import Kernels

/// Every operation against PyTorch's double-precision values in `layers.json`: outputs and all gradients within 2e-5 of the largest.
@Suite struct ReferenceLayersTests {
    static let all = LayerReference.load(Bundle.module.url(forResource: "Fixtures/layers", withExtension: "json")!)
    static let tolerance = 2e-5

    static func cases(_ ops: String...) -> [LayerReference] { all.filter { ops.contains($0.op) } }

    @Test(arguments: cases("conv2d"))
    func convolution(_ reference: LayerReference) throws {
        let shape = reference.inputShape!, weights = reference.weightShape!
        let kernel = reference.params.kernel!
        guard case .name(let padding)? = reference.params.padding else {
            return #expect(Bool(false), "no padding named")
        }
        let border: WindowGeometry.Border = try #require(
            ["reflect": .reflect, "zero": .zero, "replicate": .replicate][padding])
        let geometry = WindowGeometry(
            largeHeight: shape[2], largeWidth: shape[3], largeChannels: shape[1], smallChannels: weights[0],
            kernel: kernel, stride: reference.params.stride!, padding: kernel / 2, border: border)
        let layer = Convolution(geometry, method: .direct)
        let run = KernelRun()
        let input = run.map(reference.input!, channels: shape[1])
        let weight = run.values(
            Self.engineOrder(reference.weight!, outer: weights[0], inner: weights[1], taps: kernel * kernel))
        let upstream = run.map(reference.gradOutput!, channels: weights[0])
        let bias = run.values(reference.bias!)
        let output = run.zeros(geometry.smallCount), inputGradient = run.zeros(geometry.largeCount)
        let weightGradient = run.zeros(geometry.weightCount), biasGradient = run.zeros(weights[0])
        let sums = ChannelSums(pixels: geometry.smallPixels, channels: weights[0])
        let scratch = run.scratch(geometry.scratchCount)
        run.do(
            layer.forward(
                input: input, weights: weight, scale: run.one, output: output, writing: .bias(bias), shared: run.one,
                scratch: scratch))
        run.do(
            layer.backwardInput(
                outputGradient: upstream, weights: weight, scale: run.one, inputGradient: inputGradient,
                shared: run.one, scratch: scratch))
        run.do(
            layer.backwardWeights(
                input: input, outputGradient: upstream, scale: run.one, weightGradient: weightGradient,
                shared: run.zeros(layer.backwardScratchCount), scratch: scratch))
        run.do(
            sums.biasGradient(outputGradient: upstream, gradient: biasGradient, partials: run.zeros(sums.partialsCount))
        )

        #expect(
            relativeError(run.planes(output, geometry.smallCount, channels: weights[0]), reference.output!)
                < Self.tolerance)
        #expect(
            relativeError(run.planes(inputGradient, geometry.largeCount, channels: shape[1]), reference.gradInput!)
                < Self.tolerance)
        let expected = Self.engineOrder(
            reference.gradWeight!, outer: weights[0], inner: weights[1], taps: kernel * kernel)
        #expect(relativeError(run.array(weightGradient, geometry.weightCount), expected) < Self.tolerance)
        #expect(relativeError(run.array(biasGradient, weights[0]), reference.gradBias!) < Self.tolerance)
    }

    @Test(arguments: cases("conv_transpose2d"), ConvolutionMethod.allCases)
    func transposedConvolution(_ reference: LayerReference, method: ConvolutionMethod) {
        let shape = reference.inputShape!, outputs = reference.weightShape![1]
        // Large enough for both methods: the reference's maps lie at (3, 6) of maps of zeros, its channels are the last of 32.
        let height = 17, width = 18, channels = 32, top = 3, left = 6
        let layer = TransposedConvolution.doubling(
            height: height, width: width, inputChannels: channels, outputChannels: channels, method: method)
        #expect((layer.forwardScratchCount > 0) == (method == .winograd))
        let geometry = layer.geometry
        /// The place of each value of the reference's map in a larger one, C x H x W, `factor` times as large as the input.
        func places(_ planes: Int, factor: Int) -> [Int] {
            let h = factor * shape[2], w = factor * shape[3]
            return (0..<(planes * h * w)).map { index in
                let c = channels - planes + index / (h * w), y = factor * top + index / w % h,
                    x = factor * left + index % w
                return (c * factor * height + y) * factor * width + x
            }
        }
        func embedded(_ values: [Double], _ places: [Int], count: Int) -> [Double] {
            var result = [Double](repeating: 0, count: count)
            for (place, value) in zip(places, values) { result[place] = value }
            return result
        }
        let small = places(shape[1], factor: 1), large = places(outputs, factor: 2)
        let weightPlaces = (0..<reference.weight!.count).map { index in
            let i = channels - shape[1] + index / (outputs * 16), o = channels - outputs + index / 16 % outputs
            return (index % 16 * channels + o) * channels + i
        }
        let run = KernelRun()
        let input = run.map(embedded(reference.input!, small, count: geometry.smallCount), channels: channels)
        let weight = run.values(embedded(reference.weight!, weightPlaces, count: geometry.weightCount))
        let upstream = run.map(embedded(reference.gradOutput!, large, count: geometry.largeCount), channels: channels)
        let bias = run.values(Array(repeating: 0, count: channels - outputs) + reference.bias!)
        let output = run.zeros(geometry.largeCount), inputGradient = run.zeros(geometry.smallCount)
        let weightGradient = run.zeros(geometry.weightCount)
        let scratch = run.scratch(layer.scratchCount),
            shared = run.zeros(max(layer.forwardScratchCount, layer.backwardScratchCount))
        run.do(
            layer.forward(
                input: input, weights: weight, scale: run.one, bias: bias, output: output, shared: shared,
                scratch: scratch))
        run.do(
            layer.backwardInput(
                outputGradient: upstream, weights: weight, scale: run.one, inputGradient: inputGradient,
                shared: shared, scratch: scratch))
        run.do(
            layer.backwardWeights(
                input: input, outputGradient: upstream, scale: run.one, weightGradient: weightGradient,
                shared: shared, scratch: scratch))

        let outputPlanes = run.planes(output, geometry.largeCount, channels: channels)
        let gradientPlanes = run.planes(inputGradient, geometry.smallCount, channels: channels)
        let weightGradients = run.array(weightGradient, geometry.weightCount)
        #expect(relativeError(large.map { outputPlanes[$0] }, reference.output!) < Self.tolerance)
        #expect(relativeError(small.map { gradientPlanes[$0] }, reference.gradInput!) < Self.tolerance)
        #expect(relativeError(weightPlaces.map { weightGradients[$0] }, reference.gradWeight!) < Self.tolerance)
    }

    @Test(arguments: cases("upsample"))
    func upsampling(_ reference: LayerReference) throws {
        let shape = reference.inputShape!
        let filter: InterpolationFilter = try #require(
            [
                "nearest": .nearest, "bilinear": .bilinear, "bicubic": .bicubic,
                "gaussian": .gaussian(sigma: reference.params.sigma ?? 0, gain: 1),
            ][reference.params.mode!])
        let layer = SeparableUpsampling(filter, height: shape[2], width: shape[3], channels: shape[1])
        Self.compare(layer, with: reference)
    }

    @Test(arguments: cases("downsample"))
    func downsampling(_ reference: LayerReference) throws {
        let shape = reference.inputShape!, factor = reference.params.factor!
        let downsampling = Downsampling(
            factor: factor, kernel: try #require(DownsamplingKernel(rawValue: reference.params.kernelType!)))
        let taps = downsampling.taps
        #expect(relativeError(taps.flatMap { row in taps.map { row * $0 } }, reference.params.taps!) < 1e-11)
        let layer = SeparableUpsampling(downsampling, height: shape[2], width: shape[3], channels: shape[1])
        Self.compare(layer, with: reference)
    }

    private static func compare(_ layer: SeparableUpsampling, with reference: LayerReference) {
        let (output, gradient) = KernelRun().resampled(
            layer, reference.input!, gradient: reference.gradOutput!, channels: reference.inputShape![1])
        #expect(relativeError(output, reference.output!) < tolerance)
        #expect(relativeError(gradient, reference.gradInput!) < tolerance)
    }

    @Test func everyKindOfDownsamplingIsThere() {
        #expect(Self.cases("downsample").map(\.params.factor) == [4, 8, 2])
    }

    @Test(arguments: cases("pixel_shuffle"))
    func depthToSpace(_ reference: LayerReference) {
        let shape = reference.inputShape!, channels = reference.outputShape![1]
        let layer = DepthToSpace(height: shape[2], width: shape[3], outputChannels: channels)
        let run = KernelRun()
        let count = reference.input!.count
        let output = run.zeros(count), gradient = run.zeros(count)
        run.do(layer.forward(input: run.map(reference.input!, channels: shape[1]), output: output))
        run.do(
            layer.backward(outputGradient: run.map(reference.gradOutput!, channels: channels), inputGradient: gradient))
        #expect(relativeError(run.planes(output, count, channels: channels), reference.output!) < Self.tolerance)
        #expect(relativeError(run.planes(gradient, count, channels: shape[1]), reference.gradInput!) < Self.tolerance)
    }

    @Test(arguments: cases("batch_norm"))
    func batchNorm(_ reference: LayerReference) {
        let shape = reference.inputShape!, channels = shape[1], count = reference.input!.count
        let layer = BatchNorm(pixels: shape[2] * shape[3], channels: channels)
        let run = KernelRun()
        let input = run.map(reference.input!, channels: channels), gamma = run.values(reference.weight!)
        let output = run.zeros(count), gradient = run.zeros(count)
        let gammaGradient = run.zeros(channels), betaGradient = run.zeros(channels)
        let statistics = run.zeros(layer.statisticsCount), partials = run.zeros(layer.partialsCount)
        run.do(
            layer.forward(
                input: input, gamma: gamma, beta: run.values(reference.bias!), output: output,
                statistics: statistics, partials: partials))
        run.do(
            layer.backward(
                input: input, outputGradient: run.map(reference.gradOutput!, channels: channels), gamma: gamma,
                statistics: statistics, inputGradient: gradient, gammaGradient: gammaGradient,
                betaGradient: betaGradient, partials: partials))
        #expect(relativeError(run.planes(output, count, channels: channels), reference.output!) < Self.tolerance)
        #expect(relativeError(run.planes(gradient, count, channels: channels), reference.gradInput!) < Self.tolerance)
        #expect(relativeError(run.array(gammaGradient, channels), reference.gradWeight!) < Self.tolerance)
        #expect(relativeError(run.array(betaGradient, channels), reference.gradBias!) < Self.tolerance)
    }

    @Test(arguments: cases("mean_only_batch_norm"))
    func meanOnlyNorm(_ reference: LayerReference) {
        let shape = reference.inputShape!, channels = shape[1], count = reference.input!.count
        let layer = MeanOnlyNorm(pixels: shape[2] * shape[3], channels: channels)
        let run = KernelRun()
        let map = run.map(reference.input!, channels: channels),
            gradient = run.map(reference.gradOutput!, channels: channels)
        let betaGradient = run.zeros(channels), partials = run.zeros(layer.partialsCount)
        run.do(layer.forward(input: map, beta: run.values(reference.bias!), output: map, partials: partials))
        run.do(
            layer.backward(
                outputGradient: gradient, inputGradient: gradient, betaGradient: betaGradient, partials: partials))
        #expect(relativeError(run.planes(map, count, channels: channels), reference.output!) < Self.tolerance)
        #expect(relativeError(run.planes(gradient, count, channels: channels), reference.gradInput!) < Self.tolerance)
        #expect(relativeError(run.array(betaGradient, channels), reference.gradBias!) < Self.tolerance)
    }

    @Test(arguments: cases("leaky_relu", "relu", "sigmoid"))
    func activation(_ reference: LayerReference) {
        let count = reference.input!.count
        let run = KernelRun()
        let map = run.values(reference.input!), gradient = run.values(reference.gradOutput!)
        if reference.op == "sigmoid" {
            let layer = Sigmoid(count: count)
            run.do(layer.forward(input: map, output: map))
            run.do(layer.backward(output: map, outputGradient: gradient, inputGradient: gradient))
        } else {
            let layer = LeakyReLU(count: count, slope: Float(reference.params.slope ?? 0))
            run.do(layer.forward(input: map, output: map))
            run.do(layer.backward(output: map, outputGradient: gradient, inputGradient: gradient))
        }
        #expect(relativeError(run.array(map, count), reference.output!) < Self.tolerance)
        #expect(relativeError(run.array(gradient, count), reference.gradInput!) < Self.tolerance)
    }

    @Test(arguments: cases("mse"))
    func meanSquaredError(_ reference: LayerReference) {
        let (loss, gradient) = KernelRun().meanSquaredError(
            MeanSquaredError(count: reference.input!.count), output: reference.input!, target: reference.params.target!)
        #expect(abs(loss / reference.output![0] - 1) < Self.tolerance)
        let scaled = gradient.map { Double($0) * reference.gradOutput![0] }
        #expect(relativeError(scaled, reference.gradInput!) < Self.tolerance)
    }

    @Test(arguments: cases("lipschitz_control"))
    func lipschitzControl(_ reference: LayerReference) {
        let shape = reference.weightShape!, rows = shape[1] * shape[2] * shape[3]
        let norm = SpectralNorm(rows: rows, columns: shape[0])
        let run = KernelRun()
        let weight = run.values(
            Self.engineOrder(reference.weight!, outer: shape[0], inner: shape[1], taps: shape[2] * shape[3]))
        let scale = run.zeros(1)
        let scratch = run.scratch(norm.scratchCount)
        #expect(abs(Double(norm.measure(weight, scratch: scratch[0])) / reference.spectralNorm! - 1) < 1e-5)
        run.do(
            LipschitzControl.forward(
                [.init(norm: norm, lambda: reference.params.lambda!, weights: weight, scale: scale)], scratch: scratch))
        #expect(abs(1 / Double(scale.pointee) / reference.divisor! - 1) < 1e-5)
    }

    @Test(arguments: cases("adam"))
    func adam(_ reference: LayerReference) {
        let count = reference.initial!.count
        let run = KernelRun()
        let parameters = run.values(reference.initial!), first = run.zeros(count), second = run.zeros(count)
        let steps = UnsafeMutablePointer<Int>.allocate(capacity: 1)
        defer { steps.deallocate() }
        steps.pointee = 0
        for (gradient, expected) in zip(reference.gradients!, reference.afterEachStep!) {
            run.do(
                Adam(count: count, learningRate: reference.params.lr!).update(
                    parameters: parameters, gradients: run.values(gradient),
                    first: first, second: second, steps: steps))
            #expect(relativeError(run.array(parameters, count), expected) < Self.tolerance)
        }
        #expect(steps.pointee == 4)
    }
}
