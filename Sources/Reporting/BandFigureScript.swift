import Foundation
import Quoting
import Records

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

    private var layout: BandFigureLayout {
        BandFigureLayout(
            runs: figure.series.count,
            labelWidth: Double(FigureFrame.labelWidth(figure.series.map(\.label), atMost: 200)), frame: figure.frame)
    }

    /// Published points that fall into the figure.
    private var published: [PublishedPoint] { figure.published.filter { $0.iteration <= axis.end } }

    private var foot: PageFoot {
        let layout = layout
        return PageFoot(
            paragraphs: BandFigureLegend(figure: figure, curves: curves, hasPublished: hasPublished).paragraphs,
            left: 8 * layout.unit, right: layout.width - 4, unit: layout.unit)
    }

    private var setting: String {
        let frame = figure.frame, layout = layout
        let paths = zip(1..., figure.series).map { k, series in
            let file =
                series.mean == nil
                ? RelativePath.from(plots, to: series.runDirectory) + "/\(RecordFile.curves)" : figure.meanFile(k)
            return "run_\(k) = \(GnuplotText.path(file))"
        }
        return
            (frame.header(FigureFrame.runs(figure.series.map { ($0.key, $0.label) }))
            + frame.page(
                width: layout.width, height: layout.foot + foot.height + 8 * layout.unit, foot: layout.foot)
            + paths + [
                "do for [k = 1:\(figure.series.count)] { stats value(sprintf('run_%d', k)) "
                    + "using \"iteration\":\"psnr\" name sprintf('best_%d', k) nooutput }",
                "",
            ] + frame.placedMultiplot + [
                "set xrange [0:\(GnuplotText.number(axis.end))]",
                "set xlabel 'iteration'",
                "set format x '%.0f'",
            ] + axis.middle + [""]).joined(separator: "\n")
    }

    private func psnrPoints(_ series: BandFigure.Series) -> [PublishedPoint] {
        series.publishedName.map { published.on(panel: "PSNR", series: $0) } ?? []
    }

    private var hasPublished: Bool {
        figure.series.indices.contains { run in
            !psnrPoints(figure.series[run]).isEmpty || bandPoints(run).contains { !$0.isEmpty }
        }
    }

    private var psnrPanel: String {
        let points = figure.series.map(psnrPoints), box = layout.psnr
        let range = BandCurves.psnrRange(curves, including: points.flatMap { $0 })
        let labels = zip(1..., figure.series).map { (text: $1.label, color: "series_color[\($0)]") }
        let behind = zip(1..., curves).compactMap { style, curve -> String? in
            let every = IterationAxis.every(curve)
            guard curve.deviation == nil else {
                let (mean, deviation) = ("column(\"psnr\")", "column(\"psnr\(MeanCurves.deviation)\")")
                return "run_\(style) using \"iteration\":(\(mean) - \(deviation)):(\(mean) + \(deviation))\(every) "
                    + "with filledcurves fillstyle transparent solid 0.25 noborder fillcolor rgb series_color[\(style)]"
            }
            guard axis.isMean(curve) else { return nil }
            return "run_\(style) using \"iteration\":\"psnr\"\(every) with lines linestyle \(10 + style)"
        }
        let means = zip(1..., curves).map {
            "run_\($0) using \(IterationAxis.place($1)):\"psnr\" smooth unique with lines linestyle \($0)"
        }
        let head: [String] = [
            "# PSNR of all runs. Strong: means over windows of iterations, as single ones swing.",
            box.place,
            "set yrange [\(GnuplotText.number(range.lowerBound)):\(GnuplotText.number(range.upperBound))]",
            "set ylabel 'PSNR (dB)'",
            "set xtics \(GnuplotText.number(axis.ticks(width: box.width)))",
            PanelScript.title(0, "PSNR", in: box, unit: layout.unit),
        ]
        let ends = PanelScript.endLabels(
            labels, ends: curves.map { BandCurves.end($0.psnr) }, range: range, height: box.height / layout.unit)
        let data: [String] = zip(1..., points).flatMap { datablock("published_\($0)", $1) }
        let published: [String] = zip(1..., points).flatMap { markers("published_\($0)", $1, "linestyle \($0)") }
        return
            (head + ends + foot.commands(from: layout.foot, first: 40) + data
            + PanelScript.plot(behind + means + published) + ["unset label", "unset arrow", ""])
            .joined(separator: "\n")
    }

    private func bandPoints(_ run: Int) -> [[PublishedPoint]] {
        (1...figure.bands).map { band in
            figure.series[run].publishedName.map { published.on(panel: "FBC \($0)", series: "band\(band)") } ?? []
        }
    }

    private func bandPanel(_ index: Int) -> String {
        let series = figure.series[index], box = layout.bands[index]
        let run = index + 1
        let points = bandPoints(index)
        let block = { (band: Int) in "published_\(run)_\(band)" }
        let lines =
            "for [k = 1:\(figure.bands)] run_\(run) using \"iteration\":(column(band_column(k)))\(IterationAxis.every(curves[index])) "
            + "with lines \(BandFigureLegend.style("k", of: figure.bands))"
        let best = "sprintf('%.1f dB at %.0f', best_\(run)_max_y, best_\(run)_pos_max_y)"
        let isRaised = hasTwoLines
        // Pieces with their types: one expression of all of them takes the compiler half a minute.
        let head: [String] = [
            "# Frequency bands of \(GnuplotText.oneLine(GnuplotText.plain(series.label))), lowest to highest; green: its best PSNR.",
            box.place,
            "set yrange [0:1]",
            layout.hasVerticalAxis(index)
                ? "set ylabel '\(box.height > 140 ? "frequency-band correspondence" : "correspondence")' offset 0, 0; set format y '%g'"
                : "unset ylabel; set format y ''",
            layout.hasHorizontalAxis(index)
                ? "set xlabel 'iteration'; set format x '%.0f'" : "unset xlabel; set format x ''",
            "set xtics \(GnuplotText.number(axis.ticks(width: box.width)))",
            PanelScript.title(run, series.label, in: box, unit: layout.unit, isRaised: isRaised),
            "set label 2 \(best) at graph \(isRaised ? 0 : 1), graph \(GnuplotText.number(1 + 9 * layout.unit / box.height)) "
                + "\(isRaised ? "left" : "right") font small_font textcolor rgb best_color",
            "set arrow 1 from best_\(run)_pos_max_y, graph 0 to best_\(run)_pos_max_y, graph 1 nohead back "
                + "linewidth 1 linecolor rgb best_color",
        ]
        let data: [String] = zip(1..., points).flatMap { datablock(block($0), $1) }
        let published: [String] = zip(1..., points).flatMap { band, points in
            markers(
                block(band), points, "linecolor rgb band_color(\(band), \(figure.bands)) pointtype 6 pointsize 0.8")
        }
        let end = ["unset label", "unset arrow", ""]
        return (head + data + PanelScript.plot([lines] + published) + end).joined(separator: "\n")
    }

    /// Whether a title and the best PSNR do not fit above a panel side by side.
    private var hasTwoLines: Bool {
        let widest = figure.series.map { GnuplotText.width($0.label) }.max() ?? 0
        return Double(widest + 25 + 100) * layout.unit > layout.bands[0].width
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
