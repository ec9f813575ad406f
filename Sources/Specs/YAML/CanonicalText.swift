import Quoting

/// Writes values as YAML in one fixed way, so that equal settings give equal bytes.
package enum CanonicalText {
    /// Shortest form that reads back as the same number; whole numbers without a fraction.
    package static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
    }

    package static func number(_ value: Float) -> String {
        value == value.rounded() && abs(value) < 1e6 ? String(Int(value)) : "\(value)"
    }

    /// The text with `5.0e-08` for `5e-08` outside of quotes: readers of YAML 1.1, such as PyYAML, take the latter for text.
    package static func withDottedExponents(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "e")) else { return text }
        var result = "", rest = text[...]
        while let quote = rest.firstIndex(of: "\"") {
            result += dotted(rest[..<quote])
            var end = rest.index(after: quote)
            while end < rest.endIndex, rest[end] != "\"" {
                let isEscape = rest[end] == "\\"
                end = rest.index(after: end)
                if isEscape, end < rest.endIndex { end = rest.index(after: end) }
            }
            if end < rest.endIndex { end = rest.index(after: end) }
            result += rest[quote..<end]
            rest = rest[end...]
        }
        return result + dotted(rest)
    }

    private static func dotted(_ text: Substring) -> String {
        String(text).replacing(#/(?<before>^|[ \[{:,])(?<digits>-?[0-9]+)(?<exponent>e[-+]?[0-9]+)(?=$|[\],}\n])/#) {
            "\($0.before)\($0.digits).0\($0.exponent)"
        }
    }

    /// Keys with their values as a mapping on one line.
    package static func mapping(_ entries: [(String, String)]) -> String {
        "{" + entries.map { "\($0): \($1)" }.joined(separator: ", ") + "}"
    }

    /// A text, in double quotes unless it can only be read as itself.
    package static func scalar(_ text: String) -> String {
        let startsWithLetter = text.first.map { $0.isASCII && $0.isLetter } ?? false
        let isSafe = text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "_-./".contains($0)) }
        let isReserved = ["null", "true", "false", "yes", "no", "on", "off", "y", "n"].contains(text.lowercased())
        return startsWithLetter && isSafe && !isReserved ? text : quoted(text)
    }

    package static func list(_ items: [String]) -> String {
        "[" + items.joined(separator: ", ") + "]"
    }

    private static func quoted(_ text: String) -> String {
        let escaped = text.replacingScalars { scalar in
            switch scalar {
            case "\"", "\\": "\\\(scalar)"
            case "\n": "\\n"
            case "\t": "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7f: "\\x" + scalar.hexadecimal(digits: 2)
            default: "\(scalar)"
            }
        }
        return "\"\(escaped)\""
    }
}
