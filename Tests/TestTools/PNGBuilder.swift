/// PNG files made byte by byte, also such as no encoder writes; their samples are stored, not compressed.
struct PNGBuilder {
    var width = 8, height = 8
    var bitDepth: UInt8 = 8
    /// 0 grey, 2 RGB, 3 palette, 6 RGB and alpha.
    var colourType: UInt8 = 0
    /// Of which palettes are made, and samples of what is transparent.
    var palette: [UInt8]?
    var transparency: [UInt8]?
    /// Bytes of each row.
    var row: [UInt8] = [UInt8](repeating: 7, count: 8)
    /// Bytes of samples after the last row.
    var surplus = 0
    /// Chunks between the header and the samples.
    var others: [(name: String, bytes: [UInt8])] = []
    /// Whether there are any samples; a header alone is small however large its picture is.
    var hasSamples = true

    var bytes: [UInt8] {
        var all: [UInt8] = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]
        let size = Self.word(UInt32(width)) + Self.word(UInt32(height))
        all += Self.chunk("IHDR", size + [bitDepth, colourType, 0, 0, 0])
        if let palette { all += Self.chunk("PLTE", palette) }
        if let transparency { all += Self.chunk("tRNS", transparency) }
        for (name, bytes) in others { all += Self.chunk(name, bytes) }
        if !hasSamples { all += Self.chunk("IDAT", []) }
        if hasSamples {
            let rows = [UInt8]((0..<height).map { _ in [0] + row }.joined())
            // In pieces, as encoders write them.
            let stream = Self.zlib(rows + [UInt8](repeating: 0, count: surplus))
            for start in stride(from: 0, to: stream.count, by: 4096) {
                all += Self.chunk("IDAT", Array(stream[start..<min(start + 4096, stream.count)]))
            }
        }
        return all + Self.chunk("IEND", [])
    }

    private static func word(_ value: UInt32) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> (24 - 8 * $0)) }
    }

    private static func chunk(_ name: String, _ bytes: [UInt8]) -> [UInt8] {
        let body = Array(name.utf8) + bytes
        var crc: UInt32 = 0xffff_ffff
        for byte in body {
            crc ^= UInt32(byte)
            for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xedb8_8320 : crc >> 1 }
        }
        return word(UInt32(bytes.count)) + body + word(~crc)
    }

    /// Blocks that are stored as they are.
    private static func zlib(_ bytes: [UInt8]) -> [UInt8] {
        var all: [UInt8] = [0x78, 0x01], a: UInt32 = 1, b: UInt32 = 0
        for start in stride(from: 0, to: bytes.count, by: 32768) {
            let block = bytes[start..<min(start + 32768, bytes.count)], count = UInt16(block.count)
            all += [block.endIndex == bytes.count ? 1 : 0]
            all += [UInt8(truncatingIfNeeded: count), UInt8(count >> 8)]
            all += [UInt8(truncatingIfNeeded: ~count), UInt8(~count >> 8)] + block
        }
        for byte in bytes {
            a = (a + UInt32(byte)) % 65521
            b = (b + a) % 65521
        }
        return all + word(b << 16 | a)
    }
}
