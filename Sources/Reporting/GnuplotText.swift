/// Text for gnuplot scripts.
enum GnuplotText {
    /// A string literal; within single quotes gnuplot interprets nothing but the quote itself.
    static func literal(_ text: String) -> String {
        "'" + oneLine(text).replacing("'", with: "''") + "'"
    }

    /// Text that may stand in a comment: on one line, and not ending in the backslash that would join the next one.
    static func oneLine(_ text: String) -> String {
        var line = String(text.map { $0.isNewline || $0 == "\0" ? " " : $0 })
        while line.last == "\\" { line.removeLast() }
        return line
    }

    /// A number with at most three decimals, without an exponent, so that scripts stay readable and equal everywhere.
    static func number(_ value: Double) -> String {
        let rounded = (value * 1000).rounded() / 1000
        return rounded == rounded.rounded() ? String(Int(rounded)) : String(rounded)
    }

    /// Roughly the width in pixels of enhanced text in the figures' font: markup takes no room.
    static func width(_ enhanced: String) -> Int {
        7 * enhanced.filter { !"{}_^\\".contains($0) }.count
    }
}
