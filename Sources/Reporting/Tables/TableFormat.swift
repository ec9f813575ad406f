import Foundation
import Quoting

/// The output formats of a table.
package enum TableFormat: String, CaseIterable, Sendable {
    case markdown = "md"
    case csv, json, latex

    /// The file extension.
    package var fileExtension: String {
        switch self {
        case .markdown: "md"
        case .csv: "csv"
        case .json: "json"
        case .latex: "tex"
        }
    }
}

extension ResultTable {
    /// The table's text, which ends with a newline; the same cells give the same bytes.
    package func text(_ format: TableFormat) -> String {
        switch format {
        case .markdown: MarkdownTable(table: self).text
        case .csv: CSVTable(table: self).text
        case .json: JSONTable(table: self).text
        case .latex: LaTeXTable(table: self).text
        }
    }
}

/// Numbers in the notation of tables.
package enum TableNumber {
    /// With exactly this many decimals; zero without a sign.
    package static func shown(_ value: Double, digits: Int, isSigned: Bool = false) -> String {
        let text = String(format: "%.\(digits)f", value)
        let isZero = text.allSatisfy { !("1"..."9").contains($0) }
        let plain = isZero && text.hasPrefix("-") ? String(text.dropFirst()) : text
        return isSigned && !isZero && value > 0 ? "+" + plain : plain
    }

    /// For programs: two more decimals than are shown, without trailing zeros.
    static func plain(_ value: Double, digits: Int) -> String {
        let text = GnuplotText.number(value, decimals: digits + 2)
        return text == "-0" ? "0" : text
    }
}
