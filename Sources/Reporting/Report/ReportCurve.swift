import Foundation
import Records

/// The curves of one run, thinned to what can be seen on a screen.
package struct ReportCurve: Equatable, Sendable {
    package struct Column: Equatable, Sendable {
        package var name: String
        package var values: [Double?]
    }

    /// `iteration` first, then the metrics.
    package let columns: [Column]

    /// Keeps the metrics that a reader compares; nil for a table without iterations or rows.
    package init?(_ table: CurveTable, most: Int = CurveThinning.standardMost) {
        let rows = CurveThinning.rows(of: table, most: most)
        let shown = table.columns.filter { $0 == "iteration" || Self.isShown($0) }
        guard !rows.isEmpty, shown.first == "iteration", shown.count > 1 else { return nil }
        columns = shown.map { name in
            let values = table[name] ?? []
            return Column(name: name, values: rows.map { values[$0] })
        }
    }

    /// The iterations that were done, one more than the number of the last.
    var iterations: Int? { columns[0].values.last?.flatMap { Int(exactly: $0 + 1) } }

    private static func isShown(_ column: String) -> Bool {
        ["loss", "ssim", "ratio"].contains(column) || column.hasPrefix("fbc_")
            || column.hasPrefix("psnr") && column != "psnr_degraded"
    }

    /// A JSON object with one list a column; numbers have four significant digits, iterations all.
    package var json: String {
        let lists = columns.map { column in
            let numbers = column.values.map { value -> String in
                guard let value, value.isFinite else { return "null" }
                return Int(exactly: value).map(String.init) ?? Self.short(value)
            }
            return "\(JSONScript.text(column.name)):[\(numbers.joined(separator: ","))]"
        }
        return "{\(lists.joined(separator: ","))}"
    }

    private static func short(_ value: Double) -> String { String(format: "%.4g", value) }
}

/// Chooses the rows of a curve that are drawn.
package enum CurveThinning {
    package static let standardMost = 160

    /// Rows in their order: the first and the last, and of each stretch of iterations, even and logarithmic, those of the lowest and
    /// the highest PSNR, or loss without one, so that no fall and no peak is lost.
    static func rows(of table: CurveTable, most: Int) -> [Int] {
        let count = table.rows.count
        guard count > most else { return Array(0..<count) }
        guard let values = table["psnr"] ?? table["loss"] else { return [] }
        var kept: Set<Int> = [0, count - 1]
        func keepExtremes(_ stretch: Range<Int>) {
            let known = stretch.filter { values[$0] != nil }
            guard let low = known.min(by: { values[$0]! < values[$1]! }),
                let high = known.max(by: { values[$0]! < values[$1]! })
            else { return }
            kept.formUnion([low, high])
        }
        let even = most * 2 / 5, logarithmic = most / 10
        for part in 0..<even { keepExtremes(count * part / even..<count * (part + 1) / even) }
        var start = 1
        for part in 1...logarithmic {
            let end = max(start + 1, Int(pow(Double(count), Double(part) / Double(logarithmic))))
            guard start < count else { break }
            keepExtremes(start..<min(end, count))
            start = end
        }
        return kept.sorted()
    }
}
