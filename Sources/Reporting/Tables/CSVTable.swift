import Quoting

/// A table as CSV: names in snake_case, plain numbers, empty cells for undefined values.
struct CSVTable {
    let table: ResultTable

    var text: String {
        let hasDeviation = table.columns.indices.map { column in
            table.rows.contains { row in
                if case .number(_, deviation: .some) = row.cells[column].content { true } else { false }
            }
        }
        let header =
            table.rowNames
            + zip(table.columns, hasDeviation).flatMap { column, spread in
                [column.name] + (spread ? [column.name + "_deviation"] : [])
            }
        let rows = table.rows.map { row in
            row.headings
                + zip(zip(table.columns, hasDeviation), row.cells).flatMap { column, cell -> [String] in
                    let (column, spread) = column
                    switch cell.content {
                    case .empty: return spread ? ["", ""] : [""]
                    case .text(let text): return [text] + (spread ? [""] : [])
                    case .number(let value, let deviation):
                        let digits = cell.digits ?? column.digits
                        return [TableNumber.plain(value, digits: digits)]
                            + (spread ? [deviation.map { TableNumber.plain($0, digits: digits) } ?? ""] : [])
                    }
                }
        }
        return ([header] + rows).map { CSVText.line($0) + "\n" }.joined()
    }
}

/// Names of columns.
package enum TableName {
    /// `DIP, peak` is `dip_peak`, `λ = 1` is `lambda_1`; never empty.
    package static func snakeCase(_ text: String) -> String {
        let greek: [Character: String] = ["λ": "lambda", "σ": "sigma", "Δ": "delta", "α": "alpha", "β": "beta"]
        let spelled = text.map { greek[$0] ?? String($0) }.joined().lowercased()
        let words = spelled.split { !($0.isASCII && ($0.isLetter || $0.isNumber || $0 == ".")) }
        let name = words.joined(separator: "_").replacing(".", with: "_")
        return name.isEmpty ? "column" : name
    }
}
