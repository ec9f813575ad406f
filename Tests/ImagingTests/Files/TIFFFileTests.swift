import CTIFF
import Foundation
import TestSupport
import Testing
@testable import Imaging

/// Files of another program, written by its own encoders, and what is written here.
@Suite(.enabled(if: TIFFFile.problem == nil, "libtiff is not installed")) struct TIFFFileTests {
    private func expected(_ channels: Range<Int>, height: Int, width: Int, depth: Int) -> Image {
        var image = Image(channels: channels.count, height: height, width: width)
        for (place, channel) in channels.enumerated() {
            for y in 0..<height {
                for x in 0..<width {
                    image[place, y, x] =
                        depth == 16
                        ? Float(Fixture.sixteen(channel: channel, y: y, x: x)) / 65535
                        : Float(Fixture.eight(channel: channel, y: y, x: x)) / 255
                }
            }
        }
        return image
    }

    /// Compressions, byte orders, strips and tiles, samples together and apart.
    @Test(arguments: [
        ("grey8-lzw.tif", 1, 8, false), ("grey16-big-endian.tif", 1, 16, false), ("grey8-white.tif", 1, 8, false),
        ("rgb8-packbits.tif", 3, 8, false), ("rgb16-planar.tif", 3, 16, false), ("rgba16.tif", 3, 16, true),
        ("rgb8-tiles.tif", 3, 8, false), ("grey16-tiles-planar.tif", 1, 16, true),
    ])
    func samplesAreThoseOfTheFile(name: String, channels: Int, depth: Int, hasAlpha: Bool) throws {
        let (height, width) = name.contains("tiles") ? (24, 40) : (Fixture.height, Fixture.width)
        let photograph = try Photograph(contentsOf: Fixture.path(name))
        #expect(photograph.image == expected(0..<channels, height: height, width: width, depth: depth))
        let alpha = expected(channels..<channels + 1, height: height, width: width, depth: depth)
        #expect(photograph.alpha == (hasAlpha ? alpha : nil))
        #expect(photograph.bitDepth == depth && photograph.notes.isEmpty && photograph.metadata.exif == nil)
        #expect(try ImageFile.load(Fixture.path(name)).image == photograph.composited)
    }

    @Test func coloursThatWereMultipliedByAlphaAreDivided() throws {
        let photograph = try Photograph(contentsOf: Fixture.path("rgba8-premultiplied.tif"))
        let plain = expected(0..<3, height: Fixture.height, width: Fixture.width, depth: 8)
        let alpha = try #require(photograph.alpha), count = alpha.pixels.count
        #expect(alpha == expected(3..<4, height: Fixture.height, width: Fixture.width, depth: 8))
        for (i, value) in photograph.image.pixels.enumerated() {
            let opacity = alpha.pixels[i % count]
            // Half a step of the product.
            #expect(opacity == 0 || abs(value - plain.pixels[i]) <= 0.51 / 255 / opacity)
        }
    }

    @Test(arguments: [
        ("rgb8-jpeg.tif", "compression JPEG; none, LZW, Deflate and PackBits are supported"),
        ("grey-float.tif", "32 bits a sample; 8 and 16 are supported"),
        ("rgb8-extra.tif", "4 channels, of which it does not say that the last is alpha"),
        ("cmyk8.tif", "its colours are neither grey nor RGB"),
    ])
    func otherKindsAreRefused(name: String, reason: String) throws {
        let path = try Fixture.path(name)
        #expect(throws: ImageFileError.unsupported(path: path, format: "TIFF", reason: reason)) {
            try TIFFFile.read(path)
        }
    }

    @Test func theFirstOfSeveralPicturesIsRead() throws {
        let photograph = try Photograph(contentsOf: Fixture.path("two-pictures.tif"))
        #expect(photograph.image.channels == 1 && photograph.notes == ["only the first picture of the file is read"])
        #expect(try ImageFile.load(Fixture.path("two-pictures.tif")).notes == photograph.notes)
    }

    /// Every beginning of a file is cut off or has lost its directory.
    @Test func aCutFileIsTruncated() throws {
        let bytes = try Fixture.bytes("rgb8-packbits.tif")
        for count in 4..<bytes.count {
            #expect(throws: ImageFileError.self) { try TIFFFile.decode(Array(bytes[..<count]), path: "a") }
        }
        #expect(throws: ImageFileError.truncated(path: "a", format: "TIFF")) {
            try TIFFFile.decode(Array(bytes.dropLast(40)), path: "a")
        }
    }

    /// Sizes are read in the header: nothing of such a picture is made.
    @Test func aLargePictureIsRefusedBeforeItIsDecoded() throws {
        func header(width: Int, height: Int, tile: Int? = nil) -> [UInt8] {
            var directory = TIFFDirectory(isLittle: true)
            for (tag, number) in [(256, width), (257, height), (258, 8), (259, 1), (262, 1), (277, 1), (278, 1)] {
                directory.set(tag, TIFFDirectory.Kind.long, numbers: [number])
            }
            let places = [(273, 8), (279, 1)] + (tile.map { [(322, $0), (323, $0), (324, 8), (325, 1)] } ?? [])
            for (tag, number) in places { directory.set(tag, TIFFDirectory.Kind.long, numbers: [number]) }
            var bytes = directory.head(first: 0)
            let place = directory.write(to: &bytes)
            bytes.replaceSubrange(0..<8, with: directory.head(first: place))
            return bytes
        }
        let megapixels = #expect(throws: ImageFileError.self) {
            try TIFFFile.decode(header(width: 20_000, height: 6_000), path: "a")
        }
        #expect(
            megapixels?.description == "a: the image is too large: 20000 x 6000 pixels; at most 100 megapixels are read"
        )
        // The limit is the program's; a tile of 2^34 pixels needs more than any.
        var raw = ctiff_image(), message = [CChar](repeating: 0, count: Int(CTIFF_MESSAGE_CAPACITY))
        for (bytes, limit) in [
            (header(width: 1000, height: 1000), 8_000_000), (header(width: 10, height: 10, tile: 1 << 17), 1 << 30),
        ] as [([UInt8], UInt64)] {
            let status = ctiff_decode(bytes, bytes.count, 100_000_000, limit, &raw, &message)
            #expect(status == CTIFF_NO_MEMORY && raw.samples == nil && raw.needed > limit, "\(status) \(raw.needed)")
        }
    }

    /// A further entry must not lead libtiff to a decoder that is not allowed.
    @Test func everyNamedCompressionCounts() throws {
        let bytes = try Fixture.bytes("grey8-lzw.tif")
        var directory = try #require(TIFFDirectory(bytes)), result = bytes
        directory.entries.append(.init(tag: 259, type: TIFFDirectory.Kind.short, value: [50, 0]))
        let place = directory.write(to: &result)
        result.replaceSubrange(0..<8, with: directory.head(first: place))
        #expect(throws: ImageFileError.self) { try TIFFFile.decode(result, path: "a") }
        directory.entries.removeLast()
        var again = bytes
        let same = directory.write(to: &again)
        again.replaceSubrange(0..<8, with: directory.head(first: same))
        #expect(try TIFFFile.decode(again, path: "a").image.pixels.count == Fixture.width * Fixture.height)
    }

    /// libtiff also takes numbers of eight bytes, which the directory here leaves out.
    @Test func aCompressionThatOnlyLibtiffSeesCounts() throws {
        let bytes = try Fixture.bytes("grey8-lzw.tif")
        var directory = try #require(TIFFDirectory(bytes)), result = bytes
        directory.entries.removeAll { $0.tag == 259 }
        try #require(directory.isLittle)
        directory.entries.append(.init(tag: 259, type: 12, value: [7, 0, 0, 0, 0, 0, 0, 0]))
        let place = directory.write(to: &result)
        result.replaceSubrange(0..<8, with: directory.head(first: place))
        let type = try #require(
            stride(from: place + 2, to: result.count - 4, by: 12).first { result[$0...].starts(with: [3, 1, 12, 0]) })
        result[type + 2] = 16
        let error = #expect(throws: ImageFileError.self) { try TIFFFile.decode(result, path: "a") }
        #expect(error?.description.contains("compression 7") == true, "\(String(describing: error))")
    }

    /// Tiles that lie beside the picture cost time, and may all be the same few bytes.
    @Test func tilesAreNotMuchLargerThanThePicture() throws {
        var directory = TIFFDirectory(isLittle: true)
        let numbers = [
            (256, 10_000), (257, 1), (258, 8), (259, 1), (262, 1), (277, 1), (322, 16), (323, 4_000_000),
        ]
        for (tag, number) in numbers { directory.set(tag, TIFFDirectory.Kind.long, numbers: [number]) }
        let count = 625
        directory.set(324, TIFFDirectory.Kind.long, numbers: [Int](repeating: 8, count: count))
        directory.set(325, TIFFDirectory.Kind.long, numbers: [Int](repeating: 1, count: count))
        var bytes = directory.head(first: 0)
        let place = directory.write(to: &bytes)
        bytes.replaceSubrange(0..<8, with: directory.head(first: place))
        var raw = ctiff_image(), message = [CChar](repeating: 0, count: Int(CTIFF_MESSAGE_CAPACITY))
        let status = ctiff_decode(bytes, bytes.count, 100_000_000, 1 << 34, &raw, &message)
        #expect(status == CTIFF_TOO_LARGE && raw.samples == nil, "\(status)")
    }

    /// What is written is read as it was, and comes out the same a second time; several strips.
    @Test(arguments: [(1, false, 8), (3, false, 8), (1, true, 8), (3, true, 16), (3, false, 16), (1, false, 16)])
    func aPhotographIsWritten(channels: Int, hasAlpha: Bool, depth: Int) throws {
        let (height, width) = (150, 200), steps = Float(depth == 16 ? 65535 : 255)
        func whole(_ image: Image) -> Image {
            var image = image
            for i in image.pixels.indices { image.pixels[i] = (image.pixels[i] * steps).rounded() / steps }
            return image
        }
        let image = whole(Image.textured(channels: channels, height: height, width: width, seed: 1))
        let alpha = hasAlpha ? whole(Image.textured(channels: 1, height: height, width: width, seed: 2)) : nil
        let photograph = Photograph(image: image, alpha: alpha, bitDepth: depth)
        try Fixture.withFolder { folder in
            for name in ["a.tif", "b.tiff"] { #expect(try photograph.write(image, to: "\(folder)/\(name)").isEmpty) }
            #expect(try Photograph(contentsOf: folder + "/a.tif") == photograph)
            let files = try ["a.tif", "b.tiff"].map { try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\($0)")) }
            #expect(files[0] == files[1])
        }
    }

    @Test func aPictureThatCannotBeWrittenIsRefused() {
        let image = Image(channels: 2, height: 4, width: 4)
        for picture in [image, Image(channels: 1, height: 2, width: 2, repeating: .nan)] {
            #expect(throws: ImageFileError.self) {
                try TIFFFile.encode(picture, alpha: nil, bitDepth: 8, metadata: PhotoMetadata(), path: "a.tif")
            }
        }
    }
}
