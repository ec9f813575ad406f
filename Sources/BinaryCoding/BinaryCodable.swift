/// A value that can be written as bytes and read back equal, bit for bit.
///
/// Little-endian, without names or types: reader and writer must know the same fields in the same order.
public protocol BinaryCodable {
    func encode(to writer: inout ByteWriter)
    /// - Throws: `BinaryError` when the bytes are not such a value; never traps.
    init(from reader: inout ByteReader) throws
}

/// A value of which one part is determined by a configuration and the other changes over time: only the latter is written, and is read back
/// into a value of the same configuration.
public protocol BinaryRestorable {
    func encode(to writer: inout ByteWriter)
    /// - Throws: `BinaryError` when the bytes are not a valid state of this value.
    mutating func restore(from reader: inout ByteReader) throws
}

extension Int: BinaryCodable {
    public func encode(to writer: inout ByteWriter) { writer.write(integer: Int64(self)) }

    public init(from reader: inout ByteReader) throws {
        let value = try reader.integer(Int64.self)
        guard let whole = Int(exactly: value) else {
            throw BinaryError.invalid("a whole number that is too large here: \(value)")
        }
        self = whole
    }
}

extension UInt32: BinaryCodable {
    public func encode(to writer: inout ByteWriter) { writer.write(integer: self) }
    public init(from reader: inout ByteReader) throws { self = try reader.integer(UInt32.self) }
}

extension UInt64: BinaryCodable {
    public func encode(to writer: inout ByteWriter) { writer.write(integer: self) }
    public init(from reader: inout ByteReader) throws { self = try reader.integer(UInt64.self) }
}

extension Double: BinaryCodable {
    public func encode(to writer: inout ByteWriter) { writer.write(integer: bitPattern) }
    public init(from reader: inout ByteReader) throws { self.init(bitPattern: try reader.integer(UInt64.self)) }
}

extension Bool: BinaryCodable {
    public func encode(to writer: inout ByteWriter) { writer.write(integer: UInt8(self ? 1 : 0)) }

    public init(from reader: inout ByteReader) throws {
        switch try reader.integer(UInt8.self) {
        case 0: self = false
        case 1: self = true
        case let other: throw BinaryError.invalid("\(other) where 0 or 1 is allowed")
        }
    }
}

/// The number of UTF-8 bytes, and these.
extension String: BinaryCodable {
    public func encode(to writer: inout ByteWriter) { writer.write(bytes: Array(utf8)) }

    public init(from reader: inout ByteReader) throws {
        guard let text = String(validating: try reader.bytes(), as: UTF8.self) else {
            throw BinaryError.invalid("text that is not UTF-8")
        }
        self = text
    }
}

/// Whether there is a value, and it.
extension Optional: BinaryCodable where Wrapped: BinaryCodable {
    public func encode(to writer: inout ByteWriter) {
        writer.write(self != nil)
        if let self { writer.write(self) }
    }

    public init(from reader: inout ByteReader) throws {
        self = try reader.read(Bool.self) ? try reader.read(Wrapped.self) : nil
    }
}

/// The number of elements, and these; for many floats there is `ByteWriter.write(floats:)`.
extension Array: BinaryCodable where Element: BinaryCodable {
    public func encode(to writer: inout ByteWriter) {
        writer.write(count)
        for element in self { writer.write(element) }
    }

    public init(from reader: inout ByteReader) throws {
        // No element takes less than a byte, so that a wrong number cannot ask for more memory than the bytes themselves take.
        let count = try reader.count(ofSize: 1)
        self = []
        for _ in 0..<count { append(try reader.read(Element.self)) }
    }
}
