import Quoting

/// Reads CSV: files with text, and the lines of files that contain only numbers.
package enum CSVFile {
    /// The rows of a file under one header line; empty lines are left out.
    ///
    /// Throws `RecordError` when the file cannot be read, has a different header, or a line with a different number of cells.
    package static func rows(_ path: String, columns: [String]) throws -> [CSVRow] {
        let lines = CSVText.lines(try TextFile.read(path))
        guard lines[0].cells == columns else {
            throw RecordError("\(path):1: must be the header '\(columns.joined(separator: ","))'")
        }
        return try lines.dropFirst().filter { $0.cells != [""] }.map { number, cells in
            guard let cells else { throw RecordError("\(path):\(number): a quote is not closed") }
            guard cells.count == columns.count else {
                throw RecordError(
                    "\(path):\(number): has \(cells.count) cells; allowed are \(columns.count): "
                        + columns.joined(separator: ","))
            }
            return CSVRow(place: "\(path):\(number)", columns: columns, cells: cells)
        }
    }

    /// The cells of a line of numbers, which has no quotes; a return at its end is not part of them.
    static func cells(_ line: some BidirectionalCollection<UInt8>) -> [String] {
        let text = line.last == UInt8(ascii: "\r") ? line.dropLast() : line[...]
        return text.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            .map { String(decoding: $0, as: UTF8.self) }
    }

    /// Nil for a text that is not a finite number.
    static func number(_ cell: String) -> Double? { Double(cell).flatMap { $0.isFinite ? $0 : nil } }
}

/// One row of a CSV file; errors name its line.
package struct CSVRow: Equatable, Sendable {
    /// File and line.
    package let place: String
    private let columns: [String]
    package let cells: [String]

    init(place: String, columns: [String], cells: [String]) {
        self.place = place
        self.columns = columns
        self.cells = cells
    }

    /// The text in a column, which must be one of the header's.
    package subscript(column: String) -> String {
        guard let index = columns.firstIndex(of: column) else {
            preconditionFailure("'\(column)' is not a column of \(columns)")
        }
        return cells[index]
    }

    /// Throws `RecordError` for an empty cell or a value that is not a finite number.
    package func number(_ column: String) throws -> Double {
        guard let value = CSVFile.number(self[column]) else {
            throw RecordError("\(place): '\(self[column])' in column '\(column)' is not a finite number")
        }
        return value
    }

    /// Nil for an empty cell; throws `RecordError` for a value that is not a finite number.
    package func optionalNumber(_ column: String) throws -> Double? { self[column].isEmpty ? nil : try number(column) }

    /// Nil for an empty cell; throws `RecordError` for a value that is not a whole number.
    package func optionalWhole(_ column: String) throws -> Int? {
        try optionalNumber(column).map { value in
            guard let whole = Int(exactly: value) else {
                throw RecordError("\(place): '\(self[column])' in column '\(column)' is not a whole number")
            }
            return whole
        }
    }
}
