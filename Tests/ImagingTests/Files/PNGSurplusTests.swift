import Testing
@testable import Imaging
@testable import TestTools

/// Files that are valid chunk by chunk and hold another picture than they say, or cost more than they seem to.
@Suite(.serialized) struct PNGSurplusTests {
    private func error(_ png: PNGBuilder) -> ImageFileError? {
        #expect(throws: ImageFileError.self) { try ImageFile.decode(png.bytes, path: "a.png") }
    }

    @Test func whatIsBuiltCanBeRead() throws {
        let image = try ImageFile.decode(PNGBuilder().bytes, path: "a.png").image
        #expect(image.width == 8 && image.height == 8 && image.pixels.allSatisfy { $0 == Float(7) / 255 })
        let palette = PNGBuilder(colourType: 3, palette: [UInt8](repeating: 255, count: 24))
        #expect(try ImageFile.decode(palette.bytes, path: "a.png").image.pixels.allSatisfy { $0 == 1 })
    }

    /// libpng takes such samples for black.
    @Test(arguments: [(8, 5, 8), (4, 0x0f, 4), (2, 0xff, 2)] as [(UInt8, UInt8, Int)])
    func coloursOutsideThePaletteAreRefused(bits: UInt8, byte: UInt8, bytes: Int) {
        let row = [UInt8](repeating: byte, count: bytes)
        let png = PNGBuilder(bitDepth: bits, colourType: 3, palette: [255, 255, 255, 0, 0, 0], row: row)
        guard case .damaged(_, _, let reason) = error(png) else { Issue.record("taken for black"); return }
        // Of few bits libpng warns itself.
        #expect(
            reason == "colour \(byte) of a palette of 2" || reason.hasSuffix("Read palette index exceeding num_palette")
        )
    }

    @Test(arguments: [1, 100, 8000])
    func samplesThatAreTooManyAreRefused(surplus: Int) {
        guard case .damaged(_, _, let reason) = error(PNGBuilder(surplus: surplus)) else {
            Issue.record("\(surplus) bytes too many are taken for nothing"); return
        }
        #expect(reason.hasPrefix("IDAT: "))
    }

    /// What is compressed well would take a minute to be decoded to its end.
    @Test func manySamplesTooManyEndTheReading() {
        let expected = "IDAT: more samples than the picture has"
        #expect(error(PNGBuilder(surplus: 60_000)) == .damaged(path: "a.png", format: "PNG", reason: expected))
    }

    @Test func aWrongTransparencyIsRefused() {
        let png = PNGBuilder(
            colourType: 3, palette: [255, 255, 255], transparency: [1, 2, 3], row: [UInt8](repeating: 0, count: 8))
        guard case .damaged(_, _, let reason) = error(png) else { Issue.record("read without its alpha"); return }
        #expect(reason.hasPrefix("tRNS: "))
    }

    /// Gamma, profiles and texts are not applied, so that mistakes in them change nothing.
    @Test func whatIsNotAppliedMayBeWrong() throws {
        var png = PNGBuilder()
        png.others = [("gAMA", [0, 0, 0, 0]), ("iCCP", [65, 0, 0, 1, 2, 3]), ("pHYs", [1]), ("teSt", [1, 2])]
        #expect(try ImageFile.decode(png.bytes, path: "").image == ImageFile.decode(PNGBuilder().bytes, path: "").image)
    }

    /// Of a few hundred bytes that ask for gigabytes only the header is read.
    @Test(arguments: [(0, 8), (2, 8), (2, 16), (3, 8), (4, 16), (6, 8), (6, 16)] as [(UInt8, UInt8)])
    func memoryIsAskedForBeforeDecoding(colourType: UInt8, bitDepth: UInt8) {
        let before = ImageFile.memoryLimit
        defer { ImageFile.memoryLimit = before }
        let png = PNGBuilder(
            width: 9900, height: 9900, bitDepth: bitDepth, colourType: colourType,
            palette: colourType == 3 ? [0, 0, 0, 255, 255, 255] : nil, hasSamples: false)
        ImageFile.memoryLimit = 400 << 20
        guard case .tooLarge(_, let reason) = error(png) else { Issue.record("not refused for its size"); return }
        #expect(
            reason.hasPrefix("9900 x 9900 pixels need about ")
                && reason.hasSuffix("of memory to be read, and 400 MB may be used"))
        // With more memory it is read as far as it goes.
        ImageFile.memoryLimit = .max
        guard case .tooLarge = error(png) else { return }
        Issue.record("refused without a limit")
    }

    @Test(arguments: ["colour24.bmp", "grey8.bmp", "colour-quality10.jpg", "colour-quality10-progressive.jpg"])
    func memoryForOtherFormatsIsAskedForToo(name: String) throws {
        let before = ImageFile.memoryLimit
        defer { ImageFile.memoryLimit = before }
        var bytes = try Fixture.bytes(name)
        let side = (low: UInt8(9900 & 0xff), high: UInt8(9900 >> 8))
        if name.hasSuffix("bmp") {
            for offset in [18, 22] { bytes.replaceSubrange(offset..<offset + 4, with: [side.low, side.high, 0, 0]) }
        } else {
            // The start of a frame: marker, length, bits, height, width.
            let frame = try #require(
                bytes.indices.dropLast().first { bytes[$0] == 0xff && [0xc0, 0xc2].contains(bytes[$0 + 1]) })
            bytes.replaceSubrange(frame + 5..<frame + 9, with: [side.high, side.low, side.high, side.low])
        }
        ImageFile.memoryLimit = 400 << 20
        let error = #expect(throws: ImageFileError.self) { try ImageFile.decode(bytes, path: name) }
        guard case .tooLarge(_, let reason)? = error else { Issue.record("not refused for its size"); return }
        #expect(reason.hasPrefix("9900 x 9900 pixels need about "))
    }
}
