#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// y = x / (1 + exp(-x)).
public struct Swish {
    private let count: Int

    public init(count: Int) { self.count = count }

    public func forward(input: UnsafePointer<Float>, output: UnsafeMutablePointer<Float>) -> [ParallelRegion] {
        [
            ParallelRegion(.activation("swish forward"), count: count, size: 16384) { start, end, _ in
                let input = input + start, output = output + start
                forEachVector(end - start) {
                    let x = input.vector($0)
                    output.store(x * Vector.sigmoid(x), $0)
                } rest: {
                    output[$0] = input[$0] / (1 + expf(-input[$0]))
                }
            }
        ]
    }

    /// dx = dy s (1 + x (1 - s)), s = 1 / (1 + exp(-x)): of the output alone x cannot be told. `inputGradient` may be `outputGradient`.
    public func backward(
        input: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>,
        inputGradient: UnsafeMutablePointer<Float>
    ) -> [ParallelRegion] {
        [
            ParallelRegion(.activation("swish backward"), count: count, size: 16384) { start, end, _ in
                let input = input + start, upstream = outputGradient + start, target = inputGradient + start
                forEachVector(end - start) {
                    let x = input.vector($0), s = Vector.sigmoid(x)
                    target.store(upstream.vector($0) * s * (1 + x * (1 - s)), $0)
                } rest: {
                    let x = input[$0], s = 1 / (1 + expf(-x))
                    target[$0] = upstream[$0] * s * (1 + x * (1 - s))
                }
            }
        ]
    }
}
