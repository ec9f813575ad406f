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
