import Records

/// The paper's figure of spectral bias: PSNR of all series in one panel, and the bands of each series in a panel of its own.
public struct BandFigure: ScriptedFigure, Equatable, Sendable {
    /// One run of the sweep.
    public struct Series: Equatable, Sendable {
        /// Name in the figure, e.g. `λ = 2`.
        public var label: String
        /// The folder that holds the run's `curves.csv`, absolute or relative to the working directory.
        public var runDirectory: String
        public var key: String
        /// Name of the series among the published points, e.g. `lambda=2`; nil where the paper has none.
        public var publishedName: String?

        public init(label: String, runDirectory: String, key: String, publishedName: String? = nil) {
            self.label = label
            self.runDirectory = runDirectory
            self.key = key
            self.publishedName = publishedName
        }
    }

    /// File stem of the script and its pictures, e.g. `lipschitz-small`.
    public var name: String
    /// Plain text above the panels; empty for none.
    public var title: String
    /// The command line that makes the figure, for the script's header.
    public var command: String
    public var specPath: String
    /// 1 to 8 of them.
    public var series: [Series]
    /// Number of frequency bands, 1 to 16.
    public var bands: Int
    /// Values of the paper to be drawn as open markers with their reading error.
    public var published: [PublishedPoint]

    public init(name: String, title: String, command: String, specPath: String, series: [Series], bands: Int = 5,
                published: [PublishedPoint] = []) {
        self.name = name
        self.title = title
        self.command = command
        self.specPath = specPath
        self.series = series
        self.bands = bands
        self.published = published
    }

    /// The text of the script for a folder of plots.
    ///
    /// Throws `FigureError` or `RecordError` when a run lacks its curves or a column, or has
    /// less than two rows.
    public func script(in plots: String) throws -> String {
        try check()
        let curves = try series.map { try BandCurves(contentsOf: "\($0.runDirectory)/curves.csv", bands: bands) }
        return BandFigureScript(figure: self, curves: curves, plots: plots).text
    }

    private func check() throws {
        let allowed = { (character: Character) in
            character.isASCII && (character.isLetter || character.isNumber || "-_.".contains(character))
        }
        guard !name.isEmpty, !name.hasPrefix("."), name.allSatisfy(allowed) else {
            throw FigureError("figure '\(name)': the name may hold letters, digits, '-', '_' and '.' only, and not start with a dot")
        }
        guard 1...8 ~= series.count else {
            throw FigureError("figure '\(name)': has \(series.count) series; allowed are 1 to 8")
        }
        guard 1...16 ~= bands else {
            throw FigureError("figure '\(name)': has \(bands) frequency bands; allowed are 1 to 16")
        }
    }
}
