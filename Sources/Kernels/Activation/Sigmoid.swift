#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// y = 1 / (1 + exp(-x)).
public struct Sigmoid {
    private let count: Int

    public init(count: Int) { self.count = count }

    /// `output` may be `input`.
    public func forward(input: UnsafePointer<Float>, output: UnsafeMutablePointer<Float>) -> [ParallelRegion] {
        [
            ParallelRegion(.activation("sigmoid forward"), count: count, size: 8192) { start, end, _ in
                for i in start..<end { output[i] = 1 / (1 + expf(-input[i])) }
            }
        ]
    }

    /// dx = dy y (1 - y); `inputGradient` may be `outputGradient`.
    public func backward(
        output: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>,
        inputGradient: UnsafeMutablePointer<Float>
    ) -> [ParallelRegion] {
        [
            ParallelRegion(.activation("sigmoid backward"), count: count, size: 8192) { start, end, _ in
                for i in start..<end { inputGradient[i] = outputGradient[i] * output[i] * (1 - output[i]) }
            }
        ]
    }
}
