import Testing
@testable import Imaging

@Suite struct BMPFileTests {
    @Test func readsColour() throws {
        let expected = Fixture.image(channels: 3) { Float(Fixture.eight(channel: $0, y: $1, x: $2)) / 255 }
        #expect(try BMPFile.read(Fixture.path("colour24.bmp")) == expected)
    }

    @Test func readsPalettes() throws {
        let index = Fixture.small(4)
        let expected = Fixture.image(channels: 3) { Float(Fixture.palette[index(0, $1, $2)][$0]) / 255 }
        #expect(try BMPFile.read(Fixture.path("palette4.bmp")) == expected)
    }

    /// Files that ImageMagick wrote, with each of the headers that are in use.
    @Test(arguments: [("grey8.bmp", 40), ("grey8-v4.bmp", 108), ("grey8-core.bmp", 12), ("colour24-v5.bmp", 124)])
    func readsEveryHeader(name: String, header: UInt8) throws {
        let bytes = try Fixture.bytes(name)
        #expect(bytes[14] == header)
        let expected = Fixture.image(channels: name.hasPrefix("grey") ? 1 : 3) {
            Float(Fixture.eight(channel: $0, y: $1, x: $2)) / 255
        }
        #expect(try ImageFile.decode(bytes, path: name).image == expected)
        #expect(try ImageFile.decode(topDown(bytes), path: name).image == expected)
        // Photoshop ends its files with two bytes that mean nothing.
        #expect(try ImageFile.decode(bytes + [0, 0], path: name).image == expected)
    }

    @Test func readsOneBitOfGrey() throws {
        let expected = Fixture.image(channels: 1) { Float(Fixture.small(2)($0, $1, $2)) }
        #expect(try BMPFile.read(Fixture.path("grey1.bmp")) == expected)
    }

    @Test func greyPalettesGiveOneChannel() throws {
        let bytes = bitmap(
            width: 3, rows: 2, bits: 8, palette: [[5, 5, 5], [250, 250, 250], [100, 100, 100]],
            pixels: [0, 1, 2, 0, 2, 2, 1, 0])
        let image = try BMPFile.decode(bytes, path: "").image
        #expect(
            image == Image(channels: 1, height: 2, width: 3, pixels: [100, 100, 250, 5, 250, 100].map { $0 / 255 }))
    }

    @Test func readsTopDownRowsAndFourByteColour() throws {
        let pixels: [UInt8] = [1, 2, 3, 99, 4, 5, 6, 99, 7, 8, 9, 99, 10, 11, 12, 99]
        let image = try BMPFile.decode(bitmap(width: 2, rows: -2, bits: 32, palette: [], pixels: pixels), path: "")
            .image
        let expected: [Float] = [3, 6, 9, 12, 2, 5, 8, 11, 1, 4, 7, 10].map { $0 / 255 }
        #expect(image == Image(channels: 3, height: 2, width: 2, pixels: expected))
    }

    @Test func readsOneBit() throws {
        let bytes = bitmap(
            width: 10, rows: 1, bits: 1, palette: [[255, 0, 0], [0, 0, 255]],
            pixels: [0b0100_0001, 0b1000_0000, 0, 0])
        let image = try BMPFile.decode(bytes, path: "").image
        #expect(Array(image.pixels[..<10]) == [1, 0, 1, 1, 1, 1, 1, 0, 0, 1])
        #expect(Array(image.pixels[20...]) == [0, 1, 0, 0, 0, 0, 0, 1, 1, 0])
    }

    @Test func readsTheOldestHeader() throws {
        let bytes =
            Array("BM".utf8) + little(30) + little(0) + little(26) + little(12)
            + [1, 0, 1, 0, 1, 0, 24, 0] + [30, 20, 10, 0]
        let image = try BMPFile.decode(bytes, path: "").image
        #expect(image == Image(channels: 3, height: 1, width: 1, pixels: [10, 20, 30].map { $0 / 255 }))
    }

    @Test func refusesWhatIsNotRead() throws {
        func message(_ bytes: [UInt8]) -> String? {
            #expect(throws: ImageFileError.self) { try ImageFile.decode(bytes, path: "a.bmp") }?.description
        }
        #expect(
            message(try Fixture.bytes("compressed8.bmp"))
                == "a.bmp: this kind of BMP is not supported: compression 1; only uncompressed files are supported")
        #expect(
            message(bitmap(width: 1, rows: 1, bits: 16, palette: [], pixels: [0, 0, 0, 0]))
                == "a.bmp: this kind of BMP is not supported: 16 bits per pixel; 1, 4, 8, 24 and 32 are supported")
        #expect(
            message(bitmap(width: 1, rows: 1, bits: 8, palette: [[0, 0, 0]], pixels: [1, 0, 0, 0]))
                == "a.bmp: the BMP image is damaged: colour 1 of a palette of 1")
        #expect(
            message(bitmap(width: 0, rows: 1, bits: 24, palette: [], pixels: []))
                == "a.bmp: the BMP image is damaged: 0 x 1 pixels")
        #expect(
            message(bitmap(width: 20_000, rows: -20_000, bits: 24, palette: [], pixels: []))
                == "a.bmp: the image is too large: 20000 x 20000 pixels; at most 100 megapixels are read")
    }

    @Test(arguments: ["colour24.bmp", "palette4.bmp", "grey8-v4.bmp", "grey8-core.bmp"])
    func everyTruncationIsRefused(name: String) throws {
        let bytes = try Fixture.bytes(name)
        for count in 2..<bytes.count {
            let error = #expect(throws: ImageFileError.self) {
                try ImageFile.decode(Array(bytes[..<count]), path: name)
            }
            #expect(error == .truncated(path: name, format: "BMP"), "cut to \(count) bytes")
        }
    }

    @Test(arguments: ["colour24.bmp", "palette4.bmp"])
    func damageNeverCrashes(name: String) throws {
        #expect(try Fixture.refusals(of: name, flips: [0x01, 0x10, 0x80, 0xff]) > 0)
    }

    /// The same picture with its rows from the top, where the header can say so.
    private func topDown(_ bytes: [UInt8]) -> [UInt8] {
        guard bytes[14] >= 40 else { return bytes }
        let start = Int(bytes[10]) | Int(bytes[11]) << 8
        let stride = (bytes.count - start) / Fixture.height
        let rows: [UInt8] = (0..<Fixture.height).reversed().flatMap { row -> ArraySlice<UInt8> in
            let first: Int = start + row * stride
            return bytes[first..<first + stride]
        }
        return Array(bytes[..<22]) + little(-Fixture.height) + Array(bytes[26..<start]) + rows
    }

    private func little(_ value: Int) -> [UInt8] {
        (0..<4).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
    }

    /// A file with the usual header; `rows` is negative when they run from the top, `pixels` are padded rows as stored.
    private func bitmap(width: Int, rows: Int, bits: Int, palette: [[UInt8]], pixels: [UInt8]) -> [UInt8] {
        let offset = 54 + 4 * palette.count
        let fileHeader = Array("BM".utf8) + little(offset + pixels.count) + little(0) + little(offset)
        let header =
            little(40) + little(width) + little(rows) + [1, 0, UInt8(bits), 0] + little(0) + little(pixels.count)
        let rest = little(0) + little(0) + little(palette.count) + little(0)
        return fileHeader + header + rest + palette.flatMap { [$0[2], $0[1], $0[0], 0] } + pixels
    }
}
