import Records

/// A value read off a figure of the paper.
package struct PublishedPoint: Equatable, Sendable {
    /// File stem of the figure, e.g. `lipschitz`.
    package var figure: String
    /// `PSNR`, or `FBC` and the series, e.g. `FBC lambda=1`.
    package var panel: String
    /// The curve: a series in the panel `PSNR`, `band1`, `band2`, ... in the others.
    package var series: String
    package var iteration: Double
    package var value: Double
    /// Half width of the interval that contains the true value; nil if unknown.
    package var readingError: Double?
}

/// The file of values read off the paper's figures.
package enum PublishedPoints {
    package static let columns = ["figure", "panel", "series", "iteration", "value", "reading_error"]

    /// All values for one figure, in the order of the file; empty if there are none.
    ///
    /// Throws `RecordError` when the file cannot be read or a line is malformed, naming it.
    package static func read(_ path: String, figure: String) throws -> [PublishedPoint] {
        try CSVFile.rows(path, columns: columns).map { row in
            let iteration = try row.number("iteration")
            guard Int(exactly: iteration).map({ $0 >= 0 }) ?? false else {
                throw RecordError(
                    "\(row.place): '\(row["iteration"])' in column 'iteration' is no number of an iteration")
            }
            return PublishedPoint(
                figure: row["figure"], panel: row["panel"], series: row["series"], iteration: iteration,
                value: try row.number("value"), readingError: try row.optionalNumber("reading_error"))
        }.filter { $0.figure == figure }
    }
}

extension [PublishedPoint] {
    /// The points of one curve.
    package func on(panel: String, series: String) -> [PublishedPoint] {
        filter { $0.panel == panel && $0.series == series }
    }
}
