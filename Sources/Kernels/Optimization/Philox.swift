/// Half as many 64-bit integers as a `Vector` has floats: its bits.
#if AVX512
typealias WideIntegerVector = SIMD8<UInt64>
#else
typealias WideIntegerVector = SIMD4<UInt64>
#endif

/// Philox4x32-10 (Salmon et al., Parallel random numbers: as easy as 1, 2, 3, 2011): four random words from a counter of four words and a
/// key of two, so that every number can be had by itself, in any order.
struct Philox {
    typealias Words = (WideIntegerVector, WideIntegerVector, WideIntegerVector, WideIntegerVector)

    let key: (UInt32, UInt32)

    /// The words of as many counters as a vector has lanes: of `first`, `first` + 1, ... with the other three words the same.
    @inline(__always)
    func words(first: UInt32, _ second: UInt32, _ third: UInt32, _ fourth: UInt32) -> Words {
        var lanes = IntegerVector(repeating: Int32(bitPattern: first))
        for lane in 0..<IntegerVector.scalarCount { lanes[lane] &+= Int32(lane) }
        var c0 = unsafeBitCast(lanes, to: WideIntegerVector.self)
        var c1 = Self.repeated(second), c2 = Self.repeated(third), c3 = Self.repeated(fourth)
        var (key0, key1) = key
        for _ in 0..<10 {
            let (high0, low0) = Self.product(c0, 0xD251_1F53), (high1, low1) = Self.product(c2, 0xCD9E_8D57)
            (c0, c1, c2, c3) = (high1 ^ c1 ^ Self.repeated(key0), low1, high0 ^ c3 ^ Self.repeated(key1), low0)
            key0 &+= 0x9E37_79B9
            key1 &+= 0xBB67_AE85
        }
        return (c0, c1, c2, c3)
    }

    /// The high and the low words of the products of 32-bit lanes, two of which share a wide one.
    @inline(__always)
    private static func product(_ lanes: WideIntegerVector, _ factor: UInt32) -> (high: WideIntegerVector, low: WideIntegerVector) {
        let factors = WideIntegerVector(repeating: UInt64(factor)), lower = WideIntegerVector(repeating: 0xFFFF_FFFF)
        let even = (lanes & lower) &* factors, odd = (lanes &>> 32) &* factors
        return ((even &>> 32) | (odd & ~lower), (even & lower) | (odd &<< 32))
    }

    @inline(__always)
    private static func repeated(_ word: UInt32) -> WideIntegerVector {
        WideIntegerVector(repeating: UInt64(word) << 32 | UInt64(word))
    }
}
