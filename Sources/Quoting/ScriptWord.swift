/// What may stand in a script at all.
public enum ScriptWord {
    /// Whether a path or an argument holds control characters or line ends, which not every script can carry.
    public static func hasControlCharacters(_ text: String) -> Bool {
        text.unicodeScalars.contains(where: OneLine.isControl)
    }

    /// A path that no program takes for an option: with `./` before a `-` at the beginning.
    public static func path(_ path: String) -> String {
        path.unicodeScalars.first == "-" ? "./" + path : path
    }
}
