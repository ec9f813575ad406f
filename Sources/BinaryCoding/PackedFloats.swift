/// Bytes that are mostly floats in fewer bytes, without loss: floats that stand together are of similar size, so that the
/// exponents of 64 of them differ by little and need few bits.
///
/// The count of bytes; then for each 64 floats the least exponent, the bits that each exponent above it takes, these bits, and sign
/// and fraction of each float in three bytes; what is left over is copied. Bytes that are no floats grow by one per cent at most.
public enum PackedFloats {
    private static let blockCount = 64
    private static let blockBytes = blockCount * MemoryLayout<UInt32>.size
    /// The two numbers before the exponents, and signs and fractions.
    private static let leastBytes = 2 + 3 * blockCount

    public static func pack(_ bytes: [UInt8]) -> [UInt8] {
        var writer = ByteWriter()
        writer.write(bytes.count)
        let blocks = bytes.count / blockBytes
        let capacity = writer.bytes.count + blocks * (leastBytes + blockCount) + bytes.count % blockBytes
        return [UInt8](unsafeUninitializedCapacity: capacity) { packed, filled in
            func append(_ byte: UInt8) {
                packed.initializeElement(at: filled, to: byte)
                filled += 1
            }
            for byte in writer.bytes { append(byte) }
            bytes.withUnsafeBytes { source in
                for block in 0..<blocks {
                    func float(_ index: Int) -> UInt32 {
                        let place = block * blockBytes + 4 * index
                        return UInt32(littleEndian: source.loadUnaligned(fromByteOffset: place, as: UInt32.self))
                    }
                    var least = UInt32(UInt8.max), most: UInt32 = 0
                    for index in 0..<blockCount {
                        let exponent = float(index) >> 23 & 0xff
                        (least, most) = (min(least, exponent), max(most, exponent))
                    }
                    let width = UInt32.bitWidth - (most - least).leadingZeroBitCount
                    append(UInt8(least))
                    append(UInt8(width))
                    var gathered: UInt64 = 0, count = 0
                    for index in 0..<blockCount {
                        gathered |= UInt64((float(index) >> 23 & 0xff) - least) << UInt64(count)
                        count += width
                        while count >= 8 {
                            append(UInt8(truncatingIfNeeded: gathered))
                            gathered >>= 8
                            count -= 8
                        }
                    }
                    for index in 0..<blockCount {
                        let bits = float(index), rest = (bits >> 31) << 23 | bits & 0x7f_ffff
                        for shift in [0, 8, 16] as [UInt32] { append(UInt8(truncatingIfNeeded: rest >> shift)) }
                    }
                }
                for byte in source[(blocks * blockBytes)...] { append(byte) }
            }
        }
    }

    /// The bytes that were packed; throws `BinaryError`.
    public static func unpack(_ packed: [UInt8]) throws -> [UInt8] {
        var reader = ByteReader(packed)
        let count = try reader.read(Int.self)
        guard count >= 0 else { throw BinaryError.invalid("the negative length \(count)") }
        let blocks = count / blockBytes, needed = blocks * leastBytes + count % blockBytes
        guard needed <= reader.left else { throw BinaryError.truncated(needed: needed, left: reader.left) }
        var place = packed.count - reader.left
        func take(_ length: Int) throws -> Int {
            guard length <= packed.count - place else {
                throw BinaryError.truncated(needed: length, left: packed.count - place)
            }
            defer { place += length }
            return place
        }
        let bytes = try packed.withUnsafeBytes { source in
            try [UInt8](unsafeUninitializedCapacity: count) { bytes, filled in
                for _ in 0..<blocks {
                    let start = try take(2), least = UInt32(source[start]), width = Int(source[start + 1])
                    guard width <= 8 else { throw BinaryError.invalid("exponents of \(width) bits") }
                    var next = try take(width * blockCount / 8), rest = try take(3 * blockCount)
                    var gathered: UInt64 = 0, available = 0
                    for _ in 0..<blockCount {
                        while available < width {
                            gathered |= UInt64(source[next]) << UInt64(available)
                            available += 8
                            next += 1
                        }
                        let exponent = least + UInt32(gathered & ((1 << UInt64(width)) - 1))
                        gathered >>= UInt64(width)
                        available -= width
                        guard exponent <= 0xff else { throw BinaryError.invalid("the exponent \(exponent)") }
                        let low = UInt32(source[rest]) | UInt32(source[rest + 1]) << 8 | UInt32(source[rest + 2]) << 16
                        rest += 3
                        let bits = (low >> 23) << 31 | exponent << 23 | low & 0x7f_ffff
                        for shift in [0, 8, 16, 24] as [UInt32] {
                            bytes.initializeElement(at: filled, to: UInt8(truncatingIfNeeded: bits >> shift))
                            filled += 1
                        }
                    }
                }
                let start = try take(count % blockBytes)
                for byte in source[start..<start + count % blockBytes] {
                    bytes.initializeElement(at: filled, to: byte)
                    filled += 1
                }
            }
        }
        guard place == packed.count else { throw BinaryError.surplus(packed.count - place) }
        return bytes
    }
}
