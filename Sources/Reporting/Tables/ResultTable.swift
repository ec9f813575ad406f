/// A table of results: what heads it, its cells, what has to be said below it.
package struct ResultTable: Equatable, Sendable {
    package struct Column: Equatable, Sendable {
        package var heading: String
        /// A heading that stands above neighbours that share it.
        package var group: String?
        /// In the header of a CSV file: snake_case.
        package var name: String
        /// Decimals that are shown.
        package var digits: Int
        /// Whether numbers are shown with their sign.
        package var isSigned: Bool
        /// Whether a larger value is the better one; nil where no value is called the best.
        package var largerIsBetter: Bool?

        package init(
            heading: String, group: String? = nil, name: String, digits: Int = 2, isSigned: Bool = false,
            largerIsBetter: Bool? = nil
        ) {
            self.heading = heading
            self.group = group
            self.name = name
            self.digits = digits
            self.isSigned = isSigned
            self.largerIsBetter = largerIsBetter
        }
    }

    package struct Cell: Equatable, Sendable {
        package enum Content: Equatable, Sendable {
            case empty
            case text(String)
            /// Mean and sample standard deviation; the latter is nil for a single value.
            case number(Double, deviation: Double?)
        }

        package var content: Content
        package var isBest = false
        /// Refers to a note below the table, e.g. `†`.
        package var mark = ""

        package init(_ content: Content, mark: String = "") {
            self.content = content
            self.mark = mark
        }

        package var number: Double? {
            if case .number(let value, _) = content { value } else { nil }
        }
    }

    package struct Row: Equatable, Sendable {
        /// One for each of the table's row headings.
        package var headings: [String]
        package var cells: [Cell]
        /// Whether it sums up rows above it.
        package var isMean: Bool
        /// Whether its values may be the best of their columns.
        package var isRanked: Bool

        package init(headings: [String], cells: [Cell], isMean: Bool = false, isRanked: Bool = true) {
            self.headings = headings
            self.cells = cells
            self.isMean = isMean
            self.isRanked = isRanked
        }
    }

    package var title: String
    /// What was run, in one line.
    package var caption: String
    /// What has to be known to read the cells.
    package var notes: [String]
    /// The command line that makes the table.
    package var command: String
    package var rowHeadings: [String]
    package var columns: [Column]
    package var rows: [Row]

    package init(
        title: String, caption: String = "", notes: [String] = [], command: String = "", rowHeadings: [String],
        columns: [Column], rows: [Row]
    ) {
        self.title = title
        self.caption = caption
        self.notes = notes
        self.command = command
        self.rowHeadings = rowHeadings
        self.columns = columns
        self.rows = rows
    }

    /// What a row's neighbours must share for a mean of them to follow: all headings but the last.
    func block(of row: Row) -> [String] { Array(row.headings.dropLast()) }

    /// Whether any column has a group.
    var hasGroups: Bool { columns.contains { $0.group != nil } }

    /// Runs of neighbouring columns with the same group.
    var groups: [(group: String?, count: Int)] {
        columns.reduce(into: []) { groups, column in
            if let last = groups.last, last.group == column.group {
                groups[groups.count - 1].count += 1
            } else {
                groups.append((column.group, 1))
            }
        }
    }
}

/// What keeps a table from being made, as the one sentence that is shown to the user: where, what, what is allowed.
package struct TableError: Error, Equatable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
