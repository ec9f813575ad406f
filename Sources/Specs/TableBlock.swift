import Records

/// A table of a spec's records.
public struct TableBlock: Equatable, Sendable {
    public enum Kind: String, CaseIterable, Sendable {
        /// A row a case, a column a measure.
        case results
        /// A row a stopping rule: how far from the best iteration it stops, how much it saves, how often it fires.
        case stopping
    }

    public enum Best: String, CaseIterable, Sendable {
        case row, column, none
    }

    /// A column: of which runs, and what of them.
    public struct Column: Equatable, Sendable {
        public var heading: String
        /// Values of swept keys that choose the column's runs; `variant` is one of them.
        public var runs: [(key: String, value: String)]
        /// Nil for a column of published values alone.
        public var quantity: MetricQuery?
        public var digits: Int?
        /// Whether the column takes part in the search for the best value; nil where the measure decides.
        public var isRanked: Bool?
        /// The method whose published values stand beside the column's.
        public var published: String?

        public static func == (a: Column, b: Column) -> Bool {
            a.heading == b.heading && a.runs.elementsEqual(b.runs, by: ==) && a.quantity == b.quantity
                && a.digits == b.digits
                && a.isRanked == b.isRanked && a.published == b.published
        }
    }

    /// Whether the table shows what a stopping rule chose.
    public func shows(rule: String) -> Bool { kind == .stopping || columns.contains { $0.quantity?.rule == rule } }

    /// Which published values are compared with.
    public struct Published: Equatable, Sendable {
        public var task: String
        public var dataset: String
        /// In dB: values that differ by no more agree.
        public var tolerance: Double
    }

    /// The name in the files of a table, where a spec has several; nil for the only one.
    public var name: String?
    public var kind = Kind.results
    public var title: String?
    /// `image` and swept keys whose values make the rows; nil for all that vary.
    public var rows: [String]?
    /// `image` and swept keys that are averaged over.
    public var over = ["seed"]
    /// A swept key for whose every value the columns are repeated.
    public var across: String?
    /// What stands above the columns of a value of `across`, with `{}` in place of the value.
    public var label = "{}"
    public var columns = [
        Column(heading: "best PSNR", runs: [], quantity: MetricQuery(.psnrBest)),
        Column(heading: "at iteration", runs: [], quantity: MetricQuery(.iterationBest)),
        Column(heading: "final PSNR", runs: [], quantity: MetricQuery(.psnrLast)),
        Column(heading: "drop", runs: [], quantity: MetricQuery(.dropLast)),
    ]
    public var best: Best?
    /// Whether a row of means follows the rows of a block; nil for tables of several images.
    public var hasMeans: Bool?
    public var published: Published?

    /// The key whose values are the names under `variants`.
    public static let variantKey = Variant.key
    static let imageKey = "image"

    public func label(for value: String) -> String { label.replacing("{}", with: value) }
}
