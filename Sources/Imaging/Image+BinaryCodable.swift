import BinaryCoding

/// Channels, height, width, then the samples, bit for bit.
extension Image: BinaryCodable {
    public func encode(to writer: inout ByteWriter) {
        writer.write(channels)
        writer.write(height)
        writer.write(width)
        writer.write(floats: pixels)
    }

    public init(from reader: inout ByteReader) throws {
        let (channels, height, width): (Int, Int, Int) = try (reader.read(), reader.read(), reader.read())
        let pixels = try reader.floats()
        let (area, tooLarge) = height.multipliedReportingOverflow(by: width)
        let (count, tooMany) = area.multipliedReportingOverflow(by: channels)
        guard min(channels, height, width) >= 0, !tooLarge, !tooMany, count == pixels.count else {
            throw BinaryError.invalid("an image of \(channels) x \(height) x \(width) with \(pixels.count) samples")
        }
        self.init(channels: channels, height: height, width: width, pixels: pixels)
    }
}
