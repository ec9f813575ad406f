import TestSupport
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
        let stride = (count + 15) & ~15
        return Scratch(base: zeros(stride * pool.threads), stride: stride)
    }

    func `do`(_ works: [ParallelRegion]) { pool.run(works) }

    func array(_ values: UnsafePointer<Float>, _ count: Int) -> [Float] {
        Array(UnsafeBufferPointer(start: values, count: count))
    }

    func planes(_ map: UnsafePointer<Float>, _ count: Int, channels: Int) -> [Float] {
        separated(array(map, count), channels: channels)
    }
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
