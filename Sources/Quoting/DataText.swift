/// Reads and writes lines of CSV with text cells.
///
/// A spreadsheet interprets a cell that starts with `=`, `+`, `-`, `@`, a tab or a return as a formula, which may run programs. Such a
/// cell, unless it is a number, is written with a leading apostrophe, which is removed when the lines are read here.
package enum CSVText {
    /// One line without its line end; cells are quoted where necessary. NUL, which readers reject, becomes U+FFFD.
    package static func line(_ cells: [String]) -> String {
        cells.map { cell in
            let text = guarded(cell).replacingScalars { $0 == "\0" ? "\u{fffd}" : "\($0)" }
            let needsQuotes = text.unicodeScalars.contains { ",\"\n\r".unicodeScalars.contains($0) }
            return needsQuotes ? "\"" + text.replacingScalars { $0 == "\"" ? "\"\"" : "\($0)" } + "\"" : text
        }.joined(separator: ",")
    }

    /// The cells of every line with its number; `cells` is nil if a quote is not closed. A quoted cell may contain line ends.
    package static func lines(_ text: some StringProtocol) -> [(line: Int, cells: [String]?)] {
        var lines: [(line: Int, cells: [String]?)] = [], number = 1, first = 1
        var cells: [String] = [], cell = String.UnicodeScalarView(), isQuoted = false
        func endCell() { cells.append(unguarded(String(cell))); cell = .init() }
        func endLine() { endCell(); lines.append((first, cells)); cells = [] }
        var scalars = text.unicodeScalars.makeIterator(), next = scalars.next()
        while let scalar = next {
            next = scalars.next()
            let isReturn = scalar == "\r" && next != "\n"
            if scalar == "\n" || isReturn { number += 1 }
            switch scalar {
            case "\"" where isQuoted && next == "\"":
                cell.append(scalar)
                next = scalars.next()
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: endCell()
            case "\r" where !isQuoted && next == "\n": break
            case "\n" where !isQuoted, "\r" where !isQuoted:
                endLine()
                first = number
            default: cell.append(scalar)
            }
        }
        if isQuoted { lines.append((first, nil)) } else { endLine() }
        return lines
    }

    /// Whether a spreadsheet reads a formula; apostrophes before it count, so that taking one away leads back.
    private static func isFormula(_ cell: String) -> Bool {
        guard let first = cell.unicodeScalars.first(where: { $0 != "'" }), "=+-@\t\r".unicodeScalars.contains(first)
        else { return false }
        return cell.wholeMatch(of: #/[+\-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+\-]?[0-9]+)?/#) == nil
    }

    private static func guarded(_ cell: String) -> String { isFormula(cell) ? "'" + cell : cell }

    private static func unguarded(_ cell: String) -> String {
        cell.unicodeScalars.first == "'" && isFormula(cell) ? String(cell.unicodeScalars.dropFirst()) : cell
    }
}

/// Quotes text for JSON.
package enum JSONString {
    /// A JSON string with its quotes.
    package static func quoted(_ text: String) -> String {
        "\""
            + text.replacingScalars { scalar in
                switch scalar {
                case "\"": "\\\""
                case "\\": "\\\\"
                case "\n": "\\n"
                case _ where scalar.value < 0x20:
                    "\\u00" + (scalar.value < 0x10 ? "0" : "") + String(scalar.value, radix: 16)
                default: "\(scalar)"
                }
            } + "\""
    }
}

/// Rows of typed values under named columns, for other programs: as CSV or as JSON.
package struct DataTable: Equatable, Sendable {
    /// One value.
    package enum Cell: Equatable, Sendable {
        case absent, flag(Bool), text(String)
        /// A number in decimal digits, as it is written out.
        case number(String)

        /// Undefined values and infinities are absent.
        package static func number(_ value: Double?) -> Cell {
            guard let value, value.isFinite else { return .absent }
            return .number(value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)")
        }

        package static func number(_ value: Int) -> Cell { .number("\(value)") }

        package static func text(_ text: String?) -> Cell { text.map { .text($0) } ?? .absent }

        /// As people read it; nothing where it is absent.
        package var words: String {
            switch self {
            case .absent: ""
            case .flag(let flag): "\(flag)"
            case .text(let text), .number(let text): text
            }
        }

        var json: String {
            switch self {
            case .absent: "null"
            case .flag(let flag): "\(flag)"
            case .text(let text): JSONString.quoted(text)
            case .number(let digits): digits
            }
        }
    }

    package var columns: [String]
    package var rows: [[Cell]]

    package init(columns: [String], rows: [[Cell]]) {
        self.columns = columns
        self.rows = rows
    }

    /// A header line and a line for each row; an absent value is an empty cell.
    package var csv: String {
        ([columns] + rows.map { $0.map(\.words) }).map { CSVText.line($0) + "\n" }.joined()
    }

    /// A list with an object for each row; an absent value is null.
    package var json: String {
        let objects = rows.map { row in
            "  {" + zip(columns, row).map { "\(JSONString.quoted($0)): \($1.json)" }.joined(separator: ", ") + "}"
        }
        return objects.isEmpty ? "[]\n" : "[\n" + objects.joined(separator: ",\n") + "\n]\n"
    }
}
