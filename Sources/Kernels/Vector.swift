/// As many floats as a register of the instructions that the kernels are built for holds: 16 with AVX-512, otherwise 8.
#if AVX512
public typealias Vector = SIMD16<Float>
#else
public typealias Vector = SIMD8<Float>
#endif

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

    /// self - a * b, fused as `adding` is.
    @inline(__always)
    func subtracting(_ a: Vector, times b: Vector) -> Vector {
        // A change of sign, not a difference from 0, is part of the fused instruction.
        adding(Vector(repeating: -0.0) - a, times: b)
    }
}

/// Visits 0..<count in steps of a vector, then the rest one by one.
@inline(__always)
func forEachVector(_ count: Int, _ vector: (Int) -> Void, rest scalar: (Int) -> Void) {
    var i = 0
    while i &+ Vector.scalarCount <= count {
        vector(i)
        i &+= Vector.scalarCount
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
