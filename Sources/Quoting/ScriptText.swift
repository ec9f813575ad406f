/// Checks which texts a script can contain.
package enum ScriptWord {
    /// Whether a path or an argument contains control characters or line ends, which not every script can represent.
    package static func hasControlCharacters(_ text: String) -> Bool {
        text.unicodeScalars.contains(where: OneLine.isControl)
    }

    /// Whether a text is a word that neither a shell nor sbatch interprets.
    static func isPlain(_ text: String) -> Bool {
        !text.isEmpty
            && text.unicodeScalars.allSatisfy { scalar in
                scalar.isASCIILetterOrDigit || "-_./=,:+@%".unicodeScalars.contains(scalar)
            }
    }

    /// A path that no program takes for an option: a leading `-` is preceded by `./`.
    package static func path(_ path: String) -> String {
        path.unicodeScalars.first == "-" ? "./" + path : path
    }
}

/// Quotes command lines for a POSIX shell.
package enum ShellText {
    /// Words joined by spaces, each quoted if the shell would interpret it.
    package static func command(_ words: [String]) -> String {
        words.map(word).joined(separator: " ")
    }

    /// One word, quoted if necessary so that the shell passes it on unchanged.
    package static func word(_ word: String) -> String {
        if ScriptWord.isPlain(word) { return word }
        // No argument of a program holds NUL.
        return "'" + word.replacingScalars { $0 == "'" ? "'\\''" : $0 == "\0" ? "" : "\($0)" } + "'"
    }
}

/// Quotes text for the `#SBATCH` lines of a job script.
package enum SbatchText {
    /// The value of an option, which sbatch reads literally; a line end, which cannot be quoted, becomes a space.
    ///
    /// A backslash takes the next character literally, within double quotes, too; old versions end the line at any other `#`.
    package static func value(_ text: String) -> String {
        if ScriptWord.isPlain(text) { return text }
        return "\"" + OneLine.text(text).replacingScalars { "\"\\#".unicodeScalars.contains($0) ? "\\\($0)" : "\($0)" }
            + "\""
    }

    /// A path within a file name in which sbatch substitutes numbers; per cent signs are escaped.
    package static func folder(_ path: String) -> String {
        path.replacingScalars { $0 == "%" ? "%%" : "\($0)" }
    }
}
