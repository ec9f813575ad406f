/// Makes text fit on one line.
///
/// Languages read bytes or scalars. Swift's characters hide a quote or a separator that a combining mark follows, so all texts
/// of this module are looked at scalar by scalar.
enum OneLine {
    /// Replaces each line end and every other control character by a space.
    static func text(_ text: String) -> String {
        var line = String.UnicodeScalarView()
        var previous: Unicode.Scalar?
        for scalar in text.unicodeScalars {
            // \r\n is one line end.
            if !(scalar == "\n" && previous == "\r") { line.append(isControl(scalar) ? " " : scalar) }
            previous = scalar
        }
        return String(line)
    }

    /// Control characters, line and paragraph separators, and the code points that are no characters, which XML refuses.
    static func isControl(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0..<0x20, 0x7f..<0xa0, 0x2028, 0x2029: true
        default: scalar.properties.isNoncharacterCodePoint
        }
    }
}

extension String {
    /// Puts a text in the place of each scalar.
    package func replacingScalars(_ text: (Unicode.Scalar) -> String) -> String {
        unicodeScalars.map(text).joined()
    }
}

extension Unicode.Scalar {
    /// Its number in hexadecimal digits, with zeros before it up to `digits`.
    package func hexadecimal(digits: Int) -> String {
        let number = String(value, radix: 16)
        return String(repeating: "0", count: max(0, digits - number.count)) + number
    }

    var isASCIILetterOrDigit: Bool {
        switch self {
        case "a"..."z", "A"..."Z", "0"..."9": true
        default: false
        }
    }
}

/// Text that a terminal shows and does not obey.
package enum TerminalText {
    /// Puts `?` in the place of each control character but line ends and tabs: titles and labels come from files of other people.
    package static func safe(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: isHarmful) else { return text }
        return text.replacingScalars { isHarmful($0) ? "?" : String($0) }
    }

    /// The same for a sentence, which is one line whatever the names in it hold: line ends and tabs are shown as escapes, `\n`.
    package static func line(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { isHarmful($0) || escape($0) != nil }) else { return text }
        return text.replacingScalars { escape($0) ?? (isHarmful($0) ? "?" : String($0)) }
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String? {
        switch scalar {
        case "\n": "\\n"
        case "\r": "\\r"
        case "\t": "\\t"
        default: nil
        }
    }

    private static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0a: false
        case 0..<0x20, 0x7f..<0xa0: true
        // These change the direction of what follows.
        case 0x202a...0x202e, 0x2066...0x2069: true
        default: false
        }
    }
}
