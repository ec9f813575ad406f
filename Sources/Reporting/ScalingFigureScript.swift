import Foundation
import Quoting

/// The gnuplot script of a scaling figure.
struct ScalingFigureScript {
    let figure: ScalingFigure
    let panels: [ScalingPanel]
    /// The folder that the script runs in.
    let plots: String

    var text: String {
        ([setting] + zip(0..., panels).map(panel) + FigureFrame.end).joined(separator: "\n")
    }

    private var setting: String {
        (figure.frame.header(["# Data: \(GnuplotText.oneLine(table))"])
            + figure.frame.page(columns: panels.count, labelWidth: 62, foot: 18) + [
                "# Rows of other curves are passed over.",
                "set datafile missing NaN",
                "data = \(GnuplotText.path(table))",
            ] + figure.frame.multiplot + [
                "set logscale xy",
                "set errorbars small",
                "set ylabel 'a training step (ms)' offset 2, 0",
                "set label 2 'Medians, with the least and the greatest round. Pale: the slope of the arithmetic.' \\",
                "    at screen page_left, screen 12 / page_height left font small_font textcolor rgb note_color",
                "",
            ]).joined(separator: "\n")
    }

    private var table: String { RelativePath.from(plots, to: figure.table) }

    private func panel(_ index: Int, _ panel: ScalingPanel) -> String {
        let range = panel.range, last = panel.places.count - 1
        let ends = panel.curves.map { $0.milliseconds[last] } + [panel.reference(1.25 * panel.places[last])]
        let labels =
            zip(1..., panel.curves).map {
                (text: "\($1.threads) thread\($1.threads == 1 ? "" : "s")", color: "series_color[\($0)]")
            }
            + [(text: "slope \(panel.power)", color: "note_color")]
        let curves = zip(1..., panel.curves).flatMap { style, curve in
            let points = "data using (chosen(\(curve.threads)) ? column(\"\(panel.variable)\") : NaN):\"milliseconds\""
            return [
                "\(points) smooth unique with lines linestyle \(style)",
                "\(points):\"least_milliseconds\":\"greatest_milliseconds\" with yerrorbars linestyle \(style) dashtype solid linewidth 1",
            ]
        }
        return
            ([
                "# The time of a step over \(panel.variable), \(panel.fixed.column) \(panel.fixed.value).",
                "chosen(threads) = column(\"\(panel.fixed.column)\") == \(panel.fixed.value) && column(\"threads\") == threads",
                "slope(x) = \(number(panel.reference(panel.places[last]))) * (x / \(GnuplotText.number(panel.places[last])))**\(panel.power)",
                "set xrange [\(number(panel.places[0] / 1.25)):\(number(panel.places[last] * 1.25))]",
                "set yrange [\(number(range.lowerBound)):\(number(range.upperBound))]",
                "set xtics (\(ticks(panel)))",
                "set ytics (\(Self.ticks(in: range).map(number).joined(separator: ", ")))",
                "set xlabel '\(panel.variable == "pixels" ? "pixels" : "channels of every stage")'",
                PanelScript.title(
                    index,
                    panel.variable == "pixels" ? "\(figure.width) channels" : "\(figure.size) × \(figure.size) pixels"),
            ]
            + PanelScript.endLabels(
                labels, ends: ends.map { log10($0) }, range: log10(range.lowerBound)...log10(range.upperBound))
            + PanelScript.plot(["slope(x) with lines linewidth 1 linecolor rgb '#b0b0b0'"] + curves)
            + ["unset label 1; unset label 2; unset ylabel"] + labels.indices.map { "unset label \(11 + $0)" } + [""])
            .joined(separator: "\n")
    }

    /// The measured places; numbers of pixels as squares.
    private func ticks(_ panel: ScalingPanel) -> String {
        panel.places.map { place in
            let side = place.squareRoot()
            let isSquare = panel.variable == "pixels" && side == side.rounded()
            return "'\(isSquare ? "\(number(side))²" : number(place))' \(number(place))"
        }.joined(separator: ", ")
    }

    /// 1, 2 and 5 times powers of ten, or powers of ten alone where the range holds many.
    static func ticks(in range: ClosedRange<Double>) -> [Double] {
        let powers = (-3...9).map { pow(10, Double($0)) }
        let wide = range.upperBound / range.lowerBound > 300
        return powers.flatMap { power in (wide ? [1] : [1, 2, 5]).map { $0 * power } }.filter(range.contains)
    }

    private func number(_ value: Double) -> String { GnuplotText.number(value) }
}
