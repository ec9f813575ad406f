import BinaryCoding

/// A stream as a checkpoint keeps it.
extension BinaryCodable {
    var encoded: [UInt8] {
        var writer = ByteWriter()
        writer.write(self)
        return writer.bytes
    }

    static func decoded(_ bytes: [UInt8]) throws -> Self {
        var reader = ByteReader(bytes)
        let value = try reader.read(Self.self)
        try reader.finish()
        return value
    }
}
