import Testing

@testable import Imaging

@Suite struct ExifOrientationTests {
    /// A JPEG whose Exif block holds an orientation.
    static func jpeg(_ image: Image, orientation: Int, isLittle: Bool) throws -> [UInt8] {
        func number(_ value: Int, _ size: Int) -> [UInt8] {
            let bytes = (0..<size).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
            return isLittle ? bytes : bytes.reversed()
        }
        // One directory of two entries: a tag that does not matter, and the orientation, a short.
        let tiff =
            Array((isLittle ? "II" : "MM").utf8) + number(42, 2) + number(8, 4) + number(2, 2)
            + number(0x0110, 2) + number(2, 2) + number(1, 4) + [0, 0, 0, 0]
            + number(0x0112, 2) + number(3, 2) + number(1, 4) + number(orientation, 2) + [0, 0] + number(0, 4)
        let content = Array("Exif\0\0".utf8) + tiff, length = content.count + 2
        let plain = try JPEGFile.encode(image, quality: 95, path: "")
        return Array(plain[..<2]) + [0xff, 0xe1, UInt8(length >> 8), UInt8(length & 255)] + content + Array(plain[2...])
    }

    @Test(arguments: ExifOrientation.allCases, [true, false])
    func isRead(orientation: ExifOrientation, isLittle: Bool) throws {
        let bytes = try Self.jpeg(
            Image(channels: 1, height: 16, width: 24, repeating: 0.5), orientation: orientation.rawValue,
            isLittle: isLittle)
        #expect(ExifOrientation(jpeg: bytes) == orientation)
        let photograph = try Photograph(bytes, path: "a.jpg")
        #expect(photograph.image.width == (orientation.rawValue >= 5 ? 16 : 24))
        #expect(photograph.notes == (orientation == .upright ? [] : ["turned upright, as its Exif block says"]))
    }

    @Test func nonsenseIsUpright() throws {
        let image = Image(channels: 1, height: 16, width: 16, repeating: 0.5)
        for number in [0, 9, 65535] {
            #expect(ExifOrientation(jpeg: try Self.jpeg(image, orientation: number, isLittle: true)) == .upright)
        }
        #expect(ExifOrientation(jpeg: try JPEGFile.encode(image, quality: 50, path: "")) == .upright)
        let good = try Self.jpeg(image, orientation: 6, isLittle: false)
        for count in 0..<80 {
            #expect(ExifOrientation(jpeg: Array(good.prefix(count))) == (count < 50 ? .upright : .turnedClockwise))
        }
    }

    /// Where the pixels of | 1 2 3 | over | 4 5 6 | come to lie, by the standard's words.
    @Test(arguments: [
        (ExifOrientation.upright, 3, [1, 2, 3, 4, 5, 6]), (.mirrored, 3, [3, 2, 1, 6, 5, 4]),
        (.turnedHalf, 3, [6, 5, 4, 3, 2, 1]),
        (.flipped, 3, [4, 5, 6, 1, 2, 3]), (.transposed, 2, [1, 4, 2, 5, 3, 6]),
        (.turnedClockwise, 2, [4, 1, 5, 2, 6, 3]),
        (.transversed, 2, [6, 3, 5, 2, 4, 1]), (.turnedCounterclockwise, 2, [3, 6, 2, 5, 1, 4]),
    ])
    func turns(orientation: ExifOrientation, width: Int, pixels: [Float]) {
        let turned = Image(channels: 1, height: 2, width: 3, pixels: [1, 2, 3, 4, 5, 6]).turned(orientation)
        #expect(turned.width == width && turned.pixels == pixels)
    }
}
