/// Command lines for a POSIX shell, as a user would type them.
public enum ShellText {
    /// Words joined by spaces, quoted where a shell would read them otherwise.
    public static func command(_ words: [String]) -> String {
        words.map(word).joined(separator: " ")
    }

    /// One word, which the shell passes on as it is.
    public static func word(_ word: String) -> String {
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
