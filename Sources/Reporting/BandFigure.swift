import Records

/// The paper's figure of spectral bias: PSNR of all series in one panel, and the frequency bands of each series in its own panel.
package struct BandFigure: ScriptedFigure, Equatable, Sendable {
    /// One run of the sweep.
    package struct Series: Equatable, Sendable {
        /// Name in the figure, e.g. `λ = 2`.
        package var label: String
        /// The folder with the run's `curves.csv`, absolute or relative to the working directory.
        package var runDirectory: String
        package var key: String
        /// Name of the series among the published points, e.g. `lambda=2`; nil where the paper has none.
        package var publishedName: String?

        /// The mean over several runs with its deviation, from `MeanCurves`; nil for the curves of a single run.
        package var mean: CurveTable?

        package init(
            label: String, runDirectory: String, key: String, publishedName: String? = nil, mean: CurveTable? = nil
        ) {
            self.label = label
            self.runDirectory = runDirectory
            self.key = key
            self.publishedName = publishedName
            self.mean = mean
        }
    }

    package var frame: FigureFrame
    /// The runs, 1 to 8.
    package var series: [Series]
    /// Number of frequency bands, 1 to 16.
    package var bands: Int
    /// Values of the paper, drawn as open markers with their reading error.
    package var published: [PublishedPoint]

    /// What PSNR and bands are means over, such as `2 seeds`; empty for single runs.
    package var averagedOver: String
    /// Whether band k of n is from (k - 1) / 2n to k / 2n cycles per pixel in both directions.
    package var bandsAreFrequencies: Bool

    package init(
        frame: FigureFrame, series: [Series], bands: Int = 5, published: [PublishedPoint] = [],
        averagedOver: String = "", bandsAreFrequencies: Bool = true
    ) {
        self.frame = frame
        self.series = series
        self.bands = bands
        self.published = published
        self.averagedOver = averagedOver
        self.bandsAreFrequencies = bandsAreFrequencies
    }

    package var companions: [CompanionFile] {
        zip(1..., series).compactMap { k, series in series.mean.map { MeanCurves.file($0, name: meanFile(k)) } }
    }

    func meanFile(_ series: Int) -> String { "\(name)-\(series).csv" }

    /// The text of the script for a folder of plots.
    ///
    /// Throws `FigureError` or `RecordError` when a run lacks its curves or a column, or has
    /// fewer than two rows.
    package func script(in plots: String) throws -> String {
        try check()
        let curves = try series.map { series in
            try series.mean.map { try BandCurves($0, at: "the mean of \(series.label)", bands: bands) }
                ?? BandCurves(contentsOf: "\(series.runDirectory)/curves.csv", bands: bands)
        }
        return BandFigureScript(figure: self, curves: curves, plots: plots).text
    }

    private func check() throws {
        let allowed = { (character: Character) in
            character.isASCII && (character.isLetter || character.isNumber || "-_.".contains(character))
        }
        guard !name.isEmpty, !name.hasPrefix("."), name.allSatisfy(allowed) else {
            throw FigureError(
                "figure '\(name)': the name may contain only letters, digits, '-', '_' and '.', and must not start with a dot"
            )
        }
        try check(series.count, of: "series", atMost: 8)
        try check(bands, of: "frequency bands", atMost: 16)
    }
}
