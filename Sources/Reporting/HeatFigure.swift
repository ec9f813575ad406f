import Foundation
import Quoting
import Records

/// Frequency bands over iterations as an image: one panel per run, one row per band with the lowest at the bottom; the colour shows the
/// correspondence, 0 to 1.
package struct HeatFigure: SeriesFigure, Equatable, Sendable {
    package var frame: FigureFrame
    /// The runs, 1 to 9.
    package var series: [Series]
    /// Number of bands of every run, 1 to 32.
    package var bands: Int

    package static let most = 9
    package static let mostBands = 32
    /// The number of cells that can be distinguished side by side in a panel.
    private static let mostCells = 200
    /// From dark to light, for every kind of colour vision (cividis).
    private static let palette = ["#00224E", "#35456C", "#666970", "#948E77", "#C8B866", "#FEE838"]

    package init(frame: FigureFrame, series: [Series], bands: Int) {
        self.frame = frame
        self.series = series
        self.bands = bands
    }

    /// The text of the script for a folder of plots.
    ///
    /// Throws `FigureError` or `RecordError` when a run lacks its curves or a band, or there are too many of them.
    package func script(in plots: String) throws -> String {
        try check(series.count, of: "series", atMost: Self.most)
        try check(bands, of: "bands", atMost: Self.mostBands)
        let curves = try series.map {
            try BandCurves(contentsOf: "\($0.runDirectory)/\(RecordFile.curves)", bands: bands)
        }
        let axis = IterationAxis(curves), grid = PanelGrid(panels: series.count, in: frame)
        let note = PageNote(
            "The lowest band is at the foot. A cell has the values of one recorded iteration.", in: frame)
        let colours = Self.palette.enumerated().map { "\($0) '\($1)'" }.joined(separator: ", ")
        return
            (frame.header(FigureFrame.runs(series.map { ($0.key, $0.label) }))
            + frame.page(rows: grid.rows, columns: grid.columns, labelWidth: 80, foot: note.height + 8)
            + frame.multiplot + [
                "set xrange [0:\(GnuplotText.number(axis.end))]",
                "set yrange [0.5:\(bands).5]",
                "set format x '%.0f'",
                "set ytics \(bands <= 10 ? 1 : 4)",
                "unset grid",
                "set palette defined (\(colours))",
                "set cbrange [0:1]",
                "set cblabel 'correspondence'",
            ] + note.commands(first: 40) + [""]
            + zip(0..., zip(series, curves)).flatMap { panel($0, $1.0, $1.1, of: grid, in: plots) } + FigureFrame.end)
            .joined(separator: "\n")
    }

    /// Gathers the bands as the grid of cells that an image takes, then draws it.
    private func panel(_ index: Int, _ series: Series, _ curves: BandCurves, of grid: PanelGrid, in plots: String)
        -> [String]
    {
        let file = GnuplotText.path(RelativePath.from(plots, to: series.runDirectory) + "/\(RecordFile.curves)")
        let thinning = max(1, (curves.iterations.count + Self.mostCells - 1) / Self.mostCells)
        let every = thinning > 1 ? " every \(thinning)" : ""
        return [
            "# Bands of \(GnuplotText.oneLine(GnuplotText.plain(series.label))).",
            PanelScript.title(index, series.label.isEmpty ? "frequency bands" : series.label),
            index % grid.columns == 0 ? "set ylabel 'frequency band'" : "unset ylabel",
            index + grid.columns >= self.series.count ? "set xlabel 'iteration'" : "unset xlabel",
            "set table $cells separator comma",
            "plot for [k = 1:\(bands)] \(file) using \"iteration\":(k):(column(band_column(k)))\(every) with table",
            "unset table",
            "set datafile nocolumnheaders",
            "plot $cells using 1:2:3 with image",
            "unset label",
            "set datafile columnheaders",
            "",
        ]
    }
}
