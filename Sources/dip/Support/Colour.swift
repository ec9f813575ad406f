/// The colours of states, for a terminal.
enum Colour {
    private static let codes: [Substring: Int] = [
        "ok": 32, "done": 32, "complete": 32, "cached": 32, "running": 36, "note": 33, "interrupted": 33, "missing": 33,
        "failed": 31, "unreadable": 31,
    ]

    /// The line with the first of its words that names a state in that state's colour; nothing else changes.
    static func painted(_ line: String) -> String {
        for word in line.split(separator: " ") {
            guard let code = codes[word] else { continue }
            return line[..<word.startIndex] + "\u{1B}[\(code)m\(word)\u{1B}[0m" + line[word.endIndex...]
        }
        return line
    }
}
