import Foundation
import Quoting

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

    /// Roughly the width in pixels of a label in the figures' font.
    static func width(_ label: String) -> Int {
        7 * label.filter { !"{}_^\\".contains($0) }.count
    }

    /// The comment that says how to draw a script again.
    static func drawAgain(_ name: String) -> String {
        "# Draw again, in this folder: gnuplot " + oneLine(ShellText.word(direct("\(name).gp")))
    }
}
