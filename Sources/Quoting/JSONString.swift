/// Quotes text for JSON.
package enum JSONString {
    /// A JSON string with its quotes.
    package static func quoted(_ text: String) -> String {
        "\""
            + text.replacingScalars { scalar in
                switch scalar {
                case "\"": "\\\""
                case "\\": "\\\\"
                case "\n": "\\n"
                case _ where scalar.value < 0x20:
                    "\\u00" + (scalar.value < 0x10 ? "0" : "") + String(scalar.value, radix: 16)
                default: "\(scalar)"
                }
            } + "\""
    }
}
