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
    func replacingScalars(_ text: (Unicode.Scalar) -> String) -> String {
        unicodeScalars.map(text).joined()
    }
}

extension Unicode.Scalar {
    var isASCIILetterOrDigit: Bool {
        switch self {
        case "a"..."z", "A"..."Z", "0"..."9": true
        default: false
        }
    }
}
