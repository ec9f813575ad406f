import Foundation
import Quoting
import Records

/// The gnuplot script of a figure of PSNR.
struct QualityFigureScript {
    let figure: QualityFigure
    let curves: [QualityCurve]
    /// The folder that the script runs in.
    let plots: String

    private var frame: FigureFrame { figure.frame }
    private var unit: Double { frame.unit }
    private var runs: [BandCurves] { curves.compactMap(\.curve) }
    private var axis: IterationAxis { IterationAxis(runs) }

    /// Methods of different lengths are drawn over the share of their iterations, so that all end at the same place.
    private var isShare: Bool { Set(runs.map(\.lastIteration)).count > 1 }

    private var labels: [(text: String, color: String)] {
        zip(0..., zip(figure.series, curves)).map { index, pair in
            let (series, curve) = pair
            let length = curve.curve.map { ", \(GnuplotText.number($0.lastIteration + 1))" } ?? ""
            return (series.label + (isShare ? length : ""), Look(index).color)
        }
    }

    private var box: PanelBox {
        let left = 58 * unit, right = (Double(FigureFrame.labelWidth(labels.map(\.text), atMost: 260)) + 14) * unit
        let width = frame.printWidth.map { $0 - left - right } ?? 420
        let least = Double(labels.count) * 15 * unit + 20
        return PanelBox(
            x: left, y: ((frame.hasTitle ? 34 : 0) + 16) * unit, width: width,
            height: max(min(0.7 * width, 280 * unit), least))
    }

    var text: String {
        let box = box
        let width = frame.printWidth ?? box.right + Double(FigureFrame.labelWidth(labels.map(\.text), atMost: 260)) + 14
        let foot = PageFoot(paragraphs: [PageFoot.words(note)], left: 8 * unit, right: width - 4, unit: unit)
        let top = box.bottom + 56 * unit
        let paths = zip(1..., figure.series).map { k, series in
            "run_\(k) = "
                + GnuplotText.path(
                    series.mean == nil
                        ? RelativePath.from(plots, to: series.runDirectory) + "/\(RecordFile.curves)"
                        : figure.meanFile(k))
        }
        return
            (frame.header(FigureFrame.runs(figure.series.map { ($0.key, $0.label) }))
            + frame.page(width: width, height: top + foot.height + 8 * unit, foot: top)
            + paths + [""] + frame.placedMultiplot + [
                "lower(i, window) = (ceil(real(i) / window) - 1) * window",
                "upper(i, window, last) = lower(i, window) + window < last ? lower(i, window) + window : last",
                "middle(i, window, step, last) = i <= 0 ? 0 : (lower(i, window) + step + upper(i, window, last)) / 2",
                box.place,
                "set xrange [0:\(isShare ? "100" : GnuplotText.number(axis.end))]",
                "set yrange [\(GnuplotText.number(range.lowerBound)):\(GnuplotText.number(range.upperBound))]",
                "set xlabel '\(isShare ? "share of the iterations (%)" : "iteration")'",
                "set ylabel 'PSNR (dB)'",
            ] + PanelScript.endLabels(labels, ends: curves.map(\.end), range: range, height: box.height / unit)
            + zip(0..., curves).flatMap(marks)
            + foot.commands(from: top, first: 60)
            + PanelScript.plot(zip(0..., curves).flatMap(band) + zip(0..., curves).map(line)) + FigureFrame.end)
            .joined(separator: "\n")
    }

    private var note: String {
        (figure.averagedOver.isEmpty ? "" : "Means over \(figure.averagedOver); shaded: one standard deviation. ")
            + "Curves: means over fiftieths of the iterations; circles: the best iteration."
            + (isShare ? " Behind each name: the method's iterations." : "")
    }

    /// All ends and all best values, and what is not the random start, with the deviations of means.
    private var range: ClosedRange<Double> {
        let values =
            curves.flatMap { [$0.end, $0.best.psnr] }
            + runs.flatMap { run -> [Double] in
                let spreads: [Double?] = run.deviation ?? run.psnr.map { _ in nil }
                let settled = zip(run.iterations, zip(run.psnr, spreads)).compactMap { iteration, values in
                    iteration >= 0.2 * run.lastIteration ? values.0.map { ($0, values.1 ?? 0) } : nil
                }
                return [settled.map { $0 - $1 }.min(), settled.map { $0 + $1 }.max()].compactMap(\.self)
            }
        let low = ((values.min() ?? 0) - 0.2).rounded(.down), high = ((values.max() ?? 0) + 0.2).rounded(.up)
        return low...max(high, low + 2)
    }

    private func window(_ curve: BandCurves) -> Double {
        max(1, (curve.lastIteration / 50 / curve.step).rounded()) * curve.step
    }

    /// gnuplot's expression of a place on the axis of iterations.
    private func place(_ iteration: String, _ curve: BandCurves) -> String {
        isShare ? "(100 * \(iteration) / \(GnuplotText.number(curve.lastIteration)).)" : "(\(iteration))"
    }

    private func line(_ index: Int, _ curve: QualityCurve) -> String {
        guard let run = curve.curve else {
            return "\(GnuplotText.number(curve.best.psnr)) with lines \(Look(index).style)"
        }
        let middle =
            "middle(column(\"iteration\"), \(GnuplotText.number(window(run))), \(GnuplotText.number(run.step)), "
            + "\(GnuplotText.number(run.lastIteration)))"
        return "run_\(index + 1) using \(place(middle, run)):\"psnr\" smooth unique with lines \(Look(index).style)"
    }

    private func band(_ index: Int, _ curve: QualityCurve) -> [String] {
        guard let run = curve.curve, run.deviation != nil else { return [] }
        let (mean, deviation) = ("column(\"psnr\")", "column(\"psnr\(MeanCurves.deviation)\")")
        return [
            "run_\(index + 1) using \(place("column(\"iteration\")", run)):(\(mean) - \(deviation)):(\(mean) + \(deviation)) "
                + "with filledcurves fillstyle transparent solid 0.2 noborder fillcolor rgb \(Look(index).color)"
        ]
    }

    /// The best iteration.
    private func marks(_ index: Int, _ curve: QualityCurve) -> [String] {
        guard let run = curve.curve else { return [] }
        let x = isShare ? 100 * curve.best.iteration / run.lastIteration : curve.best.iteration
        return [
            "set label \(31 + index) '' at \(GnuplotText.number(x)), \(GnuplotText.number(curve.best.psnr)) point pointtype 6 "
                + "pointsize 0.9 linewidth 1.5 linecolor rgb \(Look(index).color) front"
        ]
    }

    /// Colour and dash of a curve: those of the style, then the same colours darker and with other dashes.
    private struct Look {
        let color: String
        let style: String

        init(_ index: Int) {
            guard index >= 8 else {
                color = "series_color[\(index + 1)]"
                style = "linestyle \(index + 1)"
                return
            }
            let colors = ["#7F7F7F", "#004B76", "#B89B00", "#009E73", "#8A5A78", "#B03030", "#9AD0EE", "#444444"]
            let dashes = ["-.", ".", "-..", "--", "_", "..-", "_-", "-"]
            color = "'\(colors[index - 8])'"
            style = "linewidth 1.7 linecolor rgb \(color) dashtype '\(dashes[index - 8])'"
        }
    }
}
