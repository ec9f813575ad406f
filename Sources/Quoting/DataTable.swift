/// Rows of typed values under named columns, for other programs: as CSV or as JSON.
package struct DataTable: Equatable, Sendable {
    /// One value.
    package enum Cell: Equatable, Sendable {
        case absent, flag(Bool), text(String)
        /// A number in decimal digits, as it is written out.
        case number(String)

        /// Undefined values and infinities are absent.
        package static func number(_ value: Double?) -> Cell {
            guard let value, value.isFinite else { return .absent }
            return .number(value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)")
        }

        package static func number(_ value: Int) -> Cell { .number("\(value)") }

        package static func text(_ text: String?) -> Cell { text.map { .text($0) } ?? .absent }

        /// As people read it; nothing where it is absent.
        package var words: String {
            switch self {
            case .absent: ""
            case .flag(let flag): "\(flag)"
            case .text(let text), .number(let text): text
            }
        }

        var json: String {
            switch self {
            case .absent: "null"
            case .flag(let flag): "\(flag)"
            case .text(let text): JSONString.quoted(text)
            case .number(let digits): digits
            }
        }
    }

    package var columns: [String]
    package var rows: [[Cell]]

    package init(columns: [String], rows: [[Cell]]) {
        self.columns = columns
        self.rows = rows
    }

    /// A header line and a line for each row; an absent value is an empty cell.
    package var csv: String {
        ([columns] + rows.map { $0.map(\.words) }).map { CSVText.line($0) + "\n" }.joined()
    }

    /// A list with an object for each row; an absent value is null.
    package var json: String {
        let objects = rows.map { row in
            "  {" + zip(columns, row).map { "\(JSONString.quoted($0)): \($1.json)" }.joined(separator: ", ") + "}"
        }
        return objects.isEmpty ? "[]\n" : "[\n" + objects.joined(separator: ",\n") + "\n]\n"
    }
}
