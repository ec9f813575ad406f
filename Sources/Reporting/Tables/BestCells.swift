import Foundation

/// The scope of the best values in a table.
package enum BestScope: String, CaseIterable, Sendable {
    case row, column, none
}

extension ResultTable {
    /// Marks the best value of each row or column, as it is shown: equal texts are equally good.
    ///
    /// Within a row only columns in which the same direction is better are compared, and a single one is never marked.
    /// Rows of means are compared within themselves only. A cell that is not ranked is as if it were empty.
    package mutating func markBest(_ scope: BestScope) {
        for row in rows.indices { for column in columns.indices { rows[row].cells[column].isBest = false } }
        let places: [[(row: Int, column: Int)]] =
            switch scope {
            case .none: []
            case .row:
                rows.indices.flatMap { row in
                    [true, false].map { direction in
                        columns.indices.filter { columns[$0].largerIsBetter == direction }.map { (row, $0) }
                    }
                }
            case .column:
                columns.indices.filter { columns[$0].largerIsBetter != nil }.map { column in
                    rows.indices.filter { !rows[$0].isMean && rows[$0].isRanked }.map { ($0, column) }
                }
            }
        for group in places { markBest(of: group) }
    }

    private mutating func markBest(of places: [(row: Int, column: Int)]) {
        let shown = places.compactMap { place -> (row: Int, column: Int, value: Double)? in
            let cell = rows[place.row].cells[place.column]
            guard cell.isRanked, let number = cell.number else { return nil }
            return (place.row, place.column, Self.rounded(number, cell.digits ?? columns[place.column].digits))
        }
        guard shown.count > 1, let first = shown.first, let larger = columns[first.column].largerIsBetter else {
            return
        }
        let best = shown.map(\.value).reduce(first.value) { larger ? max($0, $1) : min($0, $1) }
        for place in shown where place.value == best { rows[place.row].cells[place.column].isBest = true }
    }

    private static func rounded(_ value: Double, _ digits: Int) -> Double {
        Double(String(format: "%.\(digits)f", value)) ?? value
    }
}
