/// Text in the `#SBATCH` lines of a job script.
public enum SbatchText {
    /// The value of an option, which sbatch takes as it is; a line end, which no quotes keep in the line, becomes a space.
    ///
    /// A backslash takes the next character literally, within double quotes, too; old versions end the line at any other `#`.
    public static func value(_ text: String) -> String {
        let isPlain =
            !text.isEmpty
            && text.unicodeScalars.allSatisfy { scalar in
                scalar.isASCIILetterOrDigit || "-_./=,:+@%".unicodeScalars.contains(scalar)
            }
        if isPlain { return text }
        return "\"" + OneLine.text(text).replacingScalars { "\"\\#".unicodeScalars.contains($0) ? "\\\($0)" : "\($0)" }
            + "\""
    }

    /// A path as part of a file name in which sbatch fills in numbers: a per cent sign stands for itself.
    public static func folder(_ path: String) -> String {
        path.replacingScalars { $0 == "%" ? "%%" : "\($0)" }
    }
}
