/// Command lines as a user would type them.
enum ShellText {
    /// Words joined by spaces, quoted where a shell would read them otherwise.
    static func command(_ words: [String]) -> String {
        words.map(word).joined(separator: " ")
    }

    private static func word(_ word: String) -> String {
        let isPlain = !word.isEmpty && word.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || "-_./=,:+@%".contains($0)) }
        return isPlain ? word : "'" + word.replacing("'", with: "'\\''") + "'"
    }
}
