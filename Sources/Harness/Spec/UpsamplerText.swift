import Networks

/// Upsamplers in the form that specs have under `network.upsampler`.
public enum UpsamplerText {
    /// All stages of a name, a name with options or a list; throws a `SpecError` whose place is the text.
    public static func read(_ text: String) throws -> [Upsampler] {
        try UpsamplerForm.readStages(try SpecDocument.parseArgument(text, argument: text), depth: nil)
    }

    /// The canonical form of one upsampler.
    public static func text(_ upsampler: Upsampler) -> String { UpsamplerForm.text(upsampler) }
}
