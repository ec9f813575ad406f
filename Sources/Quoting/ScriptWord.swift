/// Checks which texts a script can contain.
package enum ScriptWord {
    /// Whether a path or an argument contains control characters or line ends, which not every script can represent.
    package static func hasControlCharacters(_ text: String) -> Bool {
        text.unicodeScalars.contains(where: OneLine.isControl)
    }

    /// A path that no program takes for an option: a leading `-` is preceded by `./`.
    package static func path(_ path: String) -> String {
        path.unicodeScalars.first == "-" ? "./" + path : path
    }
}
