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
