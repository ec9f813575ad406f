import Architectures
import Networks

/// The keys of `network` with architecture `unet` (METHOD section 2.4).
enum UNetForm {
    static func read(_ entries: [SpecNode.Entry], input: NetworkInputForm) throws -> UNetOptions {
        let standard = UNetOptions()
        let depth = try entries.value("depth")?.integer("depth", DecoderForm.depths) ?? standard.depth
        let width = try entries.value("width")?.integer("width", 1...1024) ?? standard.width
        guard width << depth <= 16384 else {
            throw SpecError((entries.value("width") ?? entries.value("depth"))!.place,
                            "'width' doubles with each of the \(depth) scales of 'depth', from \(width) to \(width << depth) channels; "
                                + "at most 16384 are allowed")
        }
        return UNetOptions(
            width: width,
            depth: depth,
            moreScales: try entries.value("more_scales")?.integer("more_scales", 0...4) ?? standard.moreScales,
            upsampler: try UpsamplerForm.readSingle(entries.value("upsampler"), standard: standard.upsampler, allowsDeconv: true),
            inputChannels: try input.channels(entries.value("input_channels"), standard: standard.inputChannels),
            norm: try NormForm.read(entries, standard: standard.norm),
            padding: try entries.value("padding")?.choice("padding", Padding.self) ?? standard.padding)
    }

    /// Key and value in the canonical order.
    static func lines(_ options: UNetOptions) -> [(String, String)] {
        [("upsampler", UpsamplerForm.text(options.upsampler)),
         ("norm", options.norm.rawValue),
         ("padding", options.padding.rawValue),
         ("width", "\(options.width)"),
         ("input_channels", "\(options.inputChannels)"),
         ("depth", "\(options.depth)"),
         ("more_scales", "\(options.moreScales)")]
    }
}
