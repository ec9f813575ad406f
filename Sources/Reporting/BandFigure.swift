import Records

/// The paper's figure of spectral bias: PSNR of all series in one panel, and the frequency bands of each series in its own panel.
package struct BandFigure: SeriesFigure, Equatable, Sendable {
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

    /// The text of the script for a folder of plots.
    ///
    /// Throws `FigureError` or `RecordError` when a run lacks its curves or a column, or has
    /// fewer than two rows.
    package func script(in plots: String) throws -> String {
        try check()
        let curves = try series.map { series in
            try series.mean.map { try BandCurves($0, at: "the mean of \(series.label)", bands: bands) }
                ?? BandCurves(contentsOf: "\(series.runDirectory)/\(RecordFile.curves)", bands: bands)
        }
        return BandFigureScript(figure: self, curves: curves, plots: plots).text
    }

    private func check() throws {
        let allowed = { (character: Character) in
            character.isASCII && (character.isLetter || character.isNumber || "-_.+".contains(character))
        }
        guard !name.isEmpty, !name.hasPrefix("."), name.allSatisfy(allowed) else {
            throw FigureError(
                "figure '\(name)': the name may contain only letters, digits, '-', '_', '.' and '+', and must not start with a dot"
            )
        }
        try check(series.count, of: "series", atMost: 8)
        try check(bands, of: "frequency bands", atMost: 16)
    }
}
