import Architectures
import Networks

/// The keys of `network` with architecture `resnet` (METHOD section 2.4).
enum ResNetForm {
    static func read(_ entries: [SpecNode.Entry], input: NetworkInputForm) throws -> ResNetOptions {
        let standard = ResNetOptions()
        let activation = try entries.value("activation")?.choice("activation", Nonlinearity.self) ?? standard.activation
        return ResNetOptions(
            blocks: try entries.value("blocks")?.integer("blocks", 0...64) ?? standard.blocks,
            width: try entries.value("width")?.integer("width", 1...4096) ?? standard.width,
            inputChannels: try input.channels(entries.value("input_channels"), standard: standard.inputChannels),
            norm: try NormForm.read(entries, standard: standard.norm),
            padding: try entries.value("padding")?.choice("padding", Padding.self) ?? standard.padding,
            activation: activation,
            slope: try SlopeForm.read(entries, activation: activation, standard: standard.slope))
    }

    /// Key and value in the canonical order.
    static func lines(_ options: ResNetOptions) -> [(String, String)] {
        [("blocks", "\(options.blocks)"),
         ("norm", options.norm.rawValue),
         ("padding", options.padding.rawValue),
         ("width", "\(options.width)"),
         ("input_channels", "\(options.inputChannels)"),
         ("activation", options.activation.rawValue)]
            + SlopeForm.lines(options.activation, slope: options.slope)
    }
}
