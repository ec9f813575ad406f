import Kernels

/// An input to which noise is added that is a function of seed and iteration (METHOD section 8); renewing it allocates nothing.
final class CounterNoisyInput {
    /// The noisy planes, then z.
    private let memory: UnsafeMutablePointer<Float>
    private let iteration: UnsafeMutablePointer<Int>
    private let regions: [ParallelRegion]

    init(_ clean: [Float], deviation: Float, seed: UInt32, shape: Shape, map: UnsafeMutablePointer<Float>) {
        precondition(clean.count == shape.count, "the input has \(shape.count) samples, not \(clean.count)")
        let count = clean.count, operation = StepOperation.input("input noise")
        let planes = UnsafeMutablePointer<Float>.allocate(capacity: 2 * count)
        planes.initialize(from: clean, count: count)
        (planes + count).initialize(from: clean, count: count)
        iteration = .allocate(capacity: 1)
        iteration.initialize(to: 0)
        memory = planes
        let copy = ParallelRegion(operation, count: count, size: 16384) { start, end, _ in
            (planes + start).update(from: planes + count + start, count: end - start)
        }
        let interleave = ParallelRegion(operation, count: shape.pixels, size: 256) { start, end, _ in
            for channel in 0..<shape.channels {
                let plane = planes + channel &* shape.pixels
                for pixel in start..<end { map[pixel &* shape.channels &+ channel] = plane[pixel] }
            }
        }
        regions =
            [copy]
            + WeightNoise(ofInput: deviation, seed: seed)
            .add(to: [.init(values: planes, count: count, array: 0)], steps: iteration) + [interleave]
    }

    deinit {
        memory.deallocate()
        iteration.deallocate()
    }

    func renew(_ pool: ThreadPool, iteration: Int) {
        self.iteration.pointee = iteration
        pool.run(regions)
    }
}

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
