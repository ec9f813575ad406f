import Architectures
import Networks

/// The keys of `network` with architecture `skip` (METHOD section 2.2).
enum SkipForm {
    static func read(_ entries: [SpecNode.Entry], input: NetworkInputForm) throws -> SkipOptions {
        let preset = try preset(entries)
        let standard = preset?.options ?? SkipOptions()
        let lists = ["down", "up", "skip"]
            .compactMap { key in entries.value(key).map { (key: key, node: $0) } }
            .filter { $0.node.items != nil }
        let scales = lists.first?.node.items?.count ?? standard.scales
        for (key, node) in lists {
            guard let count = node.items?.count, DecoderForm.depths.contains(count) else {
                let depths = DecoderForm.depths
                throw node.mismatch(key, "a list of \(depths.lowerBound) to \(depths.upperBound) channel counts")
            }
            guard count == scales else {
                throw SpecError(node.place, "'\(key)' lists \(count) scales, but '\(lists[0].key)' lists \(scales)")
            }
        }
        func channels(_ key: String, _ allowed: ClosedRange<Int>, standard: [Int]) throws -> [Int] {
            guard let node = entries.value(key) else {
                if standard.count == scales { return standard }
                guard Set(standard).count == 1 else {
                    throw SpecError(lists[0].node.place, "'\(lists[0].key)' lists \(scales) scales, but '\(key)' of the preset "
                        + "'\(preset?.rawValue ?? "")' has \(standard.count) different ones; give '\(key)' too")
                }
                return Array(repeating: standard[0], count: scales)
            }
            guard let items = node.items else { return Array(repeating: try node.integer(key, allowed), count: scales) }
            return try items.map { try $0.integer(key, allowed) }
        }
        let activation = try entries.value("activation")?.choice("activation", Nonlinearity.self) ?? standard.activation
        return SkipOptions(
            downChannels: try channels("down", 1...4096, standard: standard.downChannels),
            upChannels: try channels("up", 1...4096, standard: standard.upChannels),
            skipChannels: try channels("skip", 0...4096, standard: standard.skipChannels),
            downKernel: try kernel("down_kernel", entries, standard: standard.downKernel),
            upKernel: try kernel("up_kernel", entries, standard: standard.upKernel),
            inputChannels: try input.channels(entries.value("input_channels"), standard: standard.inputChannels),
            need1x1Up: try entries.value("need1x1_up")?.flag("need1x1_up") ?? standard.need1x1Up,
            padding: try entries.value("padding")?.choice("padding", Padding.self) ?? standard.padding,
            slope: try SlopeForm.read(entries, activation: activation, standard: standard.slope),
            activation: activation,
            downsampler: try entries.value("downsample")?.choice("downsample", Downsampler.self) ?? standard.downsampler,
            norm: try NormForm.read(entries, standard: standard.norm),
            upsamplers: try upsamplers(entries.value("upsampler"), scales: scales, standard: standard.upsamplers))
    }

    /// The preset whose settings hold where the spec says nothing.
    static func preset(_ entries: [SpecNode.Entry]) throws -> SkipPreset? {
        try entries.value("preset")?.choice("preset", SkipPreset.self)
    }

    /// One a scale from the outside in, like the lists of channels; the key has them coarse to fine, as for every network.
    private static func upsamplers(_ node: SpecNode?, scales: Int, standard: [Upsampler]) throws -> [Upsampler] {
        guard let node else { return standard.count == scales ? standard : Array(repeating: standard[0], count: scales) }
        for list in [node, node["gaussian"]?["sigma"]].compactMap(\.self) {
            if let count = list.items?.count, count != scales {
                throw SpecError(list.place, "'upsampler' lists \(count) stages, but the network has \(scales) scales")
            }
        }
        return try UpsamplerForm.readStages(node, depth: scales).reversed()
    }

    private static func kernel(_ key: String, _ entries: [SpecNode.Entry], standard: Int) throws -> Int {
        guard let node = entries.value(key) else { return standard }
        let kernels = [1, 3, 5, 7]
        guard case .scalar(let text, true) = node.content, let size = Int(text), kernels.contains(size) else {
            throw node.mismatch(key, "1, 3, 5 or 7")
        }
        return size
    }

    /// Key and value in the canonical order; the later keys only where they differ from what skip networks were before there were such keys.
    static func lines(_ options: SkipOptions) -> [(String, String)] {
        [("down", CanonicalText.list(options.downChannels.map(String.init))),
         ("up", CanonicalText.list(options.upChannels.map(String.init))),
         ("skip", CanonicalText.list(options.skipChannels.map(String.init))),
         ("down_kernel", "\(options.downKernel)"),
         ("up_kernel", "\(options.upKernel)"),
         ("upsampler", UpsamplerForm.text(options.upsamplers.reversed())),
         ("input_channels", "\(options.inputChannels)"),
         ("need1x1_up", "\(options.need1x1Up)"),
         ("padding", options.padding.rawValue)]
            + SlopeForm.lines(options.activation, slope: options.slope)
            + (options.activation == .leakyReLU ? [] : [("activation", options.activation.rawValue)])
            + (options.downsampler == .stride ? [] : [("downsample", options.downsampler.rawValue)])
            + (options.norm == .batch ? [] : [("norm", options.norm.rawValue)])
    }
}
