/// The sum of two maps of the same size.
public struct Addition {
    private let count: Int

    public init(count: Int) { self.count = count }

    /// `output` may be `first`.
    public func forward(first: UnsafePointer<Float>, second: UnsafePointer<Float>, output: UnsafeMutablePointer<Float>)
        -> [ParallelRegion]
    {
        [
            ParallelRegion(.joining("addition forward"), count: count, size: 16384) { start, end, _ in
                let first = first + start, second = second + start, output = output + start
                forEachVector(end - start) {
                    output.store(first.vector($0) + second.vector($0), $0)
                } rest: {
                    output[$0] = first[$0] + second[$0]
                }
            }
        ]
    }

    /// Either input's gradient is the output's; nothing is to do where they are one and the same.
    public func backward(outputGradient: UnsafePointer<Float>, inputGradient: UnsafeMutablePointer<Float>)
        -> [ParallelRegion]
    {
        guard UnsafePointer(inputGradient) != outputGradient else { return [] }
        return [
            ParallelRegion(.joining("addition backward"), count: count, size: 16384) { start, end, _ in
                (inputGradient + start).update(from: outputGradient + start, count: end - start)
            }
        ]
    }
}

/// Adds one gradient onto another: what a map that feeds several operations receives.
public enum GradientSum {
    public static func add(_ source: UnsafePointer<Float>, onto target: UnsafeMutablePointer<Float>, count: Int)
        -> [ParallelRegion]
    {
        [
            ParallelRegion(.joining("gradient sum"), count: count, size: 16384) { start, end, _ in
                accumulate(source + start, times: 1, into: target + start, count: end - start)
            }
        ]
    }
}
