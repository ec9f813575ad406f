import Quoting

/// A table as JSON: a list with an object for each row under the names of the CSV header, numbers as numbers.
///
/// Rows of means are left out: they would be counted again.
struct JSONTable {
    let table: ResultTable
    /// The row names below which names stand; those stay text, also where they look like numbers.
    private static let areNames: Set<String> = ["image", "variant"]

    var text: String {
        let hasDeviation = table.columns.indices.map { column in
            table.rows.contains { row in
                if case .number(_, deviation: .some) = row.cells[column].content { true } else { false }
            }
        }
        let columns = zip(table.columns, hasDeviation)
        let names =
            table.rowNames
            + columns.flatMap { [$0.name] + ($1 ? ["\($0.name)_deviation"] : []) }
        let rows = table.rows.filter { !$0.isMean }.map { row in
            zip(table.rowNames, row.headings).map { Self.heading($1, below: $0) }
                + zip(columns, row.cells).flatMap { column, cell in
                    Self.values(cell, cell.digits ?? column.0.digits, spread: column.1)
                }
        }
        return DataTable(columns: names, rows: rows).json
    }

    private static func heading(_ text: String, below name: String) -> DataTable.Cell {
        guard !areNames.contains(name), let number = Double(text), number.isFinite else { return .text(text) }
        return .number(number)
    }

    private static func values(_ cell: ResultTable.Cell, _ digits: Int, spread: Bool) -> [DataTable.Cell] {
        switch cell.content {
        case .empty: spread ? [.absent, .absent] : [.absent]
        case .text(let text): spread ? [.text(text), .absent] : [.text(text)]
        case .number(let value, let deviation):
            [.number(TableNumber.plain(value, digits: digits))]
                + (spread ? [deviation.map { .number(TableNumber.plain($0, digits: digits)) } ?? .absent] : [])
        }
    }
}
