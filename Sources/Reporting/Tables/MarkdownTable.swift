import Quoting

/// A table as GitHub-flavoured Markdown, columns aligned also as plain text.
struct MarkdownTable {
    let table: ResultTable

    var text: String {
        let headings =
            table.rowHeadings + table.columns.map { [$0.group, $0.heading].compactMap(\.self).joined(separator: ": ") }
        let header = headings.map(MarkdownText.escaped)
        let rows = table.rows.map { row in
            var headings = row.headings.map(MarkdownText.escaped)
            if row.isMean, let last = headings.popLast() { headings.append("*\(last)*") }
            return headings + zip(table.columns, row.cells).map(Self.cell)
        }
        let widths = header.indices.map { column in ([header] + rows).map { $0[column].count }.max()! }
        let rule = header.indices.map { column in
            isNumeric(column)
                ? String(repeating: "-", count: max(widths[column], 3) - 1) + ":"
                : String(repeating: "-", count: max(widths[column], 3))
        }
        let lines = ([header, rule] + rows).map { cells in
            "| "
                + cells.indices.map { padded(cells[$0], to: max(widths[$0], 3), left: !isNumeric($0)) }.joined(
                    separator: " | ") + " |"
        }
        let notes = table.notes.map { "\n" + MarkdownText.line($0) + "\n" }
        return "**\(MarkdownText.escaped(table.title))**"
            + (table.caption.isEmpty ? "" : "  \n\(MarkdownText.line(table.caption))") + "\n\n"
            + lines.joined(separator: "\n") + "\n" + notes.joined()
            + (table.command.isEmpty ? "" : "\nMade by \(MarkdownText.code(table.command)).\n")
    }

    private func isNumeric(_ column: Int) -> Bool {
        guard column >= table.rowHeadings.count else { return false }
        return !table.rows.contains { row in
            if case .text = row.cells[column - table.rowHeadings.count].content { true } else { false }
        }
    }

    private func padded(_ text: String, to width: Int, left: Bool) -> String {
        let space = String(repeating: " ", count: max(0, width - text.count))
        return left ? text + space : space + text
    }

    private static func cell(_ column: ResultTable.Column, _ cell: ResultTable.Cell) -> String {
        let text: String
        switch cell.content {
        case .empty: return "–"
        case .text(let words): text = MarkdownText.escaped(words)
        case .number(let value, let deviation):
            let digits = cell.digits ?? column.digits
            text =
                TableNumber.shown(value, digits: digits, isSigned: column.isSigned)
                + (deviation.map { " ± " + TableNumber.shown($0, digits: digits) } ?? "")
        }
        return (cell.isBest ? "**\(text)**" : text) + MarkdownText.escaped(cell.mark)
    }
}
