import Kernels

/// The memory and the regions of an input that gets new noise before each step; renewing it allocates nothing.
final class NoisyInput {
    /// Uniform numbers, which become noise in place; then z.
    private let memory: UnsafeMutablePointer<Float>
    private let uniformCount: Int
    private let regions: [ParallelRegion]

    /// Traps for an input of fewer than sixteen samples, which no network has.
    init(_ clean: [Float], deviation: Float, shape: Shape, map: UnsafeMutablePointer<Float>) {
        precondition(clean.count == shape.count, "the input has \(shape.count) samples, not \(clean.count)")
        guard let kernel = NormalNoise(channels: shape.channels, pixels: shape.pixels) else {
            preconditionFailure("an input of \(shape.count) samples is too small for noise")
        }
        uniformCount = kernel.uniformCount
        memory = .allocate(capacity: uniformCount + clean.count)
        memory.initialize(repeating: 0, count: uniformCount + clean.count)
        (memory + uniformCount).update(from: clean, count: clean.count)
        regions = kernel.regions(uniforms: memory, clean: memory + uniformCount, deviation: deviation, map: map)
    }

    deinit { memory.deallocate() }

    func renew(_ pool: ThreadPool, fill: (UnsafeMutableBufferPointer<Float>) -> Void) {
        fill(UnsafeMutableBufferPointer(start: memory, count: uniformCount))
        pool.run(regions)
    }
}
