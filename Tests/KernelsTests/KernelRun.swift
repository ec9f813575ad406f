import TestSupport
import Testing

@testable import Kernels

/// Memory and threads for running single kernels in a test; everything is freed at the end.
final class KernelRun {
    private let pool: ThreadPool
    private var blocks: [UnsafeMutablePointer<Float>] = []
    let one: UnsafeMutablePointer<Float>

    init(threads: Int = 2) {
        pool = ThreadPool(threads: threads)
        one = .allocate(capacity: 1)
        one.initialize(to: 1)
        blocks.append(one)
    }

    deinit { for block in blocks { block.deallocate() } }

    func zeros(_ count: Int) -> UnsafeMutablePointer<Float> {
        // As aligned as the engine's own memory.
        let raw = UnsafeMutableRawPointer.allocate(byteCount: 4 * max(count, 1), alignment: 64)
        let block = raw.bindMemory(to: Float.self, capacity: max(count, 1))
        block.initialize(repeating: 0, count: max(count, 1))
        blocks.append(block)
        return block
    }

    func values(_ values: [Double]) -> UnsafeMutablePointer<Float> {
        let block = zeros(values.count)
        for (index, value) in values.enumerated() { block[index] = Float(value) }
        return block
    }

    /// C x H x W values as a map of the engine.
    func map(_ planes: [Double], channels: Int) -> UnsafeMutablePointer<Float> {
        values(interleaved(planes, channels: channels).map(Double.init))
    }

    func scratch(_ count: Int) -> Scratch {
        let stride = multipleOf16(from: count)
        return Scratch(base: zeros(stride * pool.threads), stride: stride)
    }

    func `do`(_ works: [ParallelRegion]) { pool.run(works) }

    func array(_ values: UnsafePointer<Float>, _ count: Int) -> [Float] {
        Array(UnsafeBufferPointer(start: values, count: count))
    }

    /// The loss and its gradient.
    func meanSquaredError(_ layer: MeanSquaredError, output: [Double], target: [Double], mask: [Double]? = nil)
        -> (loss: Double, gradient: [Float])
    {
        let gradient = zeros(output.count)
        let doubles = UnsafeMutablePointer<Double>.allocate(capacity: 1 + layer.partialsCount)
        defer { doubles.deallocate() }
        self.do(
            layer.forwardAndBackward(
                output: values(output), target: values(target), mask: mask.map { UnsafePointer(values($0)) },
                loss: doubles, gradient: gradient, partials: doubles + 1))
        return (doubles[0], array(gradient, output.count))
    }

    /// The output of a resampling of C x H x W values, and the gradient of its input for that of its output.
    func resampled(_ layer: SeparableUpsampling, _ input: [Double], gradient upstream: [Double], channels: Int)
        -> (output: [Float], gradient: [Float])
    {
        let output = zeros(upstream.count), gradient = zeros(input.count), scratch = scratch(layer.scratchCount)
        self.do(layer.forward(input: map(input, channels: channels), output: output, scratch: scratch))
        self.do(
            layer.backward(
                outputGradient: map(upstream, channels: channels), inputGradient: gradient, scratch: scratch))
        return (
            planes(output, upstream.count, channels: channels), planes(gradient, input.count, channels: channels)
        )
    }

    func planes(_ map: UnsafePointer<Float>, _ count: Int, channels: Int) -> [Float] {
        separated(array(map, count), channels: channels)
    }
}

/// Compares a resampling of random values with its definition, and its backward pass with the adjoint; returns input and output.
func compare(
    _ layer: SeparableUpsampling, channels: Int, height: Int, width: Int, definition: (NaiveMap) -> NaiveMap
) -> (input: [Double], output: [Float]) {
    let input = TestRandom.values(seed: 1, count: channels * height * width)
    let expected = definition(NaiveMap(channels: channels, height: height, width: width, values: input)).values
    let upstream = TestRandom.values(seed: 2, count: expected.count)
    let (output, gradient) = KernelRun().resampled(layer, input, gradient: upstream, channels: channels)
    #expect(relativeError(output, expected) < 2e-5, "\(channels) x \(height) x \(width)")
    let error = adjointError(
        output: output, expected: expected, outputGradient: upstream, input: input, inputGradient: gradient)
    #expect(error < 2e-5, "\(channels) x \(height) x \(width)")
    return (input, output)
}

extension ReferenceLayersTests {
    /// outer x inner x taps to taps x inner x outer.
    static func engineOrder(_ weights: [Double], outer: Int, inner: Int, taps: Int) -> [Double] {
        var result = weights
        for o in 0..<outer {
            for i in 0..<inner {
                for t in 0..<taps { result[(t * inner + i) * outer + o] = weights[(o * inner + i) * taps + t] }
            }
        }
        return result
    }
}
