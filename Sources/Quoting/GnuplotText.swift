/// Quotes text for gnuplot scripts, so that nothing in it can be read as a command.
package enum GnuplotText {
    /// A string literal that shows the text literally, on one line, where markup is off (`noenhanced`).
    package static func literal(_ text: String) -> String {
        string(OneLine.text(text))
    }

    /// A string literal that shows the text literally, on one line, where markup is on.
    package static func label(_ text: String) -> String {
        literal(plain(text))
    }

    /// A string literal for a file name.
    package static func path(_ path: String) -> String {
        string(direct(path))
    }

    /// A path that gnuplot opens as a file: with `./` before a character that stands for something else at the beginning, such
    /// as `<` and `|` for a command, `-` for an option and `~` for a home.
    package static func direct(_ path: String) -> String {
        guard let first = path.unicodeScalars.first else { return path }
        return first.isASCIILetterOrDigit || "_./".unicodeScalars.contains(first) || !first.isASCII ? path : "./" + path
    }

    /// Text for a comment: on one line, without a final backslash, which would join the next line.
    package static func oneLine(_ text: String) -> String {
        var line = OneLine.text(text)
        while line.unicodeScalars.last == "\\" { line.unicodeScalars.removeLast() }
        return line
    }

    /// Text escaped so that gnuplot's enhanced text shows it literally.
    package static func plain(_ text: String) -> String {
        text.replacingScalars { "{}_^@&~\\".unicodeScalars.contains($0) ? "\\\($0)" : "\($0)" }
    }

    /// In single quotes gnuplot interprets nothing but the quote itself. What holds a backtick, a control character or a quote
    /// that doubling does not carry through stands in double quotes, all but letters, digits and a few marks by their bytes.
    private static func string(_ text: String) -> String {
        let scalars = Array(text.unicodeScalars)
        if scalars.indices.allSatisfy({ isPlain(scalars, $0) }) {
            return "'" + text.replacingScalars { $0 == "'" ? "''" : "\($0)" } + "'"
        }
        var result = "\"", isAfterBytes = false
        for byte in text.utf8 {
            let scalar = Unicode.Scalar(byte)
            // A digit after three others might be read as one of them.
            let isAlone = isAfterBytes && ("0"..."9").contains(scalar)
            if !isAlone, scalar.isASCIILetterOrDigit || " .,:;=()/_-".unicodeScalars.contains(scalar) {
                result.unicodeScalars.append(scalar)
                isAfterBytes = false
            } else {
                let digits = String(byte, radix: 8)
                result += "\\" + String(repeating: "0", count: 3 - digits.count) + digits
                isAfterBytes = true
            }
        }
        return result + "\""
    }

    /// Whether a scalar stands in single quotes as it is, or as an apostrophe within or after a word.
    private static func isPlain(_ scalars: [Unicode.Scalar], _ place: Int) -> Bool {
        switch scalars[place] {
        case "`": return false
        case "'":
            guard place > 0, scalars[place - 1].isASCIILetterOrDigit, place + 1 < scalars.count else { return false }
            return scalars[place + 1].isASCIILetterOrDigit || scalars[place + 1] == " "
        default: return !OneLine.isControl(scalars[place])
        }
    }
}
