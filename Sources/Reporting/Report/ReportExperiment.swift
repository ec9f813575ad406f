import Records
import Wording

/// A figure of the report: its picture, or the reason why there is none.
package struct ReportFigure: Equatable, Sendable {
    package var title: String
    /// The text alternative of the picture.
    package var alt: String
    /// The file stem of its script and picture.
    package var name: String
    /// How its panels lie in the picture, if its script says so.
    package var panels: FigurePanels?
    /// The address of its script, relative to the page; nil on a page that stands alone.
    package var script: String?
    package var image: ReportImage?
    /// Why it is missing or may be out of date, as a sentence; nil if it is up to date.
    package var remark: String?

    package init(
        title: String, alt: String, name: String = "", panels: FigurePanels? = nil, script: String? = nil,
        image: ReportImage?, remark: String? = nil
    ) {
        self.title = title
        self.alt = alt
        self.name = name
        self.panels = panels
        self.script = script
        self.image = image
        self.remark = remark
    }

    var anchor: String { "figure-" + HTML.anchor(name.isEmpty ? title : name) }
}

/// The section of the report about one experiment at one scale.
package struct ReportExperiment: Equatable, Sendable {
    package var title: String
    package var name: String
    package var scale: String?
    package var specPath: String
    /// The address of the spec, relative to the page; nil on a page that stands alone.
    package var specLink: String?
    /// E.g. `denoise`.
    package var task: String
    /// Sizes, iterations and seeds, in one line.
    package var caption: String
    /// The number of runs that the spec defines.
    package var expectedRuns: Int
    /// The complete records of these runs.
    package var runs: [ReportRun]
    package var tables: [ResultTable]
    package var figures: [ReportFigure]
    package var comparisons: [ImageComparison]
    /// Remarks for the reader, as sentences.
    package var remarks: [String]

    package init(
        title: String, name: String, scale: String?, specPath: String, specLink: String? = nil, task: String = "",
        caption: String, expectedRuns: Int, runs: [ReportRun],
        tables: [ResultTable] = [], figures: [ReportFigure] = [], comparisons: [ImageComparison] = [],
        remarks: [String] = []
    ) {
        self.title = title
        self.name = name
        self.scale = scale
        self.specPath = specPath
        self.specLink = specLink
        self.task = task
        self.caption = caption
        self.expectedRuns = expectedRuns
        self.runs = runs
        self.tables = tables
        self.figures = figures
        self.comparisons = comparisons
        self.remarks = remarks
    }

    var anchor: String { HTML.anchor("\(specPath.replacing(".yaml", with: "")) \(scale ?? "")") }

    /// What filters call its size.
    var scaleWords: String { scale ?? "as in the spec" }

    /// The images of its runs, each once.
    var images: [String] { runs.map(\.record.image).distinct }

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
