/// Text in Markdown as GitHub reads it.
public enum MarkdownText {
    /// Text that is shown as it is, on one line.
    public static func escaped(_ text: String) -> String {
        let scalars = Array(OneLine.text(text).unicodeScalars)
        return scalars.indices.map { place in
            // An ampersand that begins a name of a character.
            let isReference =
                scalars[place] == "&" && place + 1 < scalars.count && scalars[place + 1].isASCIILetterOrDigit
            return isReference || "\\`*_[]<>|#~$".unicodeScalars.contains(scalars[place])
                ? "\\\(scalars[place])" : "\(scalars[place])"
        }.joined()
    }

    /// Text that begins a line: it begins no list, rule, heading or block of code.
    public static func line(_ text: String) -> String {
        let text = escaped(text).unicodeScalars.drop { $0 == " " }
        let digits = text.prefix { ("0"..."9").contains($0) }, rest = text.dropFirst(digits.count)
        let isAlone = rest.dropFirst().first.map { $0 == " " } ?? true
        let isMark =
            rest.first.map {
                digits.isEmpty ? "-+=".unicodeScalars.contains($0) : ".)".unicodeScalars.contains($0) && isAlone
            } ?? false
        return String(digits) + (isMark ? "\\" : "") + String(rest)
    }

    /// A comment that shows nowhere; dashes, two of which would end it, are set apart.
    public static func comment(_ text: String) -> String {
        var last: Unicode.Scalar?
        let apart = OneLine.text(text).replacingScalars { scalar in
            defer { last = scalar }
            return scalar == "-" && last == "-" ? " -" : "\(scalar)"
        }
        return "<!-- \(apart) -->"
    }
}
