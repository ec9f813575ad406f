/// loss = mean over all samples of (mask output - target)^2; without a mask every sample counts (METHOD section 5).
public struct MeanSquaredError {
    private let count: Int
    private static let block = 8192

    public init(count: Int) { self.count = count }

    /// Doubles of scratch for `partials`.
    public var partialsCount: Int { (count + Self.block - 1) / Self.block }

    /// Writes the loss and its gradient with respect to `output`.
    public func forwardAndBackward(
        output: UnsafePointer<Float>, target: UnsafePointer<Float>, mask: UnsafePointer<Float>?,
        loss: UnsafeMutablePointer<Double>, gradient: UnsafeMutablePointer<Float>,
        partials: UnsafeMutablePointer<Double>
    ) -> [ParallelRegion] {
        let blocks = partialsCount
        let factor = 2 / Float(count)
        return [
            ParallelRegion(.loss("mean squared error"), count: count, size: Self.block) { start, end, _ in
                var sum = 0.0
                for i in start..<end {
                    let weight = mask?[i] ?? 1
                    let difference = weight * output[i] - target[i]
                    sum += Double(difference) * Double(difference)
                    gradient[i] = factor * difference * weight
                }
                partials[start / Self.block] = sum
            },
            ParallelRegion(.loss("mean squared error"), tiles: 1) { _, _ in
                var sum = 0.0
                for block in 0..<blocks { sum += partials[block] }
                loss.pointee = sum / Double(count)
            },
        ]
    }
}
