import Records
import Reporting
import Specs

/// A column of a table with the conditions on its runs: the block's columns, repeated for each value of the key `across`.
struct TableColumn {
    let column: TableBlock.Column
    /// Values of swept keys that a run of the column has.
    let conditions: [(key: String, value: String)]
    /// What stands above the columns of one value of `across`.
    let group: String?

    /// All columns, for each value of the key `across` in the order of the runs; throws a `Refusal` when that key does not vary.
    static func all(_ plan: TablePlan) throws -> [TableColumn] {
        let columns = plan.block.columns
        guard let key = plan.block.across else {
            return columns.map { TableColumn(column: $0, conditions: $0.runs, group: nil) }
        }
        return try plan.values(of: key).flatMap { value in
            let group = plan.heading(of: value, key: key)
            return columns.map { TableColumn(column: $0, conditions: $0.runs + [(key, value)], group: group) }
        }
    }

    /// The heading with that of its group.
    var fullHeading: String { [group, column.heading].compactMap(\.self).joined(separator: ": ") }

    /// The columns of the table that it becomes: its values, and published ones with difference and verdict.
    var resultColumns: [ResultTable.Column] {
        let name = TableName.snakeCase(fullHeading)
        guard let quantity = column.quantity else {
            return [ResultTable.Column(heading: column.heading, group: group, name: name, digits: column.digits ?? 2)]
        }
        let measure = quantity.measure, digits = column.digits ?? measure.digits
        let isRanked = column.isRanked ?? measure.isRanked
        let larger = isRanked ? measure.largerIsBetter : nil
        guard column.published != nil else {
            return [
                ResultTable.Column(
                    heading: heading, group: group, name: name, digits: digits, largerIsBetter: larger,
                    measure: measure.rawValue, largestFirst: measure.largerIsBetter)
            ]
        }
        func part(
            _ words: String, _ suffix: String, isSigned: Bool = false, largerIsBetter: Bool? = nil,
            measure: RunMetric? = nil
        ) -> ResultTable.Column {
            ResultTable.Column(
                heading: group == nil ? words : "\(column.heading), \(words)", group: group ?? column.heading,
                name: name + suffix,
                digits: digits, isSigned: isSigned, largerIsBetter: largerIsBetter,
                measure: measure?.rawValue, largestFirst: measure?.largerIsBetter)
        }
        return [
            part("here", "", largerIsBetter: larger, measure: measure), part("published", "_published"),
            part("difference", "_difference", isSigned: true),
            part("verdict", "_verdict"),
        ]
    }

    private var heading: String {
        // A heading that is no more than the measure's name gets its unit, and says what the last is.
        guard let measure = column.quantity?.measure, column.heading == measure.rawValue.replacing("_", with: " ")
        else { return column.heading }
        let words =
            switch measure {
            case .psnrLast: "psnr, last tenth"
            case .ssimLast: "ssim, last tenth"
            case .dropLast: "drop to the last tenth"
            default: column.heading
            }
        return measure.unit.map { "\(words) (\($0))" } ?? words
    }
}
