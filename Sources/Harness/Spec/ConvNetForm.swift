import Architectures
import Networks

/// The keys of `network` with architecture `convnet` (METHOD section 2.4).
enum ConvNetForm {
    static func read(_ entries: [SpecNode.Entry], input: NetworkInputForm) throws -> ConvNetOptions {
        let standard = ConvNetOptions()
        return ConvNetOptions(
            layers: try entries.value("layers")?.integer("layers", 1...64) ?? standard.layers,
            width: try entries.value("width")?.integer("width", 1...4096) ?? standard.width,
            inputChannels: try input.channels(entries.value("input_channels"), standard: standard.inputChannels),
            norm: try NormForm.read(entries, standard: standard.norm),
            padding: try entries.value("padding")?.choice("padding", Padding.self) ?? standard.padding)
    }

    /// Key and value in the canonical order.
    static func lines(_ options: ConvNetOptions) -> [(String, String)] {
        [("layers", "\(options.layers)"),
         ("norm", options.norm.rawValue),
         ("padding", options.padding.rawValue),
         ("width", "\(options.width)"),
         ("input_channels", "\(options.inputChannels)")]
    }
}
