import Quoting
import Wording

/// The gnuplot script of a stopping figure.
struct StoppingFigureScript {
    let figure: StoppingFigure
    let runs: [StoppingRun]
    /// The folder that the script runs in.
    let plots: String

    /// The rule that needs the clean image has the colour of the best iteration.
    private static let oracle = "oracle"

    var text: String {
        ([setting] + runs.indices.map(psnrPanel) + runs.indices.map(ratioPanel) + FigureFrame.end).joined(
            separator: "\n")
    }

    private var axis: IterationAxis { IterationAxis(runs.map(\.curves)) }

    private var setting: String {
        let frame = figure.frame, texts = runs.indices.flatMap { labels($0).map(\.text) }
        let paths = zip(1..., figure.series).map { k, series in
            "run_\(k) = \(GnuplotText.path(RelativePath.from(plots, to: series.runDirectory) + "/curves.csv"))"
        }
        return
            (frame.header(FigureFrame.runs(figure.series.map { ($0.key, $0.label) }))
            + frame.page(rows: 2, columns: runs.count, labelWidth: FigureFrame.labelWidth(texts, atMost: 260), foot: 18)
            + paths + [""] + frame.multiplot + [
                "set xrange [0:\(GnuplotText.number(axis.end))]",
                "set xlabel 'iteration'",
                "set format x '%.0f'",
                "window = \(GnuplotText.number(axis.window))",
                "middle(iteration) = (ceil(real(iteration) / window) - 0.5) * window",
                PanelScript.note(
                    3,
                    "'Vertical lines: the iteration that each rule chooses. Pale: recorded iterations; strong: means over windows.'"
                ),
                "",
            ]).joined(separator: "\n")
    }

    private func psnrPanel(_ index: Int) -> String {
        let range = BandCurves.psnrRange(runs.map(\.curves), including: [])
        return panel(
            index, letter: index, column: "psnr", range: range, axisTitle: "PSNR (dB)",
            title: figure.series[index].label.isEmpty ? "PSNR" : figure.series[index].label,
            labels: PanelScript.endLabels(labels(index), ends: places(labels(index).count), range: 0...1))
    }

    private func ratioPanel(_ index: Int) -> String {
        panel(
            index, letter: runs.count + index, column: "ratio", range: runs[index].ratioRange,
            axisTitle: "blur / sharpness",
            title: ["ratio", figure.series[index].label].filter { !$0.isEmpty }.joined(separator: ", "), labels: [])
    }

    private func panel(
        _ index: Int, letter: Int, column: String, range: ClosedRange<Double>, axisTitle: String, title: String,
        labels: [String]
    ) -> String {
        let run = "run_\(index + 1)", every = IterationAxis.every(runs[index].curves)
        let lines = zip(1..., runs[index].rules).compactMap { style, rule -> String? in
            guard let iteration = rule.iteration else { return nil }
            let look = rule.rule == Self.oracle ? "linewidth 1.2 linecolor rgb best_color" : "linestyle \(style)"
            return "set arrow \(style) from \(iteration), graph 0 to \(iteration), graph 1 nohead back \(look)"
        }
        return
            (["# \(column) of \(GnuplotText.oneLine(GnuplotText.plain(figure.series[index].label)))."]
            + [
                "set yrange [\(GnuplotText.number(range.lowerBound)):\(GnuplotText.number(range.upperBound))]",
                "set ylabel \(GnuplotText.literal(axisTitle))", PanelScript.title(letter, title),
            ]
            + lines + labels
            + PanelScript.plot([
                "\(run) using \"iteration\":\"\(column)\"\(every) with lines linewidth 0.6 linecolor rgb 0xB0404040",
                "\(run) using (middle(column(\"iteration\"))):\"\(column)\" smooth unique with lines linewidth 1.7 linecolor rgb '#404040'",
            ])
            + ["unset arrow"]
            + (labels.isEmpty
                ? ["unset label 1"] : ["unset label 1"] + self.labels(index).indices.map { "unset label \(11 + $0)" })
            + [""])
            .joined(separator: "\n")
    }

    /// Each rule with the iteration and the PSNR that it chose, in the colour of its line.
    private func labels(_ index: Int) -> [(text: String, color: String)] {
        zip(1..., zip(runs[index].names, runs[index].rules)).map { style, rule in
            let (name, row) = rule
            guard let iteration = row.iteration else { return ("\(name): never", "note_color") }
            let quality = row.psnr.map { ", \(Amount.decibels($0, digits: 1))" } ?? ""
            return (
                "\(name): \(iteration)\(quality)", row.rule == Self.oracle ? "best_color" : "series_color[\(style)]"
            )
        }
    }

    /// From the top of the panel down.
    private func places(_ count: Int) -> [Double] { (0..<count).map { 1 - 0.1 * Double($0) } }
}
