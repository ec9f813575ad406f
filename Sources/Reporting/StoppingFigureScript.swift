import Foundation
import Quoting

/// The gnuplot script of a stopping figure.
struct StoppingFigureScript {
    let figure: StoppingFigure
    let runs: [StoppingRun]
    /// The folder that the script runs in.
    let plots: String

    /// The rule that needs the clean image has the colour of the best iteration.
    private static let oracle = "oracle"

    var text: String {
        ([header, setting] + runs.indices.map(psnrPanel) + runs.indices.map(ratioPanel) + ["unset multiplot\nunset output\n"]).joined(separator: "\n")
    }

    private var axis: IterationAxis { IterationAxis(runs.map(\.curves)) }

    private var header: String {
        """
        # Figure: \(GnuplotText.oneLine(figure.name))
        # Spec: \(GnuplotText.oneLine(figure.specPath))
        # Runs:
        \(figure.series.map { "#   \(GnuplotText.oneLine($0.key))  \(GnuplotText.oneLine(GnuplotText.plain($0.label)))" }.joined(separator: "\n"))
        # Made by: \(GnuplotText.oneLine(figure.command))
        \(GnuplotText.drawAgain(figure.name))

        """
    }

    private var setting: String {
        let width = runs.indices.flatMap { labels($0).map { GnuplotText.width($0.text) } }.max() ?? 0
        return ([
            "figure_name = \(GnuplotText.path(figure.name))",
            "rows = 2; columns = \(runs.count)",
            "label_width = \(min(max(46, width), 260)); foot_height = 18",
            "load 'style.gp'",
            "",
        ] + zip(1..., figure.series).map { "run_\($0) = \(GnuplotText.path(RelativePath.from(plots, to: $1.runDirectory) + "/curves.csv"))" } + [
            "",
            "set multiplot layout rows, columns margins page_left, page_right, page_bottom, page_top spacing page_gap_x, page_gap_y \\",
            "    title \(GnuplotText.literal(figure.title)) font title_font noenhanced",
            "set xrange [0:\(GnuplotText.number(axis.end))]",
            "set xlabel 'iteration'",
            "set format x '%.0f'",
            "window = \(GnuplotText.number(axis.window))",
            "middle(iteration) = (ceil(real(iteration) / window) - 0.5) * window",
            "set label 3 'Vertical lines: the iteration that each rule chooses. Pale: recorded iterations; strong: means over windows.' "
                + "at screen page_left, screen 12 / page_height left font small_font textcolor rgb note_color",
            "",
        ]).joined(separator: "\n")
    }

    private func psnrPanel(_ index: Int) -> String {
        let range = BandCurves.psnrRange(runs.map(\.curves), including: [])
        return panel(index, letter: index, column: "psnr", range: range, axisTitle: "PSNR (dB)",
                     title: figure.series[index].label.isEmpty ? "PSNR" : figure.series[index].label,
                     labels: PanelScript.endLabels(labels(index), ends: places(labels(index).count), range: 0...1))
    }

    private func ratioPanel(_ index: Int) -> String {
        panel(index, letter: runs.count + index, column: "ratio", range: runs[index].ratioRange, axisTitle: "blur / sharpness",
              title: ["ratio", figure.series[index].label].filter { !$0.isEmpty }.joined(separator: ", "), labels: [])
    }

    private func panel(_ index: Int, letter: Int, column: String, range: ClosedRange<Double>, axisTitle: String, title: String, labels: [String]) -> String {
        let run = "run_\(index + 1)", every = IterationAxis.every(runs[index].curves)
        let lines = zip(1..., runs[index].rules).compactMap { style, rule -> String? in
            guard let iteration = rule.iteration else { return nil }
            let look = rule.rule == Self.oracle ? "linewidth 1.2 linecolor rgb best_color" : "linestyle \(style)"
            return "set arrow \(style) from \(iteration), graph 0 to \(iteration), graph 1 nohead back \(look)"
        }
        return (["# \(column) of \(GnuplotText.oneLine(GnuplotText.plain(figure.series[index].label)))."]
            + ["set yrange [\(GnuplotText.number(range.lowerBound)):\(GnuplotText.number(range.upperBound))]",
               "set ylabel \(GnuplotText.literal(axisTitle))", PanelScript.title(letter, title)]
            + lines + labels
            + PanelScript.plot(["\(run) using \"iteration\":\"\(column)\"\(every) with lines linewidth 0.6 linecolor rgb 0xB0404040",
                                "\(run) using (middle(column(\"iteration\"))):\"\(column)\" smooth unique with lines linewidth 1.7 linecolor rgb '#404040'"])
            + ["unset arrow"] + (labels.isEmpty ? ["unset label 1"] : ["unset label 1"] + self.labels(index).indices.map { "unset label \(11 + $0)" }) + [""])
            .joined(separator: "\n")
    }

    /// Each rule with the iteration and the PSNR that it chose, in the colour of its line.
    private func labels(_ index: Int) -> [(text: String, color: String)] {
        zip(1..., zip(runs[index].names, runs[index].rules)).map { style, rule in
            let (name, row) = rule
            guard let iteration = row.iteration else { return ("\(name): never", "note_color") }
            let quality = row.psnr.map { String(format: ", %.1f dB", $0) } ?? ""
            return ("\(name): \(iteration)\(quality)", row.rule == Self.oracle ? "best_color" : "series_color[\(style)]")
        }
    }

    /// From the top of the panel down.
    private func places(_ count: Int) -> [Double] { (0..<count).map { 1 - 0.1 * Double($0) } }
}
