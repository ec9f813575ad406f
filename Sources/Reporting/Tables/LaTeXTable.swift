import Quoting

/// A table for LaTeX with the package booktabs: a tabular, so that the document decides how it floats.
struct LaTeXTable {
    let table: ResultTable

    var text: String {
        let columns =
            String(repeating: "l", count: table.rowHeadings.count)
            + table.columns.indices.map { isNumeric($0) ? "r" : "l" }.joined()
        var lines =
            [LaTeXText.comment(table.title)] + (table.caption.isEmpty ? [] : [LaTeXText.comment(table.caption)])
            + (table.command.isEmpty ? [] : [LaTeXText.comment("Made by: " + table.command)])
            + ["% Needs \\usepackage{booktabs}.", "\\begin{tabular}{\(columns)}", "\\toprule"]
        if table.hasGroups { lines += groupLines }
        lines.append(
            row(table.rowHeadings.map(LaTeXText.escaped) + table.columns.map { LaTeXText.escaped($0.heading) }))
        lines.append("\\midrule")
        var isBelowMean = false
        for data in table.rows {
            if data.isMean || isBelowMean { lines.append("\\midrule") }
            lines.append(row(data.headings.map(LaTeXText.escaped) + zip(table.columns, data.cells).map(Self.cell)))
            isBelowMean = data.isMean
        }
        lines += ["\\bottomrule", "\\end{tabular}"]
        // Beside the tabular, as a long note would widen its columns.
        lines += table.notes.map { "\\par\\smallskip{\\footnotesize \(LaTeXText.escaped($0))\\par}" }
        return lines.map { $0 + "\n" }.joined()
    }

    private func row(_ cells: [String]) -> String { cells.joined(separator: " & ") + " \\\\" }

    private func isNumeric(_ column: Int) -> Bool {
        !table.rows.contains { row in if case .text = row.cells[column].content { true } else { false } }
    }

    private var groupLines: [String] {
        var cells = table.rowHeadings.map { _ in "" }, rules: [String] = [], place = table.rowHeadings.count + 1
        for (group, count) in table.groups {
            cells.append(
                group.map { "\\multicolumn{\(count)}{c}{\(LaTeXText.escaped($0))}" }
                    ?? String(repeating: "& ", count: count - 1))
            if group != nil { rules.append("\\cmidrule(lr){\(place)-\(place + count - 1)}") }
            place += count
        }
        return [row(cells), rules.joined(separator: " ")]
    }

    private static func cell(_ column: ResultTable.Column, _ cell: ResultTable.Cell) -> String {
        let text: String
        switch cell.content {
        case .empty: return "--"
        case .text(let words): text = LaTeXText.escaped(words)
        case .number(let value, let deviation):
            let digits = cell.digits ?? column.digits
            let number = "$\(TableNumber.shown(value, digits: digits, isSigned: column.isSigned))$"
            let bold = cell.isBest ? "\\textbf{\(number.filter { $0 != "$" })}" : number
            return bold + (deviation.map { " $\\pm$ " + TableNumber.shown($0, digits: digits) } ?? "")
                + mark(cell)
        }
        return text + mark(cell)
    }

    private static func mark(_ cell: ResultTable.Cell) -> String {
        cell.mark.isEmpty ? "" : "\\textsuperscript{\(LaTeXText.escaped(cell.mark))}"
    }
}
