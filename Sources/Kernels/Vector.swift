/// Eight floats, one AVX register.
public typealias Vector = SIMD8<Float>

extension UnsafePointer<Float> {
    @inline(__always)
    func vector(_ index: Int) -> Vector {
        UnsafeRawPointer(self + index).loadUnaligned(as: Vector.self)
    }
}

extension UnsafeMutablePointer<Float> {
    @inline(__always)
    func vector(_ index: Int) -> Vector {
        UnsafeRawPointer(self + index).loadUnaligned(as: Vector.self)
    }

    @inline(__always)
    func store(_ value: Vector, _ index: Int) {
        UnsafeMutableRawPointer(self + index).storeBytes(of: value, as: Vector.self)
    }
}

extension Vector {
    /// self + a * b, fused where the processor is known to have the instruction: elsewhere each fused product would be a library call.
    @inline(__always)
    func adding(_ a: Vector, times b: Vector) -> Vector {
        #if UNFUSED
        self + a * b
        #else
        addingProduct(a, b)
        #endif
    }
}

/// Visits 0..<count in steps of eight, then the rest one by one.
@inline(__always)
func forEachVector(_ count: Int, _ vector: (Int) -> Void, rest scalar: (Int) -> Void) {
    var i = 0
    while i &+ 8 <= count {
        vector(i)
        i &+= 8
    }
    while i < count {
        scalar(i)
        i &+= 1
    }
}

/// target[i] += factor * source[i].
@inline(__always)
func accumulate(_ source: UnsafePointer<Float>, times factor: Float, into target: UnsafeMutablePointer<Float>, count: Int) {
    let factors = Vector(repeating: factor)
    forEachVector(count) { target.store(target.vector($0).adding(factors, times: source.vector($0)), $0) }
        rest: { target[$0] += factor * source[$0] }
}

/// target[i] = factor * source[i].
@inline(__always)
func scale(_ source: UnsafePointer<Float>, by factor: Float, into target: UnsafeMutablePointer<Float>, count: Int) {
    let factors = Vector(repeating: factor)
    forEachVector(count) { target.store(factors * source.vector($0), $0) } rest: { target[$0] = factor * source[$0] }
}
