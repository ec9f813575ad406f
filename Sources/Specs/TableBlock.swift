import Records

/// The key `table` of a spec: a table to make from its records.
package struct TableBlock: Equatable, Sendable {
    package enum Kind: String, CaseIterable, Sendable {
        /// One row per case, one column per measure.
        case results
        /// One row per stopping rule: how far from the best iteration it stops, how much it saves, how often it fires.
        case stopping
        /// One row per run and curve of a figure of the paper: how far they lie apart.
        case candidates

        /// Whether the columns are the kind's own.
        var hasOwnColumns: Bool { self != .results }
    }

    package enum Best: String, CaseIterable, Sendable {
        case row, column, none
    }

    /// A column of a table: the conditions on its runs, and the quantity that it shows.
    package struct Column: Equatable, Sendable {
        package var heading: String
        /// Values of swept keys that choose the column's runs; `variant` is one of them.
        package var runs: [(key: String, value: String)]
        /// The quantity that is shown; nil for a column of published values alone.
        package var quantity: MetricQuery?
        package var digits: Int?
        /// Whether the column's values may be marked as the best; nil if the measure decides.
        package var isRanked: Bool?
        /// The method whose published values are shown beside the column's.
        package var published: String?

        package static func == (a: Column, b: Column) -> Bool {
            a.heading == b.heading && a.runs.elementsEqual(b.runs, by: ==) && a.quantity == b.quantity
                && a.digits == b.digits
                && a.isRanked == b.isRanked && a.published == b.published
        }
    }

    /// Whether the table shows the choice of a stopping rule.
    package func shows(rule: String) -> Bool { kind == .stopping || columns.contains { $0.quantity?.rule == rule } }

    /// The published values to compare with.
    package struct Published: Equatable, Sendable {
        package var task: String
        package var dataset: String
        /// The differences that a verdict tells apart, in the metric's unit, rising.
        package var tolerances: [Double]
        package static let usualTolerances = [0.3, 0.5]
    }

    /// The part of the file names that distinguishes several tables of a spec; nil for a single table.
    package var name: String?
    package var kind = Kind.results
    /// The figure of the paper's that runs are compared with, in a table of candidates.
    package var figure: String?
    package var title: String?
    /// `image` and swept keys whose values form the rows; nil for all that vary.
    package var rows: [String]?
    /// `image` and swept keys that are averaged over.
    package var over = ["seed"]
    /// A swept key; the columns are repeated for each of its values.
    package var across: String?
    /// The heading above the columns of a value of `across`, with `{}` in place of the value.
    package var label = "{}"
    package var columns = [
        Column(heading: "best PSNR", runs: [], quantity: MetricQuery(.psnrBest)),
        Column(heading: "at iteration", runs: [], quantity: MetricQuery(.iterationBest)),
        Column(heading: "PSNR, last 10 %", runs: [], quantity: MetricQuery(.psnrLast)),
        Column(heading: "drop", runs: [], quantity: MetricQuery(.dropLast)),
    ]
    package var best: Best?
    /// Whether a row of means follows the rows of a block; nil for tables of several images.
    package var hasMeans: Bool?
    package var published: Published?

    /// The table of a spec that says nothing about it.
    package static let standard = TableBlock()

    /// The key whose values are the names under `variants`.
    package static let variantKey = Variant.key
    static let imageKey = "image"

    package func label(for value: String) -> String { label.replacing("{}", with: value) }
}
