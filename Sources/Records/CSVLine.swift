/// Lines of CSV files that hold text, some of it in quotes.
public enum CSVLine {
    /// The cells of one line; nil when a quote is not closed.
    public static func cells(_ line: some StringProtocol) -> [String]? {
        var cells = [""], isQuoted = false
        var characters = line.makeIterator(), next = characters.next()
        while let character = next {
            next = characters.next()
            switch character {
            case "\"" where isQuoted && next == "\"":
                cells[cells.count - 1].append("\"")
                next = characters.next()
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: cells.append("")
            default: cells[cells.count - 1].append(character)
            }
        }
        return isQuoted ? nil : cells
    }

    /// One line without its end; cells that need it in quotes.
    public static func text(_ cells: [String]) -> String {
        cells.map { cell in
            cell.contains { ",\"".contains($0) || $0.isNewline } ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
        }.joined(separator: ",")
    }

    /// The rows of a file under one header line.
    ///
    /// Throws `RecordError` when it cannot be read, has another header, or a line of another number of cells.
    public static func rows(_ path: String, columns: [String]) throws -> [(line: Int, cells: [String])] {
        let lines = try TextFile.read(path).split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
        guard let header = lines.first, cells(header) == columns else {
            throw RecordError("\(path):1: must be the header '\(columns.joined(separator: ","))'")
        }
        return try zip(2..., lines.dropFirst()).filter { !$1.isEmpty }.map { number, line in
            guard let cells = cells(line) else { throw RecordError("\(path):\(number): a quote is not closed") }
            guard cells.count == columns.count else {
                throw RecordError("\(path):\(number): has \(cells.count) cells; allowed are \(columns.count): \(columns.joined(separator: ","))")
            }
            return (number, cells)
        }
    }
}
