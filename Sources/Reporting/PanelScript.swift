import Foundation
import Quoting

/// Commands for a panel of a figure.
enum PanelScript {
    /// Height of a label as a fraction of the panel's.
    private static let labelHeight = 0.068
    /// The height in pixels of a label on a screen.
    private static let labelPixels = 14.0

    /// The panel's letter and title above it.
    static func title(_ panel: Int, _ label: String) -> String {
        let letter = Array("abcdefghi")[panel]
        return
            "set label 1 \(GnuplotText.literal("{/:Bold \(letter)}   \(GnuplotText.plain(label))")) at graph 0, graph 1.07 left"
    }

    /// The panel's letter and title, and a second line below it where there is not room for both beside each other; above a
    /// panel of this height in pixels.
    static func title(_ panel: Int, _ label: String, in box: PanelBox, unit: Double, isRaised: Bool = false) -> String {
        let letter = String(UnicodeScalar(UInt8(97 + panel)))
        let height = 1 + (isRaised ? 24 : 10) * unit / box.height
        return
            "set label 1 \(GnuplotText.literal("{/:Bold \(letter)}   \(GnuplotText.plain(label))")) at graph 0, graph \(GnuplotText.number(height)) left"
    }

    /// Names at the right end of the curves, moved apart where curves end close together; on a logarithmic axis ends and range
    /// are logarithms.
    /// - Parameter height: the panel's height in units of a screen's pixels.
    static func endLabels(
        _ labels: [(text: String, color: String)], ends: [Double], range: ClosedRange<Double>,
        height panel: Double? = nil
    ) -> [String] {
        let spacing = panel.map { labelPixels / $0 } ?? labelHeight
        let shown = labels.indices.filter { !labels[$0].text.isEmpty }
        let height = range.upperBound - range.lowerBound
        let wanted = shown.map { min(max((ends[$0] - range.lowerBound) / height, 0), 1) }
        return zip(shown, LabelPlacement.spread(wanted, spacing: spacing, within: 0.02...1)).map { index, height in
            "set label \(11 + index) \(GnuplotText.label(labels[index].text)) "
                + "at graph 1.02, graph \(GnuplotText.number(height)) left textcolor rgb \(labels[index].color)"
        }
    }

    /// The command that draws the curves.
    static func plot(_ curves: [String]) -> [String] {
        ["plot " + curves.joined(separator: ", \\\n     ")]
    }
}

/// The number of rows and columns for a number of equal panels.
struct PanelGrid: Equatable {
    let rows: Int
    let columns: Int

    /// 1, 2 and 3 panels side by side, 4 as 2 x 2, then three columns, as far as they are filled at all.
    init(panels: Int, in frame: FigureFrame? = nil) {
        precondition(panels > 0, "a figure needs a panel")
        let most = frame?.printWidth.map { max(1, Int($0 / 200)) } ?? 3
        columns = panels == 4 ? min(2, most) : min(panels, 3, most)
        rows = (panels + columns - 1) / columns
    }
}

/// Pictures side by side, 8 at most; on a page for print as many as have room for their names.
struct PictureGrid: Equatable {
    let rows: Int
    let columns: Int

    init(_ pictures: Int, in frame: FigureFrame) {
        columns = min(pictures, frame.printWidth.map { max(1, Int($0 / 120)) } ?? 8)
        rows = (pictures + columns - 1) / columns
    }
}

extension GnuplotText {
    /// A number with at most three decimals, without an exponent below 2^63, so that scripts stay readable and equal everywhere.
    static func number(_ value: Double) -> String {
        let rounded = (value * 1000).rounded() / 1000
        return Int(exactly: rounded).map(String.init) ?? String(rounded)
    }

    /// A number with at most this many decimals, without an exponent.
    static func number(_ value: Double, decimals: Int) -> String {
        let text = String(format: "%.\(decimals)f", value)
        guard text.contains(".") else { return text }
        let short = text.reversed().drop { $0 == "0" }.drop { $0 == "." }
        return String(short.reversed())
    }

    /// The approximate width in pixels of a label in the figures' font.
    static func width(_ label: String) -> Int {
        7 * label.filter { !"{}_^\\".contains($0) }.count
    }
}

/// A note at the foot of a page of equal panels, in as many lines as a page for print needs.
struct PageNote {
    private let lines: [String]
    /// Whether it begins at the edge of a page for print, so that a line holds more.
    private let isBroken: Bool

    init(_ text: String, in frame: FigureFrame) {
        isBroken = frame.width != nil
        guard let width = frame.printWidth else {
            lines = text.isEmpty ? [] : [text]
            return
        }
        lines =
            PageFoot(paragraphs: [PageFoot.words(text)], left: 8 * frame.unit, right: width - 4, unit: frame.unit)
            .texts
    }

    /// The room that it needs, in units of a screen's pixels.
    var height: Int { lines.isEmpty ? 0 : 3 + lines.count * Int(PageFoot.lineHeight) }

    /// A label for each line, from `first` on.
    func commands(first: Int) -> [String] {
        lines.enumerated().map { row, line in
            "set label \(first + row) \(GnuplotText.label(line)) at screen \(isBroken ? "8 * unit / page_width" : "page_left"), "
                + "screen \(12 + Int(PageFoot.lineHeight) * (lines.count - 1 - row)) * unit / page_height left "
                + "font small_font textcolor rgb note_color"
        }
    }

    /// The command that takes it away, so that it is not drawn with the next panel again.
    func end(first: Int) -> [String] { lines.indices.map { "unset label \(first + $0)" } }
}

/// Places the labels at the right end of curves.
enum LabelPlacement {
    /// The heights closest to the wanted ones, in the least-squares sense, that lie `spacing` apart within `range`.
    ///
    /// Labels that do not fit in the range keep their distance and share the excess at both ends.
    static func spread(_ wanted: [Double], spacing: Double, within range: ClosedRange<Double>) -> [Double] {
        let order = wanted.indices.sorted { (wanted[$0], $0) < (wanted[$1], $1) }
        // Less the distance that each label needs, the heights only have to increase: pool neighbours that do not.
        var pools: [Pool] = []
        for (rank, index) in order.enumerated() {
            pools.append(Pool(sum: wanted[index] - Double(rank) * spacing, count: 1))
            while pools.count > 1, pools[pools.count - 2].average > pools[pools.count - 1].average {
                let last = pools.removeLast()
                pools[pools.count - 1].sum += last.sum
                pools[pools.count - 1].count += last.count
            }
        }
        let height = Double(wanted.count - 1) * spacing
        let slack = range.upperBound - range.lowerBound - height
        let lowest = slack >= 0 ? range.lowerBound : range.lowerBound + slack / 2
        let bases = pools.flatMap { pool in
            Array(repeating: min(max(pool.average, lowest), lowest + max(slack, 0)), count: pool.count)
        }
        var result = wanted
        for (rank, index) in order.enumerated() {
            result[index] = bases[rank] + Double(rank) * spacing
        }
        return result
    }

    private struct Pool {
        var sum: Double
        var count: Int
        var average: Double { sum / Double(count) }
    }
}
