import Records

/// PSNR of many methods in one panel, each with its best iteration, and its name at the end of its curve.
package struct QualityFigure: SeriesFigure, Equatable, Sendable {
    package var frame: FigureFrame
    /// The methods, 1 to 16.
    package var series: [Series]
    /// What the curves are means over, such as `2 seeds`; empty for single runs.
    package var averagedOver: String

    package static let most = 16

    package init(frame: FigureFrame, series: [Series], averagedOver: String = "") {
        self.frame = frame
        self.series = series
        self.averagedOver = averagedOver
    }

    /// The text of the script for a folder of plots.
    ///
    /// Throws `FigureError` or `RecordError` when a run lacks its PSNR, or there are too many.
    package func script(in plots: String) throws -> String {
        try check(series.count, of: "series", atMost: Self.most)
        let curves = try series.map { series in
            let path = "\(series.runDirectory)/\(RecordFile.curves)"
            return try QualityCurve(series.mean ?? CurveTable(contentsOf: path), at: path)
        }
        return QualityFigureScript(figure: self, curves: curves, plots: plots).text
    }
}

/// The PSNR of one method: a curve, or a level where a method has a single result.
struct QualityCurve {
    /// Nil for a level.
    let curve: BandCurves?
    /// The best PSNR and its iteration.
    let best: (iteration: Double, psnr: Double)
    /// Where the curve ends.
    let end: Double

    /// Throws `FigureError` when there is no PSNR.
    init(_ table: CurveTable, at path: String) throws {
        let iterations = try table.drawn("iteration", at: path), psnr = try table.drawn("psnr", at: path)
        let known = zip(iterations, psnr).compactMap { iteration, psnr in
            iteration.flatMap { iteration in psnr.map { (iteration: iteration, psnr: $0) } }
        }
        guard let best = known.max(by: { $0.psnr < $1.psnr }) else {
            throw FigureError("\(path): has no value in column 'psnr'")
        }
        self.best = best
        curve = known.count > 1 ? try BandCurves(table, at: path, bands: 0) : nil
        end = curve.map { BandCurves.end($0.psnr) } ?? best.psnr
    }
}
