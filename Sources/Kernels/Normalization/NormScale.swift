/// What is done to a sample of channel c once the statistics are known; forward and backward compute it alike, to the last bit.
struct NormScale {
    let mean: UnsafePointer<Float>, gain: UnsafePointer<Float>
    let beta: UnsafePointer<Float>?
    let slope: Float?

    @inline(__always)
    func value(_ x: Vector, _ c: Int) -> Vector {
        let scaled = (x - mean.vector(c)) * gain.vector(c)
        return beta == nil ? scaled : scaled + beta.unsafelyUnwrapped.vector(c)
    }

    @inline(__always)
    func value(_ x: Float, _ c: Int) -> Float { (x - mean[c]) * gain[c] + (beta?[c] ?? 0) }

    @inline(__always)
    func activated(_ y: Vector) -> Vector {
        slope == nil ? y : (y * Vector(repeating: slope.unsafelyUnwrapped)).replacing(with: y, where: y .> Vector.zero)
    }

    @inline(__always)
    func activated(_ y: Float) -> Float { slope == nil || y > 0 ? y : slope.unsafelyUnwrapped * y }

    /// The gradient of the norm's output from that of the activation's.
    @inline(__always)
    func gradient(_ upstream: Vector, of x: Vector, _ c: Int) -> Vector {
        guard let slope else { return upstream }
        return (upstream * Vector(repeating: slope)).replacing(with: upstream, where: value(x, c) .> Vector.zero)
    }

    @inline(__always)
    func gradient(_ upstream: Float, of x: Float, _ c: Int) -> Float {
        guard let slope else { return upstream }
        return value(x, c) > 0 ? upstream : slope * upstream
    }
}
