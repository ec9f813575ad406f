import Records

/// A figure of the report: its picture, or the reason why there is none.
package struct ReportFigure: Equatable, Sendable {
    package var title: String
    /// The text alternative of the picture.
    package var alt: String
    package var image: ReportImage?
    /// Why it is missing or may be out of date, as a sentence; nil if it is up to date.
    package var remark: String?

    package init(title: String, alt: String, image: ReportImage?, remark: String? = nil) {
        self.title = title
        self.alt = alt
        self.image = image
        self.remark = remark
    }
}

/// The section of the report about one experiment at one scale.
package struct ReportExperiment: Equatable, Sendable {
    package var title: String
    package var name: String
    package var scale: String?
    package var specPath: String
    /// Sizes, iterations and seeds, in one line.
    package var caption: String
    /// The number of runs that the spec defines.
    package var expectedRuns: Int
    /// The complete records of these runs.
    package var runs: [RunRecord]
    package var tables: [ResultTable]
    package var figures: [ReportFigure]
    package var comparisons: [ImageComparison]
    /// Remarks for the reader, as sentences.
    package var remarks: [String]

    package init(
        title: String, name: String, scale: String?, specPath: String, caption: String, expectedRuns: Int,
        runs: [RunRecord],
        tables: [ResultTable] = [], figures: [ReportFigure] = [], comparisons: [ImageComparison] = [],
        remarks: [String] = []
    ) {
        self.title = title
        self.name = name
        self.scale = scale
        self.specPath = specPath
        self.caption = caption
        self.expectedRuns = expectedRuns
        self.runs = runs
        self.tables = tables
        self.figures = figures
        self.comparisons = comparisons
        self.remarks = remarks
    }

    var anchor: String { HTML.anchor("\(specPath.replacing(".yaml", with: "")) \(scale ?? "")") }

    var heading: String { title + (scale.map { " (\($0))" } ?? "") }
}

/// A folder of the store without a complete record, and the reason.
package struct ReportProblem: Equatable, Sendable {
    package var run: String
    package var state: String
    package var reason: String

    package init(run: String, state: String, reason: String) {
        self.run = run
        self.state = state
        self.reason = reason
    }
}
