/// The image metrics recorded for a restored image (METHOD section 6); each is nil where it is undefined.
///
/// The functions here serve single images. `StructuralSimilarity` and `SharpnessMeter` keep their buffers for whole runs.
public enum ImageMetrics {
    /// Blur divided by sharpness, which falls while detail appears and settles when only noise is left to fit; nil where
    /// either is undefined or sharpness is 0 (METHOD section 6, Ratio).
    public static func ratio(blur: Double?, sharpness: Double?) -> Double? {
        guard let blur, let sharpness, sharpness > 0 else { return nil }
        return blur / sharpness
    }

    /// Blur divided by sharpness of the grey image.
    public static func ratio(_ image: Image) -> Double? {
        let grey = image.grey
        return ratio(blur: blur(grey), sharpness: sharpness(grey))
    }

    /// Traps unless both images have the same shape, which callers check for files.
    static func requireSameShape(_ a: Image, _ b: Image) {
        precondition(
            a.channels == b.channels && a.height == b.height && a.width == b.width,
            "an image of \(a.channels) x \(a.height) x \(a.width) can't be compared with one of "
                + "\(b.channels) x \(b.height) x \(b.width)")
    }
}

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
