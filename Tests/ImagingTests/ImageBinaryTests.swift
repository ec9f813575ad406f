import BinaryCoding
import Imaging
import Testing

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
