import BinaryCoding

/// A position in a `curves.csv`, with a checksum by which a later process verifies that nothing before it has changed.
package struct CurveMark: Equatable, Sendable {
    /// Number of rows, without the header.
    package var rows: Int
    /// Number of bytes, with the header.
    package var bytes: Int
    /// CRC-64 of these bytes.
    package var check: UInt64

    package init(rows: Int, bytes: Int, check: UInt64) {
        self.rows = rows
        self.bytes = bytes
        self.check = check
    }
}

extension CurveMark: BinaryCodable {
    package func encode(to writer: inout ByteWriter) {
        writer.write(rows)
        writer.write(bytes)
        writer.write(check)
    }

    package init(from reader: inout ByteReader) throws {
        rows = try reader.read()
        bytes = try reader.read()
        check = try reader.read()
        guard rows >= 0, bytes >= 0 else { throw BinaryError.invalid("\(rows) rows in \(bytes) bytes") }
    }
}
