/// Escapes text for HTML.
package enum HTMLText {
    /// Text escaped for content and attributes.
    package static func escaped(_ text: String) -> String {
        text.replacingScalars { scalar in
            switch scalar {
            case "&": "&amp;"
            case "<": "&lt;"
            case ">": "&gt;"
            case "\"": "&quot;"
            case "'": "&#39;"
            case "\n", "\t", "\u{2028}", "\u{2029}": "\(scalar)"
            // What HTML does not allow, not even as a reference.
            case _ where OneLine.isControl(scalar): "\u{fffd}"
            default: "\(scalar)"
            }
        }
    }
}
