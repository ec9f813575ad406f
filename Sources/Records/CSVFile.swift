import Quoting

/// Files of CSV that hold text.
public enum CSVFile {
    /// The rows of a file under one header line, with the number of the line that each begins in.
    ///
    /// Throws `RecordError` when it cannot be read, has another header, or a line of another number of cells.
    public static func rows(_ path: String, columns: [String]) throws -> [(line: Int, cells: [String])] {
        let lines = CSVText.lines(try TextFile.read(path))
        guard lines[0].cells == columns else {
            throw RecordError("\(path):1: must be the header '\(columns.joined(separator: ","))'")
        }
        return try lines.dropFirst().filter { $0.cells != [""] }.map { number, cells in
            guard let cells else { throw RecordError("\(path):\(number): a quote is not closed") }
            guard cells.count == columns.count else {
                throw RecordError("\(path):\(number): has \(cells.count) cells; allowed are \(columns.count): \(columns.joined(separator: ","))")
            }
            return (number, cells)
        }
    }
}
