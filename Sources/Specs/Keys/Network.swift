import Architectures
import Networks
import Restoration

/// The keys below `network`, each declared once for all architectures that have it (METHOD section 2).
package enum NetworkKeys {
    static let channelCounts = 1...4096

    static let architecture = Declaration(
        "architecture", Form<Architecture.Name>.name, "The network architecture.", example: "skip", method: "2")
    static let preset = Declaration(
        "preset", Form<SkipPreset>.name,
        "Published settings of the network and of the input, input noise, learning rate, iterations and moving average "
            + "that go with it. Keys that are given override the preset's.",
        default: "none: the network of `denoise` without its other settings", example: "inpaint", method: "2.2")
    static let upsampler = Declaration(
        "upsampler", UpsamplerKeys.stages(),
        "How stages double height and width: one upsampler for all stages, or a list from coarse to fine.",
        example: "{gaussian: {sigma: 0.5}}", method: "4.2")
    static let lipschitz = Declaration(
        "lipschitz", Lipschitz.form,
        "Ceiling lambda of the norm of every 3 x 3 convolution; 0 for no control. A plain number bounds the "
            + "published norm.", example: "1.4", method: "4.1", aliases: ["lambda", "λ"])
    static let norm = Declaration(
        "norm", Form<Normalization>.name, "The normalisation after a convolution.", example: "batch", method: "2.1")
    static let padding = Declaration(
        "padding", Form<Padding>.name, "What a convolution sees beyond the border.", example: "zero", method: "2.1")
    static let width = Declaration(
        "width", Form<Int>.integer(channelCounts),
        "Channels of every stage; for `unet` those of the outermost scale, which double "
            + "inwards up to 16384.", example: "64", method: "2.1")
    static let inputChannels = Declaration(
        "input_channels", Form<Int>.integer(channelCounts),
        "Channels of the network input: an even number with input `fourier`, 2 with "
            + "`meshgrid`.", default: "32; `width` for `deep-decoder` and `conv-decoder`; 2 with `meshgrid`",
        example: "16", method: "3")
    static let depth = Declaration(
        "depth", Form<Int>.integer(UpsamplerKeys.depths),
        "Number of stages, unless `upsampler` is a list; for `unet` how often it "
            + "halves the resolution.", example: "4", method: "2.1")
    static let layers = Declaration(
        "layers", Form<Int>.integer(1...64), "Number of convolutions before the last one.", example: "8", method: "2.4")
    static let blocks = Declaration(
        "blocks", Form<Int>.integer(0...64), "Number of residual blocks.", example: "8", method: "2.4")
    static let moreScales = Declaration(
        "more_scales", Form<Int>.integer(0...4), "Number of further inner scales, all as wide as the innermost.",
        example: "1",
        method: "2.4")
    static let slope = Declaration(
        "slope", Form<Float>.number(.atLeast(0).atMost(1)), "Slope of LeakyReLU for negative values.", example: "0.1",
        method: "2")
    static let activation = Declaration(
        "activation", Form<Nonlinearity>.name, "The non-linearity after a norm.", example: "swish", method: "2.2")
    static let downsample = Declaration(
        "downsample", Form<Downsampler>.name, "How a scale halves height and width.", example: "lanczos2", method: "2.2"
    )

    /// `upsampler` of networks whose depth it may decide; `isLearned` where it may have weights.
    static func stages<Options: StagedOptions>(isLearned: Bool) -> Key<Options> {
        upsampler.at(
            \Options.upsamplers, UpsamplerKeys.stages(isLearned: isLearned),
            dependingOn: { _, options, given in
                UpsamplerKeys.stages(given["depth"] == nil ? .list : .depth(options.stages), isLearned: isLearned)
            })
    }

    /// `norm` of networks without a Lipschitz control.
    static let uncontrolled = Form<Normalization>.name(without: .lipschitzBatch, "in a network without 'lipschitz'")

    /// `slope`, which belongs to one activation.
    static func slope(_ node: SpecNode, with activation: Nonlinearity) throws -> Form<Float> {
        guard activation == .leakyReLU else {
            throw SpecError(
                node.place, "'slope' belongs to the activation leaky-relu, but 'activation' is '\(activation.rawValue)'"
            )
        }
        return slope.form
    }

    /// The architecture that the mapping is of.
    static func name(_ node: SpecNode?) throws -> Architecture.Name {
        guard let node else { return .decoder }
        guard let entries = node.entries else {
            throw node.mismatch("network", "a mapping such as {architecture: decoder, lipschitz: 1.4}")
        }
        return try entries.value(architecture.entry.name).map {
            try architecture.form.read($0, architecture.entry.name, nil)
        } ?? .decoder
    }

    /// The settings of a fit that belong to the architecture, or to its preset.
    static func standards(_ node: SpecNode?, task: RestorationTask) throws -> FitStandards {
        let name = try name(node)
        guard name == .skip, let node, let preset = try NetworkBlock.preset(node) else { return FitStandards(name) }
        return FitStandards(preset, task: task)
    }

    /// Reads the mapping; the input is nil if it is unknown because it was wrong.
    package static func read(_ node: SpecNode?, input: NetworkInput?) throws -> Architecture {
        var mistakes = Mistakes()
        let name = mistakes.attempt { try Self.name(node) }
        guard let name, !misspellsArchitecture(node) else {
            // Of what network the other keys are is not known.
            if let node, node.entries != nil {
                _ = mistakes.entries(of: node, "network", allowed: NetworkBlock.allNames)
            }
            try mistakes.end()
            return Architecture.Name.decoder.standard
        }
        let block = NetworkBlock.of(name)
        func isForeign(_ entry: SpecNode.Entry) -> Bool {
            !block.names.contains(entry.key) && NetworkBlock.allNames.contains(entry.key)
        }
        let entries = node?.entries ?? []
        for entry in entries where isForeign(entry) {
            mistakes.add(
                SpecError(
                    entry.place,
                    "architecture '\(name.rawValue)' has no key '\(entry.key)'; allowed: "
                        + block.names.joined(separator: ", ")))
        }
        let architecture = block.read(
            node.map { SpecNode(.mapping(entries.filter { !isForeign($0) }), at: $0.place) }, input, &mistakes)
        try mistakes.end()
        return architecture
    }

    /// Whether a key is `architecture` with a typing mistake.
    private static func misspellsArchitecture(_ node: SpecNode?) -> Bool {
        let names = NetworkBlock.allNames
        return (node?.entries ?? []).contains {
            !names.contains($0.key) && NearestName.of($0.key, in: names) == architecture.entry.name
        }
    }

    static func form(_ input: NetworkInput?) -> Form<Architecture> {
        Form(.mapping, below: entries) { node, _, _ in
            try read(node, input: input)
        } text: { architecture in
            // The indented lines below `network:`.
            "\n  architecture: \(architecture.name.rawValue)"
                + NetworkBlock.of(architecture.name).lines(architecture).map { "\n  \($0): \($1)" }.joined()
        }
    }

    /// The keys with all networks that have them; the first network of a key allows everything that the others do.
    static let entries = NetworkBlock.allNames.map { name in
        SpecKey.merging(
            NetworkBlock.all.compactMap { block in block.entries.first { $0.name == name }.map { (block.name, $0) } })
    }
}

extension StagedOptions {
    /// The depth of the network.
    var stages: Int {
        get { upsamplers.count }
        set { upsamplers = Array(repeating: upsamplers[0], count: newValue) }
    }
}

extension DecoderOptions {
    var control: Lipschitz {
        get { Lipschitz(norm: lipschitzNorm, ceiling: lipschitz) }
        set { (lipschitzNorm, lipschitz) = (newValue.norm, newValue.ceiling) }
    }
}

extension UNetOptions {
    /// The upsampler of all stages, as a list of one.
    var upsamplers: [Upsampler] {
        get { [upsampler] }
        set { upsampler = newValue[0] }
    }
}

/// The key `lipschitz`: a ceiling, of the published norm or as `{operator-norm: 1.4}` (METHOD section 4.1).
struct Lipschitz: Equatable, Sendable {
    var norm = LipschitzNorm.reshaped
    /// Nil for no control.
    var ceiling: Double?

    private static let ceilings = Form<Double>.number(.atLeast(0))

    static let form = Form<Lipschitz>(
        .either([ceilings.allowed, .choice(LipschitzNorm.allCases.map(\.rawValue), alone: [])]),
        below: [
            SpecKey(
                LipschitzNorm.reshaped.rawValue,
                "Ceiling of the largest singular value of the weights as a matrix of out x (in k k), as published.",
                ceilings.allowed, example: "1.4", method: "4.1"),
            SpecKey(
                LipschitzNorm.convolutionOperator.rawValue,
                "Ceiling of the norm of the convolution itself, over all frequencies.", ceilings.allowed,
                example: "1.4", method: "4.1"),
        ]
    ) { node, key, _ in
        guard node.entries != nil else { return Lipschitz(.reshaped, try ceilings.read(node, key, nil)) }
        let (name, value) = try node.alternative(key, among: LipschitzNorm.allCases.map(\.rawValue))
        guard let value else { throw SpecError(node.place, "'\(name)' needs its ceiling, such as {\(name): 1.4}") }
        return Lipschitz(LipschitzNorm(rawValue: name)!, try ceilings.read(value, name, nil))
    } text: { control in
        switch (control.norm, control.ceiling.flatMap(ceilings.text)) {
        case (.convolutionOperator, let ceiling?): "{\(control.norm.rawValue): \(ceiling)}"
        case (_, let ceiling): ceiling ?? "0"
        }
    }

    /// A ceiling of 0 switches the control off, whichever norm it is of.
    private init(_ norm: LipschitzNorm, _ ceiling: Double) {
        if ceiling > 0 { (self.norm, self.ceiling) = (norm, ceiling) }
    }

    init(norm: LipschitzNorm, ceiling: Double?) { (self.norm, self.ceiling) = (norm, ceiling) }
}
