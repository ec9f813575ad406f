import BinaryCoding
import Foundation
import Wording

/// Writes a `curves.csv` row by row, so that a killed run loses at most the line it was writing.
package final class CurveWriter {
    private let columnCount: Int
    private let file: FileDescriptor
    /// The present end of the file.
    package private(set) var mark: CurveMark
    private var check: CRC64
    private var isOpen = true

    /// Creates or truncates the file and writes its header; throws `RecordError` when it cannot be created or written.
    package init(path: String, columns: [String]) throws {
        precondition(!columns.isEmpty, "a table of curves needs a column")
        columnCount = columns.count
        // Made exclusively, as a link of that name must not lead to a file elsewhere.
        try Obstacle.clear(path)
        file = try FileDescriptor(
            opening: path, flags: O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, purpose: "be written")
        check = CRC64()
        mark = CurveMark(rows: -1, bytes: 0, check: 0)
        try write(line: Self.header(columns))
    }

    /// Continues the file at an earlier end and truncates what follows it.
    ///
    /// Nil when there is no regular file, or one that does not begin with what was there then; throws `RecordError` when it cannot be read
    /// or written.
    package init?(path: String, columns: [String], continuing mark: CurveMark) throws {
        guard Obstacle.kind(path) == nil, FileManager.default.fileExists(atPath: path) else { return nil }
        let file = try FileDescriptor(opening: path, flags: O_RDWR | O_NOFOLLOW, purpose: "be written")
        guard let check = Self.check(of: try file.readBytes(mark.bytes, at: 0), columns: columns, until: mark) else {
            try file.close()
            return nil
        }
        columnCount = columns.count
        self.file = file
        self.mark = mark
        self.check = check
        try returnToMark()
    }

    /// Creates or truncates the file and begins it with the rows of another run, as `beginning` returns them.
    package init(path: String, columns: [String], beginning bytes: [UInt8], until mark: CurveMark) throws {
        guard let check = Self.check(of: bytes, columns: columns, until: mark) else {
            preconditionFailure("the bytes are not those of the mark")
        }
        columnCount = columns.count
        try Obstacle.clear(path)
        file = try FileDescriptor(
            opening: path, flags: O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW, purpose: "be written")
        try file.write(bytes)
        self.mark = mark
        self.check = check
    }

    /// The bytes of another run's curves up to a mark; nil when the file no longer begins with what was there then, or has other columns.
    ///
    /// Throws `RecordError` when it cannot be read.
    package static func beginning(of path: String, columns: [String], until mark: CurveMark) throws -> [UInt8]? {
        guard Obstacle.kind(path) == nil, FileManager.default.fileExists(atPath: path) else { return nil }
        let file = try FileDescriptor(opening: path, flags: O_RDONLY | O_NOFOLLOW, purpose: "be read")
        defer { try? file.close() }
        let bytes = try file.readBytes(mark.bytes, at: 0)
        return check(of: bytes, columns: columns, until: mark) == nil ? nil : bytes
    }

    /// The checksum of what stands before a mark; nil when it is not that of the mark.
    private static func check(of bytes: [UInt8], columns: [String], until mark: CurveMark) -> CRC64? {
        var check = CRC64()
        bytes.withUnsafeBytes { check.update($0) }
        guard bytes.count == mark.bytes, check.value == mark.check,
            bytes.starts(with: (header(columns) + "\n").utf8)
        else { return nil }
        return check
    }

    deinit {
        try? close()
    }

    /// Appends one row and passes it to the operating system; nil and non-finite values become empty cells.
    ///
    /// Throws `RecordError` when the disk is full or the file is closed; the row is then not in the file, not even in part.
    package func append(_ values: [Double?]) throws {
        precondition(values.count == columnCount, "a row needs \(columnCount) values, not \(values.count)")
        guard isOpen else {
            throw RecordError("\(file.path): cannot be written: it is already closed")
        }
        try write(line: values.map(Self.cell).joined(separator: ","))
    }

    /// The present end of the file, after syncing everything before it to the disk.
    package func synchronized() throws -> CurveMark {
        try file.synchronize()
        return mark
    }

    /// Closes the file; throws `RecordError` if the system reports only now that it could not be written.
    package func close() throws {
        guard isOpen else { return }
        isOpen = false
        try file.close()
    }

    private func write(line: String) throws {
        let bytes = Array((line + "\n").utf8)
        do {
            try file.write(bytes)
        } catch {
            // A row cut off by a full disk would spoil the next one.
            try? returnToMark()
            throw error
        }
        bytes.withUnsafeBytes { check.update($0) }
        mark = CurveMark(rows: mark.rows + 1, bytes: mark.bytes + bytes.count, check: check.value)
    }

    private func returnToMark() throws {
        let end = off_t(mark.bytes)
        if ftruncate(file.number, end) != 0 || lseek(file.number, end, SEEK_SET) != end {
            throw RecordError("\(file.path): cannot be written: \(SystemReason.text())")
        }
    }

    private static func header(_ columns: [String]) -> String { columns.joined(separator: ",") }

    /// The shortest text that reads back as the same number; whole numbers without a point.
    static func cell(_ value: Double?) -> String {
        guard let value, value.isFinite else { return "" }
        if let whole = Int(exactly: value), abs(value) < 1e15 { return String(whole) }
        return value.description
    }
}

/// A position in a `curves.csv`, with a checksum by which a later process verifies that nothing before it has changed.
package struct CurveMark: Equatable, Sendable {
    /// Number of rows, without the header.
    package var rows: Int
    /// Number of bytes, with the header.
    package var bytes: Int
    /// CRC-64 of these bytes.
    package var check: UInt64

    /// Before anything is written.
    package static let none = CurveMark(rows: 0, bytes: 0, check: 0)
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
