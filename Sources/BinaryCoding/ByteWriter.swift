/// Encodes values as bytes, little-endian.
public struct ByteWriter {
    public private(set) var bytes: [UInt8] = []

    public init() {}

    public mutating func write(_ value: some BinaryCodable) {
        value.encode(to: &self)
    }

    /// As many bytes as the type has.
    public mutating func write(integer value: some FixedWidthInteger) {
        withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
    }

    /// The number of bytes, and these.
    public mutating func write(bytes more: [UInt8]) {
        write(more.count)
        bytes.append(contentsOf: more)
    }

    /// The number of floats, and their bits: as fast as memory can be copied.
    public mutating func write(floats values: [Float]) {
        write(values.count)
        #if _endian(little)
        values.withUnsafeBytes { bytes.append(contentsOf: $0) }
        #else
        for value in values { write(integer: value.bitPattern) }
        #endif
    }
}
