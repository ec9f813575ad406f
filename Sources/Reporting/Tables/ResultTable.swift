/// A table of results: title and headings, cells, and notes.
package struct ResultTable: Equatable, Sendable {
    package struct Column: Equatable, Sendable {
        package var heading: String
        /// A heading above adjacent columns that share it.
        package var group: String?
        /// The name in the header of a CSV file, in snake_case.
        package var name: String
        /// Number of decimals.
        package var digits: Int
        /// Whether numbers are shown with their sign.
        package var isSigned: Bool
        /// Whether larger values are better; nil if no value is marked as the best.
        package var largerIsBetter: Bool?
        /// The measure that it shows, another name to sort by.
        package var measure: String?
        /// Whether sorting puts the largest value first, also where no value is marked; nil for `largerIsBetter`.
        package var largestFirst: Bool?

        package init(
            heading: String, group: String? = nil, name: String, digits: Int = 2, isSigned: Bool = false,
            largerIsBetter: Bool? = nil, measure: String? = nil, largestFirst: Bool? = nil
        ) {
            self.heading = heading
            self.group = group
            self.name = name
            self.digits = digits
            self.isSigned = isSigned
            self.largerIsBetter = largerIsBetter
            self.measure = measure
            self.largestFirst = largestFirst
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
        /// Number of decimals; nil for the column's.
        package var digits: Int?
        /// Whether it may be marked as the best, and others are compared with it.
        package var isRanked: Bool

        package init(_ content: Content, mark: String = "", digits: Int? = nil, isRanked: Bool = true) {
            self.content = content
            self.mark = mark
            self.digits = digits
            self.isRanked = isRanked
        }

        package var number: Double? {
            if case .number(let value, _) = content { value } else { nil }
        }
    }

    package struct Row: Equatable, Sendable {
        /// The texts below the table's row headings.
        package var headings: [String]
        package var cells: [Cell]
        /// Whether it is the mean of rows above it.
        package var isMean: Bool
        /// Whether its values may be marked as the best of their columns.
        package var isRanked: Bool

        package init(headings: [String], cells: [Cell], isMean: Bool = false, isRanked: Bool = true) {
            self.headings = headings
            self.cells = cells
            self.isMean = isMean
            self.isRanked = isRanked
        }
    }

    package var title: String
    /// Scale, sizes, iterations and seeds of the runs, in one line.
    package var caption: String
    /// Notes for reading the cells, as sentences.
    package var notes: [String]
    /// The command line that creates the table.
    package var command: String
    package var rowHeadings: [String]
    /// The names of the row headings in data files.
    package var rowNames: [String]
    package var columns: [Column]
    package var rows: [Row]

    package init(
        title: String, caption: String = "", notes: [String] = [], command: String = "", rowHeadings: [String],
        rowNames: [String]? = nil, columns: [Column], rows: [Row]
    ) {
        self.title = title
        self.caption = caption
        self.notes = notes
        self.command = command
        self.rowHeadings = rowHeadings
        self.rowNames = rowNames ?? rowHeadings.map(TableName.snakeCase)
        self.columns = columns
        self.rows = rows
    }

    /// The headings that rows must share to be averaged: all but the last.
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

/// Why a table cannot be created; its description is the sentence to show: where, what is wrong, what is allowed.
package struct TableError: Error, Equatable, CustomStringConvertible {
    package let description: String

    package init(_ description: String) {
        self.description = description
    }
}
