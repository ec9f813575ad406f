import Records

/// A run whose curves a figure shows, or several runs of which it shows the mean.
package struct FigureSeries: Equatable, Sendable {
    /// The name in the figure, e.g. `λ = 2`; empty for a single run.
    package var label: String
    /// The folder with the run's `curves.csv` and `stops.csv`, absolute or relative to the working directory.
    package var runDirectory: String
    package var key: String
    /// Name of the series among the published points, e.g. `lambda=2`; nil where the paper has none.
    package var publishedName: String?
    /// The mean over several runs with its deviation, from `MeanCurves`; nil for the curves of a single run.
    package var mean: CurveTable?
    /// The rows of `stops.csv` that a figure of stopping rules leaves out.
    package var leftOut: [StopRow]

    package init(
        label: String, runDirectory: String, key: String, publishedName: String? = nil, mean: CurveTable? = nil,
        leftOut: [StopRow] = []
    ) {
        self.label = label
        self.runDirectory = runDirectory
        self.key = key
        self.publishedName = publishedName
        self.mean = mean
        self.leftOut = leftOut
    }
}

/// A figure of series, whose means are written beside its script.
package protocol SeriesFigure: ScriptedFigure {
    var series: [FigureSeries] { get }
}

extension SeriesFigure {
    package typealias Series = FigureSeries

    package var companions: [CompanionFile] {
        zip(1..., series).compactMap { k, series in series.mean.map { MeanCurves.file($0, name: meanFile(k)) } }
    }

    /// The file with the mean of series `series`, counted from 1.
    func meanFile(_ series: Int) -> String { "\(name)-\(series).csv" }
}
