/// Writes values as YAML in one fixed way, so that equal settings give equal bytes.
package enum CanonicalText {
    /// Shortest form that reads back as the same number; whole numbers without a fraction.
    package static func number(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e15 ? String(Int(value)) : "\(value)"
    }

    package static func number(_ value: Float) -> String {
        value == value.rounded() && abs(value) < 1e6 ? String(Int(value)) : "\(value)"
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
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case "\t": result += "\\t"
            case _ where scalar.value < 0x20 || scalar.value == 0x7f:
                let hex = String(scalar.value, radix: 16)
                result += "\\x" + String(repeating: "0", count: 2 - hex.count) + hex
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }
}
