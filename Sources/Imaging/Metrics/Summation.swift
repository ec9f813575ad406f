/// Sums of many floats: eight Float lanes over a stretch short enough to keep them exact, Double from stretch to stretch.
package enum Summation {
    /// Floats per stretch; rounding inside one stays near 1e-7 relative and averages out over the stretches.
    private static let stretch = 256

    /// The sum of `body` over the index range, eight indices at a time, and `tail` for the indices that are left over.
    @inline(__always)
    static func sum(over range: Range<Int>, body: (Int) -> SIMD8<Float>, tail: (Int) -> Float) -> Double {
        var total = 0.0
        var i = range.lowerBound
        while i + 8 <= range.upperBound {
            let end = min(i + stretch, range.upperBound)
            var lanes = SIMD8<Float>()
            while i + 8 <= end {
                lanes += body(i)
                i += 8
            }
            total += Double(lanes.sum())
        }
        while i < range.upperBound {
            total += Double(tail(i))
            i += 1
        }
        return total
    }

    /// The sum of `count` floats.
    package static func sum(_ values: UnsafePointer<Float>, count: Int) -> Double {
        sum(over: 0..<count, body: { load(values + $0) }, tail: { values[$0] })
    }

    /// Eight floats from an address of any alignment.
    @inline(__always)
    static func load(_ pointer: UnsafePointer<Float>) -> SIMD8<Float> {
        UnsafeRawPointer(pointer).loadUnaligned(as: SIMD8<Float>.self)
    }

    /// The absolute values of eight floats: their sign bits are cleared.
    @inline(__always)
    static func magnitude(_ values: SIMD8<Float>) -> SIMD8<Float> {
        unsafeBitCast(unsafeBitCast(values, to: SIMD8<UInt32>.self) & 0x7FFF_FFFF, to: SIMD8<Float>.self)
    }

    /// The smaller of each pair of eight floats.
    @inline(__always)
    static func minimum(_ a: SIMD8<Float>, _ b: SIMD8<Float>) -> SIMD8<Float> {
        a.replacing(with: b, where: b .< a)
    }
}
