import Testing
@testable import Imaging

@Suite struct PNGDamageTests {
    @Test(arguments: ["rgb8-interlaced.png", "palette2-transparent.png", "grey16.png", "rgb8-gamma.png"])
    func everyTruncationIsRefused(name: String) throws {
        let bytes = try Fixture.bytes(name)
        for count in 0..<bytes.count {
            let error = #expect(throws: ImageFileError.self) {
                try ImageFile.decode(Array(bytes[..<count]), path: name)
            }
            let expected = count == 0 ? ImageFileError.empty(path: name) : .truncated(path: name, format: "PNG")
            #expect(error == expected, "cut to \(count) bytes")
        }
    }

    @Test(arguments: ["rgb8.png", "palette2-transparent.png", "grey1-interlaced.png", "rgb8-gamma.png", "rgba16.png"])
    func everyDamagedByteIsRefused(name: String) throws {
        let bytes = try Fixture.bytes(name)
        for position in bytes.indices {
            for flip: UInt8 in [0x01, 0x20, 0x80, 0xff] {
                var damaged = bytes
                damaged[position] ^= flip
                #expect(throws: ImageFileError.self, "byte \(position) changed by \(flip)") {
                    try ImageFile.decode(damaged, path: name)
                }
            }
        }
    }

    /// With valid checksums the damage reaches the decoder: it may find another picture, but must not crash.
    @Test(arguments: ["rgb8.png", "palette8.png", "grey1-interlaced.png", "rgba16.png"])
    func damageWithValidChecksumsNeverCrashes(name: String) throws {
        #expect(
            try Fixture.refusals(of: name, from: 8, flips: [0x01, 0x04, 0x20, 0xff], repair: repairChecksums) > 0)
    }

    @Test func refusesAbsurdSizes() throws {
        for (width, height): (UInt32, UInt32) in [(100_000, 1_001), (0x7fff_ffff, 0x7fff_ffff)] {
            var bytes = try Fixture.bytes("rgb8.png")
            for i in 0..<4 {
                bytes[16 + i] = UInt8(truncatingIfNeeded: width >> UInt32(8 * (3 - i)))
                bytes[20 + i] = UInt8(truncatingIfNeeded: height >> UInt32(8 * (3 - i)))
            }
            repairChecksums(&bytes)
            let error = #expect(throws: ImageFileError.self) { try ImageFile.decode(bytes, path: "a.png") }
            #expect(
                error?.description
                    == "a.png: the image is too large: \(width) x \(height) pixels; at most 100 megapixels are read")
        }
    }

    @Test func readsWhatFollowsTheEndAsNothing() throws {
        let bytes = try Fixture.bytes("rgb8.png")
        #expect(try ImageFile.decode(bytes + [1, 2, 3], path: "") == ImageFile.decode(bytes, path: ""))
    }

    /// Recomputes the CRC of every chunk that still lies within the file.
    private func repairChecksums(_ bytes: inout [UInt8]) {
        func word(_ offset: Int) -> Int { bytes[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
        var start = 8
        while start + 12 <= bytes.count {
            let end = start + 8 + word(start)
            guard end + 4 <= bytes.count else { return }
            var crc: UInt32 = 0xffff_ffff
            for byte in bytes[start + 4..<end] {
                crc ^= UInt32(byte)
                for _ in 0..<8 { crc = crc & 1 == 1 ? crc >> 1 ^ 0xedb8_8320 : crc >> 1 }
            }
            for i in 0..<4 { bytes[end + i] = UInt8(truncatingIfNeeded: ~crc >> UInt32(8 * (3 - i))) }
            start = end + 4
        }
    }
}
