import Foundation

/// Writes a `curves.csv` row by row, so that a killed run loses at most the line it was writing.
public final class CurveWriter {
    private let columnCount: Int
    private let file: FileDescriptor
    private var length: off_t = 0
    private var isOpen = true

    /// Starts the file anew with its header; throws `RecordError` when it cannot be created or written.
    public init(path: String, columns: [String]) throws {
        precondition(!columns.isEmpty, "a table of curves needs a column")
        columnCount = columns.count
        file = try FileDescriptor(opening: path, flags: O_WRONLY | O_CREAT | O_TRUNC, purpose: "be written")
        try write(line: columns.joined(separator: ","))
    }

    deinit {
        try? close()
    }

    /// Adds one row and hands it to the operating system; nil and non-finite values become empty cells.
    ///
    /// Throws `RecordError` when the disk is full or the file closed; the row is then not in the file, not even in part.
    public func append(_ values: [Double?]) throws {
        precondition(values.count == columnCount, "a row needs \(columnCount) values, not \(values.count)")
        guard isOpen else {
            throw RecordError("\(file.path): cannot be written: it was closed already")
        }
        try write(line: values.map(Self.cell).joined(separator: ","))
    }

    /// Closes the file; throws `RecordError` when the system reports only now that it could not be written.
    public func close() throws {
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
            _ = ftruncate(file.number, length)
            lseek(file.number, length, SEEK_SET)
            throw error
        }
        length += off_t(bytes.count)
    }

    /// The shortest text that reads back as the same number; whole numbers without a point.
    static func cell(_ value: Double?) -> String {
        guard let value, value.isFinite else { return "" }
        if let whole = Int(exactly: value), abs(value) < 1e15 { return String(whole) }
        return value.description
    }
}
