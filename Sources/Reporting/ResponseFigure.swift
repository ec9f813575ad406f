import Foundation
import Quoting

/// Magnitude responses over frequency, one curve per filter.
package struct ResponseFigure: ScriptedFigure, Equatable, Sendable {
    /// One filter: its name, and its magnitudes at equal steps from 0 to Nyquist.
    package struct Curve: Equatable, Sendable {
        package var label: String
        package var magnitudes: [Double]

        package init(label: String, magnitudes: [Double]) {
            self.label = label
            self.magnitudes = magnitudes
        }
    }

    package var frame: FigureFrame
    package var curves: [Curve]

    /// The largest number of curves, one for each line style.
    package static let most = 8
    /// Magnitudes below this many dB are drawn at this value.
    private static let floor = -80.0

    package init(frame: FigureFrame, curves: [Curve]) {
        self.frame = frame
        self.curves = curves
    }

    /// The text of the script, with the curves in it; throws `FigureError` when there is no curve, or more than eight.
    package func script(in plots: String) throws -> String {
        guard (1...Self.most).contains(curves.count) else {
            throw FigureError("a figure of responses has 1 to \(Self.most) curves, not \(curves.count)")
        }
        let decibels = curves.map { $0.magnitudes.map { $0 > 0 ? max(20 * log10($0), Self.floor) : Self.floor } }
        let top = max(3, (decibels.joined().max()! / 3).rounded(.up) * 3), range = -60...top
        let labels = zip(1..., curves).map { (text: $1.label, color: "series_color[\($0)]") }
        let last = curves[0].magnitudes.count - 1
        let rows = (0...last).map { place in
            (["\(GnuplotText.number(Double(place) / Double(last), decimals: 6))"]
                + decibels.map { GnuplotText.number($0[place]) }).joined(separator: ",")
        }
        let note = PageNote("Dashed: half of Nyquist, where an ideal upsampler cuts.", in: frame)
        let page = frame.page(
            labelWidth: FigureFrame.labelWidth(labels.map(\.text), atMost: 260), foot: note.height)
        return
            (frame.header() + page
            + [
                "$response << END",
                (["frequency"] + curves.indices.map { "curve_\($0 + 1)" }).joined(separator: ","),
            ] + rows + [
                "END"
            ] + frame.multiplot + [
                "set xrange [0:1]",
                "set yrange [\(GnuplotText.number(range.lowerBound)):\(GnuplotText.number(range.upperBound))]",
                "set xlabel 'frequency (share of Nyquist)'",
                "set ylabel 'magnitude (dB)'",
                "set arrow 1 from 0.5, graph 0 to 0.5, graph 1 nohead back linewidth 1 dashtype 2 linecolor rgb note_color",
            ] + note.commands(first: 2) + PanelScript.endLabels(labels, ends: decibels.map { $0[last] }, range: range)
            + PanelScript.plot(
                curves.indices.map {
                    "$response using \"frequency\":\"curve_\($0 + 1)\" with lines linestyle \($0 + 1)"
                })
            + FigureFrame.end).joined(separator: "\n")
    }
}
