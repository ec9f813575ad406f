import Foundation

/// Lays out rows of cells in columns.
package enum TextColumns {
    /// One line per row, with cells padded to the width of their column and two spaces apart, without trailing spaces.
    package static func lines(_ rows: [[String]]) -> [String] {
        let count = rows.map(\.count).max() ?? 0
        let widths = (0..<count).map { column in rows.map { column < $0.count ? $0[column].count : 0 }.max() ?? 0 }
        return rows.map { row in
            let cells = zip(row, widths).map { cell, width in cell + String(repeating: " ", count: width - cell.count) }
            let line = cells.joined(separator: "  ")
            return String(line.reversed().drop { $0 == " " }.reversed())
        }
    }
}

/// Tables whose first row is the header.
package enum TextTable {
    package enum Format: String, CaseIterable, Sendable {
        case text, markdown
    }

    /// The lines of a table; all rows have as many cells as the header.
    package static func lines(_ rows: [[String]], _ format: Format) -> [String] {
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

/// A destination of progress messages.
package protocol TextSink: AnyObject {
    func write(_ text: String)
}

/// Writes progress to a file handle, such as standard error; a reader that has gone away does not stop the runs.
package final class FileHandleSink: TextSink {
    private let handle: FileHandle

    package init(_ handle: FileHandle) {
        self.handle = handle
    }

    package func write(_ text: String) {
        try? handle.write(contentsOf: Data(text.utf8))
    }
}
