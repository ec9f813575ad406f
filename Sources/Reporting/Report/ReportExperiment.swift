import Records

/// A picture of a figure, or why there is none.
public struct ReportFigure: Equatable, Sendable {
    public var title: String
    /// What it shows, for those who don't see it.
    public var alt: String
    public var image: ReportImage?
    /// Why it is not there or may be out of date, as a sentence; nil when all is well.
    public var remark: String?

    public init(title: String, alt: String, image: ReportImage?, remark: String? = nil) {
        self.title = title
        self.alt = alt
        self.image = image
        self.remark = remark
    }
}

/// What the page says of one experiment at one scale.
public struct ReportExperiment: Equatable, Sendable {
    public var title: String
    public var name: String
    public var scale: String?
    public var specPath: String
    /// Sizes, iterations and seeds, in one line.
    public var caption: String
    /// How many runs the spec asks for.
    public var expectedRuns: Int
    /// Their complete records.
    public var runs: [RunRecord]
    public var tables: [ResultTable]
    public var figures: [ReportFigure]
    public var comparisons: [ImageComparison]
    /// What has to be known, as sentences.
    public var remarks: [String]

    public init(title: String, name: String, scale: String?, specPath: String, caption: String, expectedRuns: Int, runs: [RunRecord],
                tables: [ResultTable] = [], figures: [ReportFigure] = [], comparisons: [ImageComparison] = [], remarks: [String] = []) {
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
public struct ReportProblem: Equatable, Sendable {
    public var run: String
    public var state: String
    public var reason: String

    public init(run: String, state: String, reason: String) {
        self.run = run
        self.state = state
        self.reason = reason
    }
}
