import Kernels

/// Values of a tile of an update; fixed, so that sums do not depend on the number of threads.
private let tile = 16384

/// Plain gradient descent: a parameter loses the learning rate times its gradient.
struct Descent {
    let count: Int
    let learningRate: Double
    let weightDecay: Double

    func update(
        parameters: UnsafeMutablePointer<Float>, gradients: UnsafePointer<Float>, steps: UnsafeMutablePointer<Int>
    ) -> [ParallelRegion] {
        let rate = Float(learningRate), decay = Float(weightDecay)
        return [
            ParallelRegion(.optimizer("descent"), count: count, size: tile) { start, end, _ in
                for i in start..<end { parameters[i] -= rate * (gradients[i] + decay * parameters[i]) }
            },
            ParallelRegion(.optimizer("descent"), tiles: 1) { _, _ in steps.pointee += 1 },
        ]
    }
}

/// Adam that divides by the root of the largest second moment so far (Reddi et al. 2018), with PyTorch's order of operations.
struct AMSGrad {
    let count: Int
    let learningRate: Double
    let epsilon: Double
    let weightDecay: Double

    func update(
        parameters: UnsafeMutablePointer<Float>, gradients: UnsafePointer<Float>, first: UnsafeMutablePointer<Float>,
        second: UnsafeMutablePointer<Float>, maxima: UnsafeMutablePointer<Float>, steps: UnsafeMutablePointer<Int>
    ) -> [ParallelRegion] {
        let decay = Float(weightDecay), epsilon = Float(self.epsilon)
        return [
            ParallelRegion(.optimizer("amsgrad"), count: count, size: tile) { start, end, _ in
                let step = steps.pointee + 1
                let size = Float(learningRate / (1 - Adam.power(0.9, step)))
                let root = Float((1 - Adam.power(0.999, step)).squareRoot())
                for i in start..<end {
                    let gradient = gradients[i] + decay * parameters[i]
                    let mean = first[i] + (gradient - first[i]) * Float(0.1)
                    let square = second[i] * Float(0.999) + gradient * Float(0.001) * gradient
                    let largest = max(maxima[i], square)
                    (first[i], second[i], maxima[i]) = (mean, square, largest)
                    parameters[i] -= size * mean / (largest.squareRoot() / root + epsilon)
                }
            },
            ParallelRegion(.optimizer("amsgrad"), tiles: 1) { _, _ in steps.pointee += 1 },
        ]
    }
}

/// Shortens gradients whose Euclidean norm, of all together, is too large, as PyTorch's `clip_grad_norm_` does.
final class GradientNorm {
    private let count: Int
    private let largest: Double
    /// Sums of squares of tiles, then the factor.
    private let partials: UnsafeMutableBufferPointer<Double>

    init(count: Int, largest: Double) {
        self.count = count
        self.largest = largest
        partials = .allocate(capacity: (count + tile - 1) / tile + 1)
        partials.initialize(repeating: 0)
    }

    deinit { partials.deallocate() }

    /// The regions hold this object: its memory lives as long as they do.
    func regions(_ gradients: UnsafeMutablePointer<Float>) -> [ParallelRegion] {
        let operation = StepOperation.optimizer("gradient clipping")
        return [
            ParallelRegion(operation, count: count, size: tile) { [self] start, end, _ in
                var sum = 0.0
                for i in start..<end { sum += Double(gradients[i]) * Double(gradients[i]) }
                partials[start / tile] = sum
            },
            ParallelRegion(operation, tiles: 1) { [self] _, _ in
                let norm = partials.dropLast().reduce(0, +).squareRoot()
                partials[partials.count - 1] = min(1, largest / (norm + 1e-6))
            },
            ParallelRegion(operation, count: count, size: tile) { [self] start, end, _ in
                let factor = Float(partials[partials.count - 1])
                guard factor < 1 else { return }
                for i in start..<end { gradients[i] *= factor }
            },
        ]
    }
}
