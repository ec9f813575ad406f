import Records

/// The key `table` of a spec: a table to make from its records.
public struct TableBlock: Equatable, Sendable {
    public enum Kind: String, CaseIterable, Sendable {
        /// One row per case, one column per measure.
        case results
        /// One row per stopping rule: how far from the best iteration it stops, how much it saves, how often it fires.
        case stopping
    }

    public enum Best: String, CaseIterable, Sendable {
        case row, column, none
    }

    /// A column of a table: the conditions on its runs, and the quantity that it shows.
    public struct Column: Equatable, Sendable {
        public var heading: String
        /// Values of swept keys that choose the column's runs; `variant` is one of them.
        public var runs: [(key: String, value: String)]
        /// The quantity that is shown; nil for a column of published values alone.
        public var quantity: MetricQuery?
        public var digits: Int?
        /// Whether the column's values may be marked as the best; nil if the measure decides.
        public var isRanked: Bool?
        /// The method whose published values are shown beside the column's.
        public var published: String?

        public static func == (a: Column, b: Column) -> Bool {
            a.heading == b.heading && a.runs.elementsEqual(b.runs, by: ==) && a.quantity == b.quantity
                && a.digits == b.digits
                && a.isRanked == b.isRanked && a.published == b.published
        }
    }

    /// Whether the table shows the choice of a stopping rule.
    public func shows(rule: String) -> Bool { kind == .stopping || columns.contains { $0.quantity?.rule == rule } }

    /// The published values to compare with.
    public struct Published: Equatable, Sendable {
        public var task: String
        public var dataset: String
        /// Values that differ by at most this much agree, in the metric's unit.
        public var tolerance: Double
    }

    /// The part of the file names that distinguishes several tables of a spec; nil for a single table.
    public var name: String?
    public var kind = Kind.results
    public var title: String?
    /// `image` and swept keys whose values form the rows; nil for all that vary.
    public var rows: [String]?
    /// `image` and swept keys that are averaged over.
    public var over = ["seed"]
    /// A swept key; the columns are repeated for each of its values.
    public var across: String?
    /// The heading above the columns of a value of `across`, with `{}` in place of the value.
    public var label = "{}"
    public var columns = [
        Column(heading: "best PSNR", runs: [], quantity: MetricQuery(.psnrBest)),
        Column(heading: "at iteration", runs: [], quantity: MetricQuery(.iterationBest)),
        Column(heading: "PSNR, last 10 %", runs: [], quantity: MetricQuery(.psnrLast)),
        Column(heading: "drop", runs: [], quantity: MetricQuery(.dropLast)),
    ]
    public var best: Best?
    /// Whether a row of means follows the rows of a block; nil for tables of several images.
    public var hasMeans: Bool?
    public var published: Published?

    /// The table of a spec that says nothing about it.
    public static let standard = TableBlock()

    /// The key whose values are the names under `variants`.
    public static let variantKey = Variant.key
    static let imageKey = "image"

    public func label(for value: String) -> String { label.replacing("{}", with: value) }
}
