import BinaryCoding
import Testing

@testable import Imaging

@Suite struct ImageBinaryTests {
    private func encoded(_ image: Image) -> [UInt8] {
        var writer = ByteWriter()
        writer.write(image)
        return writer.bytes
    }

    @Test(arguments: [(3, 4, 5), (1, 1, 1), (0, 0, 0)])
    func comesBackBitForBit(channels: Int, height: Int, width: Int) throws {
        var image = Image(channels: channels, height: height, width: width)
        for i in image.pixels.indices { image.pixels[i] = Float(i) / 7 - 1 }
        let bytes = encoded(image)
        var reader = ByteReader(bytes)
        #expect(try reader.read(Image.self) == image)
        try reader.finish()
        for count in 0..<bytes.count {
            var reader = ByteReader(bytes, 0..<count)
            #expect(throws: BinaryError.self) { try reader.read(Image.self) }
        }
    }

    @Test(arguments: [(2, 2, 2), (-1, 2, -1), (0, 1, 1), (Int.max, Int.max, 3), (2, Int.max, 2)])
    func aShapeThatTheSamplesDoNotFillIsRefused(channels: Int, height: Int, width: Int) {
        var writer = ByteWriter()
        for side in [channels, height, width] { writer.write(side) }
        writer.write(floats: [1, 2])
        var reader = ByteReader(writer.bytes)
        #expect(throws: BinaryError.invalid("an image of \(channels) x \(height) x \(width) with 2 samples")) {
            try reader.read(Image.self)
        }
    }
}

@Suite struct AlphaTests {
    @Test func coloursAreMixedWithWhite() {
        let image = Image(channels: 3, height: 1, width: 2, pixels: [0, 0.5, 1, 0, 0.25, 0.75])
        let alpha = Image(channels: 1, height: 1, width: 2, pixels: [1, 0.2])
        #expect(image.composited(alpha: nil) == image)
        let found = image.composited(alpha: alpha).pixels
        for (value, expected) in zip(found, [0, 0.9, 1, 0.8, 0.25, 0.95] as [Float]) {
            #expect(abs(value - expected) < 1e-6)
        }
    }

    /// Alpha from files of 8 bits is divided exactly, whatever its float says.
    @Test func quotientsAreThoseOfTheFile() {
        for value in 0...255 {
            let alpha = Image(channels: 1, height: 1, width: 1, pixels: [Float(value) / 255])
            let found = Image(channels: 1, height: 1, width: 1, pixels: [0.3]).composited(alpha: alpha).pixels[0]
            #expect(found == Float(1 - Double(value) / 255 + Double(value) / 255 * Double(Float(0.3))))
        }
    }
}
