/// As many floats as a register of the instructions that the kernels are built for holds: 16 with AVX-512, otherwise 8.
#if AVX512
public typealias Vector = SIMD16<Float>
typealias IntegerVector = SIMD16<Int32>
typealias WordVector = SIMD16<UInt32>
#else
public typealias Vector = SIMD8<Float>
/// As many 32-bit integers as a `Vector` has floats.
typealias IntegerVector = SIMD8<Int32>
/// The same without a sign.
typealias WordVector = SIMD8<UInt32>
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

    /// x for x > 0, slope x otherwise, for a slope in 0...1: the larger of the two, in one instruction.
    @inline(__always)
    static func leaky(_ x: Vector, slope: Float) -> Vector {
        let low = x * slope
        return low.replacing(with: x, where: x .> low)
    }
}

extension Vector {
    /// The first `count` lanes.
    @inline(__always)
    static func lanes(below count: Int) -> SIMDMask<Vector.MaskStorage> {
        var places = Vector.zero
        for lane in 0..<scalarCount { places[lane] = Float(lane) }
        return places .< Vector(repeating: Float(count))
    }
}

extension Vector {
    /// Transposes as many vectors as a vector has lanes; `rows` and `spare` are overwritten.
    @inline(__always)
    static func transpose(
        _ rows: UnsafeMutablePointer<Vector>, spare: UnsafeMutablePointer<Vector>,
        into columns: UnsafeMutablePointer<Vector>
    ) {
        // Each round interleaves the upper half of the rows with the lower one; as many rounds as bits of a lane's number transpose.
        var source = rows, other = spare
        var round = scalarCount
        while round > 1 {
            let target = round == 2 ? columns : other
            for i in 0..<(scalarCount / 2) {
                let a = source[i], b = source[i &+ scalarCount / 2]
                target[2 &* i].evenHalf = a.lowHalf
                target[2 &* i].oddHalf = b.lowHalf
                target[2 &* i &+ 1].evenHalf = a.highHalf
                target[2 &* i &+ 1].oddHalf = b.highHalf
            }
            other = source
            source = target
            round /= 2
        }
    }
}

/// The least multiple of 16 that is not below `count`: as floats, whole cache lines.
package func multipleOf16(from count: Int) -> Int { (count + 15) & ~15 }

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

/// The sum of `count` products, vectors first, then the rest.
@inline(__always)
func innerProduct(_ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, count: Int) -> Float {
    var vectors = Vector.zero, rest: Float = 0
    forEachVector(count) {
        vectors = vectors.adding(a.vector($0), times: b.vector($0))
    } rest: {
        rest += a[$0] * b[$0]
    }
    return vectors.sum() + rest
}

/// The channel after vector `channel` of at least a vector's channels: where they don't fill vectors, the last one overlaps the one before,
/// so that nothing beyond them is touched. For what may be done twice to the same channel.
@inline(__always)
func channelVector(after channel: Int, of channels: Int) -> Int {
    let next = channel &+ Vector.scalarCount
    return next < channels ? min(next, channels &- Vector.scalarCount) : next
}

extension UnsafePointer<Float> {
    /// The first `count` floats, at most a vector's; zeros behind them.
    @inline(__always)
    func partialVector(_ index: Int, count: Int) -> Vector {
        if count >= Vector.scalarCount { return vector(index) }
        var result = Vector.zero
        for lane in 0..<max(0, count) { result[lane] = self[index &+ lane] }
        return result
    }
}

extension UnsafeMutablePointer<Float> {
    /// Stores the first `count` floats of a vector.
    @inline(__always)
    func storePartial(_ value: Vector, _ index: Int, count: Int) {
        if count >= Vector.scalarCount { return store(value, index) }
        for lane in 0..<max(0, count) { self[index &+ lane] = value[lane] }
    }
}

/// target[i] += factor * source[i].
@inline(__always)
func accumulate(
    _ source: UnsafePointer<Float>, times factor: Float, into target: UnsafeMutablePointer<Float>, count: Int
) {
    let factors = Vector(repeating: factor)
    forEachVector(count) {
        target.store(target.vector($0).adding(factors, times: source.vector($0)), $0)
    } rest: {
        target[$0] += factor * source[$0]
    }
}

/// target[i] = factor * source[i].
@inline(__always)
func scale(_ source: UnsafePointer<Float>, by factor: Float, into target: UnsafeMutablePointer<Float>, count: Int) {
    let factors = Vector(repeating: factor)
    forEachVector(count) {
        target.store(factors * source.vector($0), $0)
    } rest: {
        target[$0] = factor * source[$0]
    }
}
