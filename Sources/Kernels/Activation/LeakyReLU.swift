/// y = x for x > 0, slope x otherwise; slope 0 is ReLU.
public struct LeakyReLU {
    private let count: Int
    private let slope: Float

    public init(count: Int, slope: Float) {
        self.count = count
        self.slope = slope
    }

    /// `output` may be `input`.
    public func forward(input: UnsafePointer<Float>, output: UnsafeMutablePointer<Float>) -> [ParallelRegion] {
        [
            ParallelRegion(.activation("leaky ReLU forward"), count: count, size: 16384) { start, end, _ in
                apply(sign: input + start, to: input + start, into: output + start, count: end - start)
            }
        ]
    }

    /// dx = dy where y > 0, slope dy otherwise: y has the sign of x, so that x needs no memory. `inputGradient` may be `outputGradient`.
    public func backward(
        output: UnsafePointer<Float>, outputGradient: UnsafePointer<Float>,
        inputGradient: UnsafeMutablePointer<Float>
    ) -> [ParallelRegion] {
        [
            ParallelRegion(.activation("leaky ReLU backward"), count: count, size: 16384) { start, end, _ in
                apply(sign: output + start, to: outputGradient + start, into: inputGradient + start, count: end - start)
            }
        ]
    }

    @inline(__always)
    private func apply(
        sign: UnsafePointer<Float>, to values: UnsafePointer<Float>,
        into target: UnsafeMutablePointer<Float>, count: Int
    ) {
        let slopes = Vector(repeating: slope)
        let zero = Vector.zero
        forEachVector(count) {
            let value = values.vector($0)
            target.store((value * slopes).replacing(with: value, where: sign.vector($0) .> zero), $0)
        } rest: {
            target[$0] = sign[$0] > 0 ? values[$0] : slope * values[$0]
        }
    }
}
