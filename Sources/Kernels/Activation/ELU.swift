#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// y = x for x > 0, exp(x) - 1 otherwise.
public struct ELU {
    private let count: Int

    public init(count: Int) { self.count = count }

    /// `output` may be `input`.
    public func forward(input: UnsafePointer<Float>, output: UnsafeMutablePointer<Float>) -> [ParallelRegion] {
        [
            ParallelRegion(.activation("elu forward"), count: count, size: 16384) { start, end, _ in
                let input = input + start, output = output + start
                forEachVector(end - start) {
                    let x = input.vector($0)
                    output.store((Vector.exponential(x) - 1).replacing(with: x, where: x .> Vector.zero), $0)
                } rest: {
                    output[$0] = input[$0] > 0 ? input[$0] : expf(input[$0]) - 1
                }
            }
        ]
    }

    /// dx = dy where y > 0, dy (y + 1) otherwise. `inputGradient` may be `outputGradient`.
    public func backward(
        output: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>,
        inputGradient: UnsafeMutablePointer<Float>
    ) -> [ParallelRegion] {
        [
            ParallelRegion(.activation("elu backward"), count: count, size: 16384) { start, end, _ in
                let output = output + start, upstream = outputGradient + start, target = inputGradient + start
                forEachVector(end - start) {
                    let y = output.vector($0), gradient = upstream.vector($0)
                    target.store((gradient * (y + 1)).replacing(with: gradient, where: y .> Vector.zero), $0)
                } rest: {
                    target[$0] = output[$0] > 0 ? upstream[$0] : upstream[$0] * (output[$0] + 1)
                }
            }
        ]
    }
}
