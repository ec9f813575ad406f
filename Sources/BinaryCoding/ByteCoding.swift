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

/// Decodes values from the bytes of a `ByteWriter`; trusts neither lengths nor values.
public struct ByteReader {
    private let source: [UInt8]
    private var position: Int
    private let end: Int

    public init(_ bytes: [UInt8]) {
        self.init(bytes, 0..<bytes.count)
    }

    /// Reads a part of the bytes; traps when the range is not within them.
    public init(_ bytes: [UInt8], _ range: Range<Int>) {
        precondition(
            range.lowerBound >= 0 && range.upperBound <= bytes.count, "\(range) is not within \(bytes.count) bytes")
        source = bytes
        position = range.lowerBound
        end = range.upperBound
    }

    /// Bytes not yet read.
    public var left: Int { end - position }

    public mutating func read<Value: BinaryCodable>(_ type: Value.Type = Value.self) throws -> Value {
        try Value(from: &self)
    }

    public mutating func integer<Value: FixedWidthInteger>(_ type: Value.Type) throws -> Value {
        let start = try take(MemoryLayout<Value>.size)
        return source.withUnsafeBytes { Value(littleEndian: $0.loadUnaligned(fromByteOffset: start, as: Value.self)) }
    }

    /// A number of elements of at least `size` bytes each; throws when they cannot all be there.
    public mutating func count(ofSize size: Int) throws -> Int {
        let count = try read(Int.self)
        guard count >= 0 else { throw BinaryError.invalid("the negative length \(count)") }
        let (needed, overflow) = count.multipliedReportingOverflow(by: size)
        guard !overflow, needed <= left else {
            throw BinaryError.truncated(needed: overflow ? .max : needed, left: left)
        }
        return count
    }

    public mutating func bytes() throws -> [UInt8] {
        let count = try count(ofSize: 1)
        let start = try take(count)
        return Array(source[start..<start + count])
    }

    public mutating func floats() throws -> [Float] {
        let count = try count(ofSize: MemoryLayout<Float>.size)
        let start = try take(count * MemoryLayout<Float>.size)
        return source.withUnsafeBytes { source in
            [Float](unsafeUninitializedCapacity: count) { values, filled in
                for i in 0..<count {
                    let bits = UInt32(
                        littleEndian: source.loadUnaligned(fromByteOffset: start + 4 * i, as: UInt32.self))
                    values.initializeElement(at: i, to: Float(bitPattern: bits))
                }
                filled = count
            }
        }
    }

    /// Throws `BinaryError.surplus` unless everything was read.
    public func finish() throws {
        if left > 0 { throw BinaryError.surplus(left) }
    }

    private mutating func take(_ count: Int) throws -> Int {
        guard count <= left else { throw BinaryError.truncated(needed: count, left: left) }
        defer { position += count }
        return position
    }
}

/// Why bytes are not the value that was to be read from them; the description completes "it ...".
public enum BinaryError: Error, Equatable, CustomStringConvertible {
    /// The bytes end before the value does.
    case truncated(needed: Int, left: Int)
    /// Bytes follow where the value should end.
    case surplus(Int)
    /// A value that is not allowed.
    case invalid(String)

    public var description: String {
        switch self {
        case .truncated(let needed, let left):
            "ends in the middle of a value: \(needed) more bytes are needed, but only \(left) are left"
        case .surplus(let count): "has \(count) bytes too many"
        case .invalid(let what): "holds \(what)"
        }
    }
}
