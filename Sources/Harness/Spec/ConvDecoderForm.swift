import Architectures
import Networks

/// The keys of `network` with architecture `conv-decoder` (METHOD section 2.4).
enum ConvDecoderForm {
    static func read(_ entries: [SpecNode.Entry], input: NetworkInputForm) throws -> ConvDecoderOptions {
        let standard = ConvDecoderOptions()
        let depth = try entries.value("depth")?.integer("depth", DecoderForm.depths)
        let width = try entries.value("width")?.integer("width", 1...4096) ?? standard.width
        return ConvDecoderOptions(
            upsamplers: try UpsamplerForm.readFixedStages(entries.value("upsampler"), depth: depth),
            width: width,
            inputChannels: try input.channels(entries.value("input_channels"), standard: width),
            norm: try NormForm.read(entries, standard: standard.norm),
            padding: try entries.value("padding")?.choice("padding", Padding.self) ?? standard.padding)
    }

    /// Key and value in the canonical order.
    static func lines(_ options: ConvDecoderOptions) -> [(String, String)] {
        [("upsampler", UpsamplerForm.text(options.upsamplers)),
         ("norm", options.norm.rawValue),
         ("padding", options.padding.rawValue),
         ("width", "\(options.width)"),
         ("input_channels", "\(options.inputChannels)"),
         ("depth", "\(options.depth)")]
    }
}
