/// A table of results: what heads it, its cells, what has to be said below it.
public struct ResultTable: Equatable, Sendable {
    public struct Column: Equatable, Sendable {
        public var heading: String
        /// A heading that stands above neighbours that share it.
        public var group: String?
        /// In the header of a CSV file: snake_case.
        public var name: String
        /// Decimals that are shown.
        public var digits: Int
        /// Whether numbers are shown with their sign.
        public var isSigned: Bool
        /// Whether a larger value is the better one; nil where no value is called the best.
        public var largerIsBetter: Bool?

        public init(heading: String, group: String? = nil, name: String, digits: Int = 2, isSigned: Bool = false, largerIsBetter: Bool? = nil) {
            self.heading = heading
            self.group = group
            self.name = name
            self.digits = digits
            self.isSigned = isSigned
            self.largerIsBetter = largerIsBetter
        }
    }

    public struct Cell: Equatable, Sendable {
        public enum Content: Equatable, Sendable {
            case empty
            case text(String)
            /// Mean and sample standard deviation; the latter is nil for a single value.
            case number(Double, deviation: Double?)
        }

        public var content: Content
        public var isBest = false
        /// Refers to a note below the table, e.g. `†`.
        public var mark = ""

        public init(_ content: Content, mark: String = "") {
            self.content = content
            self.mark = mark
        }

        public var number: Double? {
            if case .number(let value, _) = content { value } else { nil }
        }
    }

    public struct Row: Equatable, Sendable {
        /// One for each of the table's row headings.
        public var headings: [String]
        public var cells: [Cell]
        /// Whether it sums up rows above it.
        public var isMean: Bool
        /// Whether its values may be the best of their columns.
        public var isRanked: Bool

        public init(headings: [String], cells: [Cell], isMean: Bool = false, isRanked: Bool = true) {
            self.headings = headings
            self.cells = cells
            self.isMean = isMean
            self.isRanked = isRanked
        }
    }

    public var title: String
    /// What was run, in one line.
    public var caption: String
    /// What has to be known to read the cells.
    public var notes: [String]
    /// The command line that makes the table.
    public var command: String
    public var rowHeadings: [String]
    public var columns: [Column]
    public var rows: [Row]

    public init(title: String, caption: String = "", notes: [String] = [], command: String = "", rowHeadings: [String], columns: [Column], rows: [Row]) {
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
            if let last = groups.last, last.group == column.group { groups[groups.count - 1].count += 1 } else { groups.append((column.group, 1)) }
        }
    }
}
