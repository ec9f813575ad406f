/// Escapes text for LaTeX.
package enum LaTeXText {
    /// Text escaped so that LaTeX shows it literally, on one line.
    package static func escaped(_ text: String) -> String {
        var isFirst = true
        return OneLine.text(text).replacingScalars { scalar in
            defer { if scalar != " " { isFirst = false } }
            return switch scalar {
            case "\\": "\\textbackslash{}"
            case "&", "%", "$", "#", "_", "{", "}": "\\\(scalar)"
            case "~": "\\textasciitilde{}"
            case "^": "\\textasciicircum{}"
            case "`": "\\textasciigrave{}"
            case "<": "$<$"
            case ">": "$>$"
            case "–": "--"
            case "±": "$\\pm$"
            case "†": "$\\dagger$"
            case "λ": "$\\lambda$"
            case "σ": "$\\sigma$"
            case "×": "$\\times$"
            // The end of a row takes these as its own, across the line end.
            case "[", "*": isFirst ? "{\(scalar)}" : "\(scalar)"
            default: "\(scalar)"
            }
        }
    }

    /// A comment, on one line.
    package static func comment(_ text: String) -> String {
        "% " + OneLine.text(text)
    }
}
