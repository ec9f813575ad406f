import Architectures
import Networks

/// The keys of `network` with architecture `skip` (METHOD section 2.2).
extension NetworkBlock {
    static var skip: NetworkBlock {
        NetworkBlock(
            .skip, SkipOptions(), channels: \.inputChannels, scaled: Scales.lists + ["upsampler"], make: { .skip($0) }
        ) {
            Key(elsewhere: NetworkKeys.preset.entry)
            Scales.channels(
                "down", \.downChannels, NetworkKeys.channelCounts,
                "Channels on the way down: one number, or a list from the outermost scale inwards.",
                example: "[16, 32, 64]")
            Scales.channels(
                "up", \.upChannels, NetworkKeys.channelCounts,
                "Channels on the way up: one number, or a list from the outermost scale inwards.",
                example: "[16, 32, 64]")
            Scales.channels(
                "skip", \.skipChannels, 0...4096,
                "Channels of the skip connections: one number, or a list from the outermost scale inwards; 0 for none.",
                example: "[0, 0, 4]")
            Key(
                "down_kernel", \.downKernel, .one(of: [1, 3, 5, 7]), "Kernel size of the convolutions on the way down.",
                unit: "pixels", example: "5", method: "2.2")
            Key(
                "up_kernel", \.upKernel, .one(of: [1, 3, 5, 7]), "Kernel size of the convolutions on the way up.",
                unit: "pixels", example: "5", method: "2.2")
            NetworkKeys.upsampler.at(
                \.coarseToFine, dependingOn: { _, options, _ in UpsamplerKeys.stages(.scales(options.scales)) })
            NetworkKeys.inputChannels.at(\.inputChannels)
            Key(
                "need1x1_up", \.need1x1Up, .flag, "Whether each scale ends with a 1 x 1 convolution.", example: "false",
                method: "2.2")
            NetworkKeys.padding.at(\.padding)
            NetworkKeys.slope.at(
                \.slope, dependingOn: { node, options, _ in try NetworkKeys.slope(node, with: options.activation) },
                isWritten: { $0.activation == .leakyReLU })
            // Newer than the keys above: written only where they differ from what skip networks were before.
            NetworkKeys.activation.at(\.activation, isWritten: { $0.activation != .leakyReLU })
            NetworkKeys.downsample.at(\.downsampler, isWritten: { $0.downsampler != .stride })
            NetworkKeys.norm.at(\.norm, NetworkKeys.uncontrolled, isWritten: { $0.norm != .batch })
        } start: { node in
            try Scales(node).options(of: preset(node))
        }
    }

    /// The preset whose settings hold where the spec says nothing.
    static func preset(_ node: SpecNode) throws -> SkipPreset? {
        try node[NetworkKeys.preset.entry.name].map {
            try NetworkKeys.preset.form.read($0, NetworkKeys.preset.entry.name, nil)
        }
    }
}

extension SkipOptions {
    /// One upsampler per stage in the order of specs, coarse to fine as for every network; elsewhere they are ordered from
    /// the outermost scale inwards.
    fileprivate var coarseToFine: [Upsampler] {
        get { upsamplers.reversed() }
        set { upsamplers = newValue.reversed() }
    }
}

/// The number of scales of a skip network: as many as its lists of channels have.
private struct Scales {
    static let lists = ["down", "up", "skip"]

    private let given: [(key: String, node: SpecNode)]
    private let present: Set<String>

    /// Throws where the lists have different lengths.
    init(_ node: SpecNode) throws {
        present = Set(node.entries?.map(\.key) ?? [])
        given = Self.lists.compactMap { key in node[key].map { (key, $0) } }.filter { $0.node.items != nil }
        for (key, node) in given {
            let depths = UpsamplerKeys.depths, count = node.items!.count
            guard depths.contains(count) else {
                throw node.mismatch(key, "a list of \(depths.lowerBound) to \(depths.upperBound) channel counts")
            }
            guard count == given[0].node.items!.count else {
                throw SpecError(
                    node.place,
                    "'\(key)' lists \(count) scales, but '\(given[0].key)' lists \(given[0].node.items!.count)")
            }
        }
    }

    /// The options that hold where the spec says nothing, with so many scales.
    func options(of preset: SkipPreset?) throws -> SkipOptions {
        var options = preset?.options ?? SkipOptions()
        guard let list = given.first, let scales = list.node.items?.count, scales != options.scales else {
            return options
        }
        func resized(_ key: String, _ channels: [Int]) throws -> [Int] {
            guard present.contains(key) || Set(channels).count == 1 else {
                throw SpecError(
                    list.node.place,
                    "'\(list.key)' lists \(scales) scales, but '\(key)' of the preset "
                        + "'\(preset?.rawValue ?? "")' has \(channels.count) different ones; give '\(key)' too")
            }
            return Array(repeating: channels[0], count: scales)
        }
        options.downChannels = try resized("down", options.downChannels)
        options.upChannels = try resized("up", options.upChannels)
        options.skipChannels = try resized("skip", options.skipChannels)
        options.upsamplers = Array(repeating: options.upsamplers[0], count: scales)
        return options
    }

    /// A key whose value is a number of channels for all scales, or a list with one for each.
    static func channels(
        _ name: String, _ path: WritableKeyPath<SkipOptions, [Int]> & Sendable, _ range: ClosedRange<Int>,
        _ meaning: String,
        example: String
    ) -> Key<SkipOptions> {
        let item = Form<Int>.integer(range)
        let form = Form<[Int]>(.either([item.allowed, .list(item.allowed, UpsamplerKeys.depths)])) {
            node, key, standard in
            guard node.items != nil else {
                return Array(repeating: try item.read(node, key, nil), count: standard?.count ?? 1)
            }
            return try item.list().read(node, key, nil)
        } text: {
            CanonicalText.list($0.map(String.init))
        }
        return Key(name, path, form, meaning, example: example, method: "2.2")
    }
}
