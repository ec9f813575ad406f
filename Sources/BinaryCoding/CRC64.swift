/// The 64-bit cyclic redundancy check of the xz format (ECMA-182, reflected).
///
/// It detects every burst of up to 64 wrong bits, and misses other damage with a probability of 2^-64. A cryptographic hash would guard
/// against forgery, which is no concern here, and would cost more than writing the file.
public struct CRC64: Equatable, Sendable {
    private static let polynomial: UInt64 = 0xC96C_5795_D787_0F42

    /// Table k holds the remainder of each byte that is followed by k zero bytes: eight bytes are taken at a time.
    private static let tables: [UInt64] = {
        var tables = [UInt64](repeating: 0, count: 8 * 256)
        for byte in 0..<256 {
            var remainder = UInt64(byte)
            for _ in 0..<8 { remainder = remainder & 1 == 1 ? remainder >> 1 ^ polynomial : remainder >> 1 }
            tables[byte] = remainder
        }
        for k in 1..<8 {
            for byte in 0..<256 {
                let before = tables[(k - 1) * 256 + byte]
                tables[k * 256 + byte] = before >> 8 ^ tables[Int(before & 0xFF)]
            }
        }
        return tables
    }()

    private var remainder = ~UInt64(0)

    public init() {}

    /// The checksum of all bytes.
    public static func of(_ bytes: [UInt8]) -> UInt64 {
        var check = CRC64()
        bytes.withUnsafeBytes { check.update($0) }
        return check.value
    }

    public var value: UInt64 { ~remainder }

    public mutating func update(_ bytes: UnsafeRawBufferPointer) {
        var rest = remainder
        Self.tables.withUnsafeBufferPointer { tables in
            var i = 0
            while i &+ 8 <= bytes.count {
                let word = rest ^ UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: i, as: UInt64.self))
                var next: UInt64 = 0
                for k in 0..<8 {
                    next ^= tables[(7 &- k) &* 256 &+ Int(truncatingIfNeeded: word >> UInt64(8 &* k) & 0xFF)]
                }
                rest = next
                i &+= 8
            }
            while i < bytes.count {
                rest = rest >> 8 ^ tables[Int(truncatingIfNeeded: (rest ^ UInt64(bytes[i])) & 0xFF)]
                i &+= 1
            }
        }
        remainder = rest
    }
}
