import Quoting

/// Commands for a panel of a figure.
enum PanelScript {
    /// Height of a label as a share of a panel's.
    private static let labelHeight = 0.068

    /// The panel's letter and what it shows, above it.
    static func title(_ panel: Int, _ label: String) -> String {
        let letter = Array("abcdefghi")[panel]
        return "set label 1 \(GnuplotText.literal("{/:Bold \(letter)}   \(GnuplotText.plain(label))")) at graph 0, graph 1.07 left"
    }

    /// Names at the right end of the curves, moved apart where curves end close together; on a logarithmic axis ends and range
    /// are logarithms.
    static func endLabels(_ labels: [(text: String, color: String)], ends: [Double], range: ClosedRange<Double>) -> [String] {
        let shown = labels.indices.filter { !labels[$0].text.isEmpty }
        let height = range.upperBound - range.lowerBound
        let wanted = shown.map { min(max((ends[$0] - range.lowerBound) / height, 0), 1) }
        return zip(shown, LabelPlacement.spread(wanted, spacing: labelHeight, within: 0.02...1)).map { index, height in
            "set label \(11 + index) \(GnuplotText.label(labels[index].text)) "
                + "at graph 1.02, graph \(GnuplotText.number(height)) left textcolor rgb \(labels[index].color)"
        }
    }

    /// The command that draws the curves.
    static func plot(_ curves: [String]) -> [String] {
        ["plot " + curves.joined(separator: ", \\\n     ")]
    }
}
