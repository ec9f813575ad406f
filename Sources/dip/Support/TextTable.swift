/// Tables whose first row is the header.
enum TextTable {
    enum Format: String, CaseIterable {
        case text, markdown
    }

    /// The lines of a table; all rows have as many cells as the header.
    static func lines(_ rows: [[String]], _ format: Format) -> [String] {
        switch format {
        case .text:
            return TextColumns.lines(rows)
        case .markdown:
            guard let header = rows.first else { return [] }
            let rule = [String](repeating: "---", count: header.count)
            return ([header, rule] + rows.dropFirst()).map { "| " + $0.joined(separator: " | ") + " |" }
        }
    }
}
