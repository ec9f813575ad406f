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

/// Escapes text for GitHub-flavoured Markdown.
package enum MarkdownText {
    /// Text escaped so that it is shown literally, on one line.
    package static func escaped(_ text: String) -> String {
        let scalars = Array(OneLine.text(text).unicodeScalars)
        return scalars.indices.map { place in
            // An ampersand that begins a name of a character.
            let isReference =
                scalars[place] == "&" && place + 1 < scalars.count && scalars[place + 1].isASCIILetterOrDigit
            return isReference || "\\`*_[]<>|#~$".unicodeScalars.contains(scalars[place])
                ? "\\\(scalars[place])" : "\(scalars[place])"
        }.joined()
    }

    /// Text for the start of a line: escaped so that it does not start a list, rule, heading or code block.
    package static func line(_ text: String) -> String {
        let text = escaped(text).unicodeScalars.drop { $0 == " " }
        let digits = text.prefix { ("0"..."9").contains($0) }, rest = text.dropFirst(digits.count)
        let isAlone = rest.dropFirst().first.map { $0 == " " } ?? true
        let isMark =
            rest.first.map {
                digits.isEmpty ? "-+=".unicodeScalars.contains($0) : ".)".unicodeScalars.contains($0) && isAlone
            } ?? false
        return String(digits) + (isMark ? "\\" : "") + String(rest)
    }

    /// Text as code, shown literally and on one line, that can be copied; not for a cell of a table.
    package static func code(_ text: String) -> String {
        let line = OneLine.text(text)
        let scalars = line.unicodeScalars
        // Code ends at as many backticks in a row as it begins with.
        let longest = scalars.split { $0 != "`" }.map(\.count).max() ?? 0
        let fence = String(repeating: "`", count: longest + 1)
        // Of a space at both ends one is not shown, unless there is nothing else.
        let ends = [scalars.first, scalars.last]
        let isPadded = ends.contains("`") || ends.contains(" ") && scalars.contains { $0 != " " }
        return isPadded ? "\(fence) \(line) \(fence)" : "\(fence)\(line)\(fence)"
    }
}

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
            // LaTeX's first encoding has a dash in this place.
            case "|": "\\textbar{}"
            // That encoding has no straight quote, and in German texts one begins a command.
            case "\"": "''"
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
