import Architectures
import Networks

/// The keys of `network` with architecture `deep-decoder` (METHOD section 2.3).
enum DeepDecoderForm {
    static func read(_ entries: [SpecNode.Entry], input: NetworkInputForm) throws -> DeepDecoderOptions {
        let depth = try entries.value("depth")?.integer("depth", DecoderForm.depths)
        let width = try entries.value("width")?.integer("width", 1...4096) ?? DeepDecoderOptions().width
        return DeepDecoderOptions(
            upsamplers: try UpsamplerForm.readFixedStages(entries.value("upsampler"), depth: depth),
            width: width,
            inputChannels: try input.channels(entries.value("input_channels"), standard: width))
    }

    /// Key and value in the canonical order.
    static func lines(_ options: DeepDecoderOptions) -> [(String, String)] {
        [("upsampler", UpsamplerForm.text(options.upsamplers)),
         ("width", "\(options.width)"),
         ("input_channels", "\(options.inputChannels)"),
         ("depth", "\(options.depth)")]
    }
}
