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
