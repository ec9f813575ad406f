import Kernels

/// The map that a network reads its input from: planes, with or without noise, are written into it.
final class InputMap {
    private let shape: Shape
    private let map: UnsafeMutablePointer<Float>
    private let pool: ThreadPool
    /// Made when noise is first asked for.
    private var noise: NoisyInput?
    private var counterNoise: CounterNoisyInput?

    init(_ shape: Shape, map: UnsafeMutablePointer<Float>, pool: ThreadPool) {
        (self.shape, self.map, self.pool) = (shape, map, pool)
    }

    /// Replaces the input, C x H x W.
    func set(_ planes: [Float]) {
        precondition(planes.count == shape.count, "the input has \(shape.count) samples, not \(planes.count)")
        PlanarImage.interleave(planes, channels: shape.channels, pixels: shape.pixels, into: map)
    }

    /// See `TrainingSession.renewInput`.
    func renew(_ clean: [Float], deviation: Float, fill: (UnsafeMutableBufferPointer<Float>) -> Void) {
        if noise == nil { noise = NoisyInput(clean, deviation: deviation, shape: shape, map: map) }
        noise?.renew(pool, fill: fill)
    }

    /// See `TrainingSession.renewInput`.
    func renew(_ clean: [Float], deviation: Float, seed: UInt32, iteration: Int) {
        if counterNoise == nil {
            counterNoise = CounterNoisyInput(clean, deviation: deviation, seed: seed, shape: shape, map: map)
        }
        counterNoise?.renew(pool, iteration: iteration)
    }
}

extension Shape {
    /// Copies a map of this shape to planes, C x H x W; `name` is what the map is in the sentence of the trap.
    func separate(_ map: UnsafePointer<Float>, into planes: inout [Float], name: String) {
        precondition(planes.count == count, "the \(name) has \(count) samples, not \(planes.count)")
        planes.withUnsafeMutableBufferPointer {
            PlanarImage.separate(map, channels: channels, pixels: pixels, into: $0.baseAddress!)
        }
    }
}

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

    /// Traps for an input of fewer than sixteen samples, which PyTorch fills in another way.
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
