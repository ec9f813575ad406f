import BinaryCoding
import Testing

@Suite struct CRC64Tests {
    /// The check value of the catalogue of CRCs, and that of nothing.
    @Test func knownValues() {
        #expect(CRC64.of(Array("123456789".utf8)) == 0x995D_C9BB_DF19_39FA)
        #expect(CRC64.of([]) == 0)
    }

    /// Bit by bit, as the definition has it.
    private func direct(_ bytes: [UInt8]) -> UInt64 {
        var remainder = ~UInt64(0)
        for byte in bytes {
            remainder ^= UInt64(byte)
            for _ in 0..<8 { remainder = remainder & 1 == 1 ? remainder >> 1 ^ 0xC96C_5795_D787_0F42 : remainder >> 1 }
        }
        return ~remainder
    }

    @Test func anyLengthInAnyParts() {
        let bytes = (0..<67).map { UInt8(truncatingIfNeeded: $0 &* 151 &+ 7) }
        for length in 0...bytes.count {
            let part = Array(bytes[..<length])
            #expect(CRC64.of(part) == direct(part))
            var check = CRC64()
            let middle = length / 3
            part.withUnsafeBytes { all in
                check.update(UnsafeRawBufferPointer(rebasing: all[..<middle]))
                check.update(UnsafeRawBufferPointer(rebasing: all[middle...]))
            }
            #expect(check.value == direct(part))
        }
    }

    @Test func everyFlippedBitIsSeen() {
        let bytes = Array("a state of a fit, of some length".utf8)
        let check = CRC64.of(bytes)
        for bit in 0..<8 * bytes.count {
            var other = bytes
            other[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(CRC64.of(other) != check)
        }
    }
}
