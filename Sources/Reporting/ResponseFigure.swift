import Foundation
import Quoting

/// Magnitude responses over frequency, one curve a filter.
public struct ResponseFigure: ScriptedFigure, Equatable, Sendable {
    /// One filter: its name, and its magnitudes at equal steps from 0 to Nyquist.
    public struct Curve: Equatable, Sendable {
        public var label: String
        public var magnitudes: [Double]

        public init(label: String, magnitudes: [Double]) {
            self.label = label
            self.magnitudes = magnitudes
        }
    }

    /// File stem of the script and its pictures.
    public var name: String
    /// Plain text above the panel.
    public var title: String
    /// The command line that made the figure, for the script's header.
    public var command: String
    public var curves: [Curve]

    /// As many curves as there are line styles.
    public static let most = 8
    /// Magnitudes in dB below this are drawn at it.
    private static let floor = -80.0

    public init(name: String, title: String, command: String, curves: [Curve]) {
        self.name = name
        self.title = title
        self.command = command
        self.curves = curves
    }

    /// The text of the script, with the curves in it; throws `FigureError` when there is no curve, or more than eight.
    public func script(in plots: String) throws -> String {
        guard (1...Self.most).contains(curves.count) else {
            throw FigureError("a figure of responses has 1 to \(Self.most) curves, not \(curves.count)")
        }
        let decibels = curves.map { $0.magnitudes.map { $0 > 0 ? max(20 * log10($0), Self.floor) : Self.floor } }
        let top = max(3, (decibels.joined().max()! / 3).rounded(.up) * 3), range = -60...top
        let labels = zip(1..., curves).map { (text: $1.label, color: "series_color[\($0)]") }
        let last = curves[0].magnitudes.count - 1
        let rows = (0...last).map { place in
            (["\(GnuplotText.number(Double(place) / Double(last), decimals: 6))"] + decibels.map { GnuplotText.number($0[place]) }).joined(separator: ",")
        }
        return ([
            "# Figure: \(GnuplotText.oneLine(name))",
            "# Made by: \(GnuplotText.oneLine(command))",
            GnuplotText.drawAgain(name),
            "",
            "figure_name = \(GnuplotText.path(name))",
            "rows = 1; columns = 1",
            "label_width = \(min(max(46, labels.map { GnuplotText.width($0.text) }.max()!), 260)); foot_height = 18",
            "load 'style.gp'",
            "",
            "$response << END",
            (["frequency"] + curves.indices.map { "curve_\($0 + 1)" }).joined(separator: ","),
        ] + rows + [
            "END",
            "set multiplot layout rows, columns margins page_left, page_right, page_bottom, page_top spacing page_gap_x, page_gap_y \\",
            "    title \(GnuplotText.literal(title)) font title_font noenhanced",
            "set xrange [0:1]",
            "set yrange [\(GnuplotText.number(range.lowerBound)):\(GnuplotText.number(range.upperBound))]",
            "set xlabel 'frequency (share of Nyquist)'",
            "set ylabel 'magnitude (dB)'",
            "set arrow 1 from 0.5, graph 0 to 0.5, graph 1 nohead back linewidth 1 dashtype 2 linecolor rgb note_color",
            "set label 2 'Dashed: half of Nyquist, where an ideal upsampler cuts.' "
                + "at screen page_left, screen 12 / page_height left font small_font textcolor rgb note_color",
        ] + PanelScript.endLabels(labels, ends: decibels.map { $0[last] }, range: range)
            + PanelScript.plot(curves.indices.map { "$response using \"frequency\":\"curve_\($0 + 1)\" with lines linestyle \($0 + 1)" })
            + ["unset multiplot", "unset output", ""]).joined(separator: "\n")
    }
}
