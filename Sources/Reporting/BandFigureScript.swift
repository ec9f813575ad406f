import Quoting

/// The gnuplot script of a band figure.
struct BandFigureScript {
    let figure: BandFigure
    let curves: [BandCurves]
    /// The folder that the script runs in.
    let plots: String

    var text: String {
        ([setting, psnrPanel] + figure.series.indices.map(bandPanel) + FigureFrame.end).joined(separator: "\n")
    }

    private var axis: IterationAxis { IterationAxis(curves) }
    private var axisEnd: Double { axis.end }

    /// Published points that fall into the figure.
    private var published: [PublishedPoint] { figure.published.filter { $0.iteration <= axisEnd } }

    private var setting: String {
        let frame = figure.frame, grid = PanelGrid(panels: figure.series.count + 1)
        let paths = zip(1..., figure.series).map { k, series in
            "run_\(k) = \(GnuplotText.path(RelativePath.from(plots, to: series.runDirectory) + "/curves.csv"))"
        }
        return
            (frame.header(FigureFrame.runs(figure.series.map { ($0.key, $0.label) }))
            + frame.page(
                rows: grid.rows, columns: grid.columns,
                labelWidth: FigureFrame.labelWidth(figure.series.map(\.label), atMost: 200),
                foot: published.isEmpty ? 0 : 18)
            + paths + [
                "do for [k = 1:\(figure.series.count)] { stats value(sprintf('run_%d', k)) "
                    + "using \"iteration\":\"psnr\" name sprintf('best_%d', k) nooutput }",
                "",
            ] + frame.multiplot + [
                "set xrange [0:\(GnuplotText.number(axisEnd))]",
                "set xlabel 'iteration'",
                "set format x '%.0f'",
                "",
            ]).joined(separator: "\n")
    }

    private var psnrPanel: String {
        let points = figure.series.map { series in
            series.publishedName.map { published.on(panel: "PSNR", series: $0) } ?? []
        }
        let range = BandCurves.psnrRange(curves, including: points.flatMap { $0 })
        let labels = zip(1..., figure.series).map { (text: $1.label, color: "series_color[\($0)]") }
        let recorded = zip(1..., curves).map {
            "run_\($0) using \"iteration\":\"psnr\"\(IterationAxis.every($1)) with lines linestyle \(10 + $0)"
        }
        let means = (1...curves.count).map {
            "run_\($0) using (middle(column(\"iteration\"))):\"psnr\" smooth unique with lines linestyle \($0)"
        }
        return
            ([
                "# PSNR of all runs. Pale: the recorded iterations; strong: means over windows of iterations, as single ones swing.",
                "window = \(GnuplotText.number(axis.window))",
                "middle(iteration) = (ceil(real(iteration) / window) - 0.5) * window",
                "set yrange [\(GnuplotText.number(range.lowerBound)):\(GnuplotText.number(range.upperBound))]",
                "set ylabel 'PSNR (dB)'",
                PanelScript.title(0, "PSNR"),
            ] + PanelScript.endLabels(labels, ends: curves.map { BandCurves.end($0.psnr) }, range: range)
            + publishedNote
            + zip(1..., points).flatMap { datablock("published_\($0)", $1) }
            + PanelScript.plot(
                recorded + means + zip(1..., points).flatMap { markers("published_\($0)", $1, "linestyle \($0)") })
            + ["unset label", ""]).joined(separator: "\n")
    }

    private func bandPanel(_ index: Int) -> String {
        let series = figure.series[index]
        let run = index + 1
        let points = (1...figure.bands).map { band in
            series.publishedName.map { published.on(panel: "FBC \($0)", series: "band\(band)") } ?? []
        }
        let block = { (band: Int) in "published_\(run)_\(band)" }
        let lines =
            "for [k = 1:\(figure.bands)] run_\(run) using \"iteration\":(column(band_column(k)))\(IterationAxis.every(curves[index])) "
            + "with lines linewidth band_linewidth(k, \(figure.bands)) linecolor rgb band_color(k, \(figure.bands))"
        return
            ([
                "# Frequency bands of \(GnuplotText.oneLine(GnuplotText.plain(series.label))), lowest to highest; green: its best PSNR.",
                "set yrange [0:1]",
                "set ylabel 'frequency-band correspondence'",
                PanelScript.title(run, series.label),
                "set label 2 sprintf('best PSNR: %.1f dB at %.0f', best_\(run)_max_y, best_\(run)_pos_max_y) at graph 1, graph 1.07 right "
                    + "font small_font textcolor rgb best_color",
                "set arrow 1 from best_\(run)_pos_max_y, graph 0 to best_\(run)_pos_max_y, graph 1 nohead back "
                    + "linewidth 1 linecolor rgb best_color",
            ] + PanelScript.endLabels(bandLabels, ends: curves[index].bands.map(BandCurves.end), range: 0...1)
            + zip(1..., points).flatMap { datablock(block($0), $1) }
            + PanelScript.plot(
                [lines]
                    + zip(1..., points).flatMap { band, points in
                        markers(
                            block(band), points,
                            "linecolor rgb band_color(\(band), \(figure.bands)) pointtype 6 pointsize 0.8")
                    })
            + ["unset label", "unset arrow", ""]).joined(separator: "\n")
    }

    /// The name of each band and its colour; if there are too many, only the first and the last are named.
    private var bandLabels: [(text: String, color: String)] {
        (1...figure.bands).map { band in
            let text =
                switch band {
                case _ where figure.bands == 1: "all"
                case 1: "lowest"
                case figure.bands: "highest"
                default: figure.bands <= 8 ? String(band) : ""
                }
            return (text, "band_color(\(band), \(figure.bands))")
        }
    }

    /// Explains the open markers, once, at the foot of the page.
    private var publishedNote: [String] {
        published.isEmpty
            ? []
            : [
                PanelScript.note(3, "'Open markers: values read off the paper''s figure, with the error of reading.'")
            ]
    }

    private func datablock(_ name: String, _ points: [PublishedPoint]) -> [String] {
        guard !points.isEmpty else { return [] }
        let rows = points.map { point in
            [point.iteration, point.value, point.readingError].map { $0.map(GnuplotText.number) ?? "" }.joined(
                separator: ",")
        }
        return ["$\(name) << END", "iteration,value,reading_error"] + rows + ["END"]
    }

    private func markers(_ name: String, _ points: [PublishedPoint], _ style: String) -> [String] {
        guard !points.isEmpty else { return [] }
        let circles = "$\(name) using 1:2 with points \(style)"
        let bars = "$\(name) using 1:2:3 with yerrorbars \(style) dashtype solid linewidth 0.8"
        return points.contains { $0.readingError != nil } ? [circles, bars] : [circles]
    }
}
