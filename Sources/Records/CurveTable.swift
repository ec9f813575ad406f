import Foundation

/// The rows of a `curves.csv`: one column per measure, one row per recorded iteration; an undefined value is an empty cell.
package struct CurveTable: Equatable, Sendable {
    package let columns: [String]
    /// One value per column in each row; nil where the cell is empty.
    package let rows: [[Double?]]

    /// Takes values unchanged; traps unless every row has one value per column.
    package init(columns: [String], rows: [[Double?]]) {
        precondition(rows.allSatisfy { $0.count == columns.count }, "every row needs \(columns.count) values")
        self.columns = columns
        self.rows = rows
    }

    /// Reads a CSV file of numbers under one header line; a last line torn by a kill (no newline, or too few cells) is left out.
    ///
    /// Throws `RecordError` for a missing file, a missing or repeated column name, and any other malformed line, naming it.
    package init(contentsOf path: String) throws {
        let newline = UInt8(ascii: "\n")
        let lines = try [UInt8](TextFile.data(path)).split(separator: newline, omittingEmptySubsequences: false)
        // What follows the last newline was never finished: it is empty in a whole file.
        let finished = lines.dropLast()
        guard let header = finished.first.map({ CSVFile.cells($0) }), header != [""] else {
            throw RecordError("\(path): has no complete header line; the first line must name the columns")
        }
        try Self.check(header: header, path: path)

        var rows: [[Double?]] = []
        rows.reserveCapacity(finished.count)
        for (number, line) in zip(2..., finished.dropFirst()) {
            let cells = CSVFile.cells(line)
            if cells.count < header.count && number == finished.count { break }
            guard cells.count == header.count else {
                throw RecordError(
                    "\(path):\(number): has \(cells.count) cells but the header names \(header.count) columns")
            }
            rows.append(try zip(header, cells).map { try Self.value($1, in: $0, at: "\(path):\(number)") })
        }
        self.init(columns: header, rows: rows)
    }

    /// The values of one column from top to bottom; nil if there is no such column.
    package subscript(column: String) -> [Double?]? {
        guard let index = columns.firstIndex(of: column) else { return nil }
        return rows.map { $0[index] }
    }

    private static func check(header: [String], path: String) throws {
        if header.contains("") {
            throw RecordError("\(path):1: has a column without a name")
        }
        if let (_, repeated) = header.enumerated().first(where: { header[..<$0.offset].contains($0.element) }) {
            throw RecordError("\(path):1: names the column '\(repeated)' twice")
        }
    }

    private static func value(_ cell: String, in column: String, at place: @autoclosure () -> String) throws -> Double?
    {
        if cell.isEmpty { return nil }
        guard let value = CSVFile.number(cell) else {
            throw RecordError(
                "\(place()): '\(cell)' in column '\(column)' is not a finite number; "
                    + "an undefined value is an empty cell")
        }
        return value
    }
}

/// The last finished row of a `curves.csv` that may be growing, read without the rows before it.
package struct CurveTail: Equatable, Sendable {
    /// Values by column; undefined values are left out.
    package let values: [String: Double]

    private static let longestLine = 4096

    /// Nil if there is no such file, or no finished row in it.
    package init?(contentsOf path: String) {
        guard let file = try? FileDescriptor(opening: path, flags: O_RDONLY, purpose: "be read") else { return nil }
        defer { try? file.close() }
        guard let length = try? file.size(), let start = try? file.readBytes(Self.longestLine, at: 0),
            let header = start.split(separator: UInt8(ascii: "\n")).first
        else { return nil }
        let tail = max(header.count + 1, length - Self.longestLine)
        guard tail < length, let end = try? file.readBytes(Self.longestLine, at: tail) else { return nil }
        let columns = CSVFile.cells(header)
        // What follows the last newline is not finished; the first line may be cut.
        let rows = end.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false).dropLast()
        guard let row = rows.last.map({ CSVFile.cells($0) }), row.count == columns.count else { return nil }
        values = Dictionary(
            zip(columns, row.map { CSVFile.number($0) }).compactMap { name, value in value.map { (name, $0) } }
        ) { $1 }
    }
}
