/// JSON inside of a page: nothing in it ends the element that contains it.
package enum JSONScript {
    /// A text with its quotes.
    package static func text(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "<", ">", "&", "\u{2028}", "\u{2029}", "\0"..."\u{1f}", "\u{7f}":
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// A number; `null` for one that is unknown or undefined.
    package static func number(_ value: Double?) -> String {
        guard let value, value.isFinite else { return "null" }
        return Int(exactly: value).map(String.init) ?? "\(value)"
    }

    package static func list(_ values: [String]) -> String { "[\(values.joined(separator: ","))]" }

    /// Values are JSON already; their order is kept.
    package static func object(_ entries: [(String, String)]) -> String {
        "{\(entries.map { "\(text($0.0)):\($0.1)" }.joined(separator: ","))}"
    }
}
