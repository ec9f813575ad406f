import Architectures
import Networks

/// The keys of `network` with architecture `decoder` (METHOD sections 2.1 and 4).
enum DecoderForm {
    static let depths = 1...8

    static func read(_ entries: [SpecNode.Entry], input: NetworkInputForm) throws -> DecoderOptions {
        let standard = DecoderOptions()
        let depth = try entries.value("depth")?.integer("depth", depths)
        let lipschitz = try LipschitzForm.read(entries.value("lipschitz"))
        return DecoderOptions(
            upsamplers: try UpsamplerForm.readStages(entries.value("upsampler"), depth: depth),
            width: try entries.value("width")?.integer("width", 1...4096) ?? standard.width,
            inputChannels: try input.channels(entries.value("input_channels"), standard: standard.inputChannels),
            lipschitz: lipschitz.ceiling,
            norm: try entries.value("norm")?.choice("norm", Normalization.self) ?? standard.norm,
            padding: try entries.value("padding")?.choice("padding", Padding.self) ?? standard.padding,
            slope: try entries.value("slope").map { Float(try $0.number("slope", .atLeast(0).atMost(1))) } ?? standard.slope,
            lipschitzNorm: lipschitz.norm)
    }

    /// Key and value in the canonical order.
    static func lines(_ options: DecoderOptions) -> [(String, String)] {
        [("upsampler", UpsamplerForm.text(options.upsamplers)),
         ("lipschitz", LipschitzForm(norm: options.lipschitzNorm, ceiling: options.lipschitz).text),
         ("norm", options.norm.rawValue),
         ("padding", options.padding.rawValue),
         ("width", "\(options.width)"),
         ("input_channels", "\(options.inputChannels)"),
         ("depth", "\(options.depth)"),
         ("slope", CanonicalText.number(options.slope))]
    }
}
