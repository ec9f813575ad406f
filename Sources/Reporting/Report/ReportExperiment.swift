import Records

/// A picture of a figure, or why there is none.
package struct ReportFigure: Equatable, Sendable {
    package var title: String
    /// What it shows, for those who don't see it.
    package var alt: String
    package var image: ReportImage?
    /// Why it is not there or may be out of date, as a sentence; nil when all is well.
    package var remark: String?

    package init(title: String, alt: String, image: ReportImage?, remark: String? = nil) {
        self.title = title
        self.alt = alt
        self.image = image
        self.remark = remark
    }
}

/// What the page says of one experiment at one scale.
package struct ReportExperiment: Equatable, Sendable {
    package var title: String
    package var name: String
    package var scale: String?
    package var specPath: String
    /// Sizes, iterations and seeds, in one line.
    package var caption: String
    /// How many runs the spec asks for.
    package var expectedRuns: Int
    /// Their complete records.
    package var runs: [RunRecord]
    package var tables: [ResultTable]
    package var figures: [ReportFigure]
    package var comparisons: [ImageComparison]
    /// What has to be known, as sentences.
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

/// A folder of the store that has no complete record, and why.
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
