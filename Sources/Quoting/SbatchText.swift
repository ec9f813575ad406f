/// Quotes text for the `#SBATCH` lines of a job script.
package enum SbatchText {
    /// The value of an option, which sbatch reads literally; a line end, which cannot be quoted, becomes a space.
    ///
    /// A backslash takes the next character literally, within double quotes, too; old versions end the line at any other `#`.
    package static func value(_ text: String) -> String {
        let isPlain =
            !text.isEmpty
            && text.unicodeScalars.allSatisfy { scalar in
                scalar.isASCIILetterOrDigit || "-_./=,:+@%".unicodeScalars.contains(scalar)
            }
        if isPlain { return text }
        return "\"" + OneLine.text(text).replacingScalars { "\"\\#".unicodeScalars.contains($0) ? "\\\($0)" : "\($0)" }
            + "\""
    }

    /// A path within a file name in which sbatch substitutes numbers; per cent signs are escaped.
    package static func folder(_ path: String) -> String {
        path.replacingScalars { $0 == "%" ? "%%" : "\($0)" }
    }
}
