import Foundation
import Quoting
import Records
import Wording

/// The gnuplot script of a stopping figure.
struct StoppingFigureScript {
    let figure: StoppingFigure
    let runs: [StoppingRun]
    /// The folder that the script runs in.
    let plots: String

    /// The rule that needs the clean image has the colour of the best iteration.
    static let oracle = "oracle"

    var text: String {
        ([setting] + runs.indices.map(psnrPanel) + runs.indices.map(ratioPanel) + FigureFrame.end).joined(
            separator: "\n")
    }

    private var axis: IterationAxis { IterationAxis(runs.map(\.curves)) }

    private var layout: StoppingFigureLayout {
        StoppingFigureLayout(runs: runs.count, rules: runs.map(\.rules.count).max() ?? 1, frame: figure.frame)
    }

    private var foot: PageFoot {
        let layout = layout
        let pale = runs.contains { axis.isMean($0.curves) }
        let means = "Pale: recorded iterations; strong: means of \(GnuplotText.number(axis.window)) iterations."
        return PageFoot(
            paragraphs: [
                PageFoot.words(
                    "Letters: the iteration at which each rule stops, and PSNR there; best: the iteration of the best PSNR."
                        + (pale ? " " + means : ""))
            ], left: 8 * layout.unit, right: layout.width - 4, unit: layout.unit)
    }

    private var setting: String {
        let frame = figure.frame, layout = layout
        let paths = zip(1..., figure.series).map { k, series in
            "run_\(k) = \(GnuplotText.path(RelativePath.from(plots, to: series.runDirectory) + "/\(RecordFile.curves)"))"
        }
        return
            (frame.header(FigureFrame.runs(figure.series.map { ($0.key, $0.label) }))
            + frame.page(
                width: layout.width, height: layout.foot + foot.height + 8 * layout.unit, foot: layout.foot)
            + paths + [""] + frame.placedMultiplot + [
                "set xrange [0:\(GnuplotText.number(axis.end))]",
                "set xtics \(GnuplotText.number(axis.ticks(width: layout.psnr[0].width)))",
            ] + axis.middle + [""]).joined(separator: "\n")
    }

    private func psnrPanel(_ index: Int) -> String {
        let range = BandCurves.psnrRange(runs.map(\.curves), including: []), box = layout.psnr[index]
        let notes = index == 0 ? foot.commands(from: layout.foot, first: 60) : []
        return panel(
            index, letter: index, column: "psnr", range: range, box: box,
            axes: [
                layout.hasVerticalAxis(index)
                    ? "set ylabel 'PSNR (dB)'; set format y '%g'" : "unset ylabel; set format y ''",
                "set ytics autofreq",
                "unset xlabel; set format x ''",
            ],
            title: figure.series[index].label.isEmpty ? "PSNR" : figure.series[index].label,
            isRaised: true, labels: letters(index, above: box) + list(index) + notes)
    }

    private func ratioPanel(_ index: Int) -> String {
        panel(
            index, letter: runs.count + index, column: "ratio", range: runs[index].ratioRange,
            box: layout.ratio[index],
            axes: [
                layout.hasVerticalAxis(index)
                    ? "set ylabel 'ratio: blur / sharpness'; set format y '%g'" : "unset ylabel; set format y '%g'",
                "set ytics \(GnuplotText.number(Self.step(of: runs[index].ratioRange)))",
                "set xlabel 'iteration'; set format x '%.0f'",
            ],
            title: ["ratio", figure.series[index].label].filter { !$0.isEmpty }.joined(separator: ", "),
            isRaised: false, labels: [])
    }

    /// The distance of numbers on an axis that has room for five: 1, 2 or 5 times a power of ten.
    static func step(of range: ClosedRange<Double>) -> Double {
        let least = (range.upperBound - range.lowerBound) / 5, unit = pow(10, log10(least).rounded(.down))
        return [1.0, 2, 5, 10].map { $0 * unit }.first { $0 >= least } ?? least
    }

    private func panel(
        _ index: Int, letter: Int, column: String, range: ClosedRange<Double>, box: PanelBox, axes: [String],
        title: String, isRaised: Bool, labels: [String]
    ) -> String {
        let run = "run_\(index + 1)", curves = runs[index].curves, every = IterationAxis.every(curves)
        let lines = zip(1..., runs[index].rules).compactMap { style, rule -> String? in
            guard let iteration = rule.iteration else { return nil }
            let look = rule.rule == Self.oracle ? "linewidth 1.2 linecolor rgb best_color" : "linestyle \(style)"
            return "set arrow \(style) from \(iteration), graph 0 to \(iteration), graph 1 nohead back \(look)"
        }
        let pale = "\(run) using \"iteration\":\"\(column)\"\(every) with lines linewidth 0.6 linecolor rgb 0xB0404040"
        let strong =
            "\(run) using \(IterationAxis.place(curves)):\"\(column)\" smooth unique with lines linewidth 1.7 "
            + "linecolor rgb '#404040'"
        return
            (["# \(column) of \(GnuplotText.oneLine(GnuplotText.plain(figure.series[index].label))).", box.place]
            + axes + [
                "set yrange [\(GnuplotText.number(range.lowerBound)):\(GnuplotText.number(range.upperBound))]",
                PanelScript.title(letter, title, in: box, unit: layout.unit, isRaised: isRaised),
            ]
            + lines + labels
            + PanelScript.plot((axis.isMean(curves) ? [pale] : []) + [strong])
            + ["unset label", "unset arrow", ""])
            .joined(separator: "\n")
    }

    /// A letter above the line of each rule, by which it is found without its colour, moved apart where lines are close together.
    private func letters(_ index: Int, above box: PanelBox) -> [String] {
        let unit = layout.unit
        let stops = runs[index].rules.enumerated().compactMap { rule, row in row.iteration.map { (rule, $0) } }
        let places = LabelPlacement.spread(
            stops.map { Double($0.1) / axis.end }, spacing: 9 * unit / box.width, within: 0...1)
        return zip(stops, places).map { stop, place in
            "set label \(11 + stop.0) '\(Self.letter(stop.0))' at graph \(GnuplotText.number(place)), "
                + "graph \(GnuplotText.number(1 + 7 * unit / box.height)) center font small_font "
                + "textcolor rgb \(color(index, stop.0))"
        }
    }

    /// Each rule with its letter, the iteration and the PSNR that it chose, below the panels.
    private func list(_ index: Int) -> [String] {
        let top = layout.lists[index], unit = layout.unit
        return zip(runs[index].names, runs[index].rules).enumerated().map { rule, pair in
            let (name, row) = pair
            let quality = row.psnr.map { " (\(Amount.decibels($0, digits: 1)))" } ?? ""
            let choice = row.iteration.map { "\($0)\(quality)" } ?? "never"
            let y = top + (Double(rule) + 0.5) * StoppingFigureLayout.lineHeight * unit
            return "set label \(31 + rule) \(GnuplotText.label("\(Self.letter(rule))   \(name): \(choice)")) "
                + "at \(PanelBox.screen(layout.psnr[index].x, y)) left font small_font "
                + "textcolor rgb \(row.iteration == nil ? "note_color" : color(index, rule))"
        }
    }

    private func color(_ index: Int, _ rule: Int) -> String {
        runs[index].rules[rule].rule == Self.oracle ? "best_color" : "series_color[\(rule + 1)]"
    }

    private static func letter(_ rule: Int) -> String { String(UnicodeScalar(UInt8(65 + rule))) }
}

/// Where the panels of a stopping figure lie: PSNR above the ratio, runs side by side, or one below the other on a column of a
/// journal; below each the list of its rules.
struct StoppingFigureLayout: Equatable {
    let psnr: [PanelBox]
    let ratio: [PanelBox]
    /// The tops of the lists.
    let lists: [Double]
    let width: Double
    /// The bottom of the lists.
    let foot: Double
    let unit: Double
    private let isNarrow: Bool

    static let lineHeight = 15.0

    init(runs: Int, rules: Int, frame: FigureFrame) {
        let unit = frame.unit
        self.unit = unit
        let left = 62 * unit, right = 18 * unit, gapX = 50 * unit
        let isNarrow = frame.printWidth.map { $0 < 450 } ?? false
        self.isNarrow = isNarrow
        let columns = isNarrow ? 1 : runs
        let page = frame.printWidth ?? left + right + Double(columns) * 280 + Double(columns - 1) * gapX
        width = page
        let panelWidth = (page - left - right - Double(columns - 1) * gapX) / Double(columns)
        let psnrHeight = min(200 * unit, 0.7 * panelWidth), ratioHeight = min(130 * unit, 0.5 * panelWidth)
        let top = ((frame.hasTitle ? 34 : 0) + 42) * unit, between = 36 * unit
        let listTop = top + psnrHeight + between + ratioHeight + 62 * unit
        let block = listTop + Double(rules) * Self.lineHeight * unit
        let rows = isNarrow ? runs : 1
        func place(_ run: Int) -> (x: Double, y: Double) {
            (
                left + Double(isNarrow ? 0 : run) * (panelWidth + gapX),
                Double(isNarrow ? run : 0) * (block - top + 50 * unit)
            )
        }
        let psnr = (0..<runs).map { run in
            PanelBox(x: place(run).x, y: top + place(run).y, width: panelWidth, height: psnrHeight)
        }
        self.psnr = psnr
        ratio = psnr.map { PanelBox(x: $0.x, y: $0.bottom + between, width: panelWidth, height: ratioHeight) }
        lists = (0..<runs).map { listTop + place($0).y }
        foot = block + place(rows - 1).y * (isNarrow ? 1 : 0) + 6 * unit
    }

    /// Whether a run's panels have the title of the vertical axis, and that of PSNR its numbers.
    func hasVerticalAxis(_ run: Int) -> Bool { isNarrow || run == 0 }
}
