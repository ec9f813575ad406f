/// Quotes command lines for a POSIX shell.
package enum ShellText {
    /// Words joined by spaces, each quoted if the shell would interpret it.
    package static func command(_ words: [String]) -> String {
        words.map(word).joined(separator: " ")
    }

    /// One word, quoted if necessary so that the shell passes it on unchanged.
    package static func word(_ word: String) -> String {
        let isPlain =
            !word.isEmpty
            && word.unicodeScalars.allSatisfy { scalar in
                scalar.isASCIILetterOrDigit || "-_./=,:+@%".unicodeScalars.contains(scalar)
            }
        if isPlain { return word }
        // No argument of a program holds NUL.
        return "'" + word.replacingScalars { $0 == "'" ? "'\\''" : $0 == "\0" ? "" : "\($0)" } + "'"
    }
}
