import Architectures
import Networks
import Restoration

/// The keys of `network` with one architecture, in the order of its canonical text.
struct NetworkBlock: Sendable {
    let name: Architecture.Name
    /// The documentation of the keys, with the architecture's defaults.
    let entries: [SpecKey]
    /// Reads the mapping; the input is nil if it is unknown because it was wrong.
    let read: @Sendable (_ node: SpecNode?, _ input: NetworkInput?, _ mistakes: inout Mistakes) -> Architecture
    let lines: @Sendable (Architecture) -> [(String, String)]

    /// - Parameters:
    ///   - channels: the channels of the network input; where the spec leaves them out, they are those of `width`, if
    ///     that is given here.
    ///   - start: the options that hold where the spec says nothing; throws what forbids reading the keys named in
    ///     `scaled`.
    ///   - check: what options must obey together.
    init<Options: ArchitectureOptions>(
        _ name: Architecture.Name, _ standard: Options, channels: WritableKeyPath<Options, Int> & Sendable,
        width: (@Sendable (Options) -> Int)? = nil, scaled: [String] = [],
        make: @escaping @Sendable (Options) -> Architecture,
        @KeysBuilder<Options> keys: () -> [Key<Options>],
        start: @escaping @Sendable (SpecNode) throws -> Options? = { _ in nil },
        check: @escaping @Sendable (Options, Given) throws -> Void = { _, _ in }
    ) {
        let own = keys()
        let block = Block(standard) {
            Key(elsewhere: NetworkKeys.architecture.entry, default: Architecture.Name.decoder.rawValue)
            own
        }
        self.name = name
        entries = block.entries
        lines = { ($0.options as? Options).map(block.lines) ?? [] }
        read = { node, input, mistakes in
            var options = standard, given = Given()
            if let node {
                var entries = mistakes.entries(of: node, "network", allowed: block.names) ?? []
                if let started = mistakes.attempt({ try start(node) }) {
                    options = started ?? standard
                } else {
                    entries.removeAll { scaled.contains($0.key) }
                }
                given = block.fill(&options, from: entries, &mistakes)
                mistakes.attempt { try check(options, given) }
            }
            let key = NetworkKeys.inputChannels.entry.name
            if let channelsNode = given[key] {
                if let objection = input?.objection(toChannels: options[keyPath: channels]) {
                    mistakes.add(SpecError(channelsNode.place, "'\(key)' must be \(objection)"))
                }
            } else {
                options[keyPath: channels] = input?.fixedChannels ?? width?(options) ?? options[keyPath: channels]
            }
            return make(options)
        }
    }
}

extension NetworkBlock {
    static let all = Architecture.Name.allCases.map(make)

    static func of(_ name: Architecture.Name) -> NetworkBlock { all.first { $0.name == name }! }

    /// The keys of all architectures, each once.
    static let allNames = all.reduce(into: [String]()) { names, block in
        names += block.names.filter { !names.contains($0) }
    }

    var names: [String] { entries.map(\.name) }

    private typealias Keys = NetworkKeys

    private static func make(_ name: Architecture.Name) -> NetworkBlock {
        switch name {
        case .decoder: decoder
        case .skip: skip
        case .deepDecoder: deepDecoder
        case .convDecoder: convDecoder
        case .convNet: convNet
        case .unet: unet
        case .resnet: resnet
        }
    }

    private static var decoder: NetworkBlock {
        NetworkBlock(.decoder, DecoderOptions(), channels: \.inputChannels, make: { .decoder($0) }) {
            Keys.stages(isLearned: true)
            Keys.lipschitz.at(\.control)
            Keys.norm.at(\.norm)
            Keys.padding.at(\.padding)
            Keys.width.at(\.width)
            Keys.inputChannels.at(\.inputChannels)
            Keys.depth.at(\.stages)
            Keys.slope.at(\.slope)
        }
    }

    private static var deepDecoder: NetworkBlock {
        NetworkBlock(
            .deepDecoder, DeepDecoderOptions(), channels: \.inputChannels, width: { $0.width },
            make: { .deepDecoder($0) }
        ) {
            Keys.stages(isLearned: false)
            Keys.width.at(\.width)
            Keys.inputChannels.at(\.inputChannels)
            Keys.depth.at(\.stages)
        }
    }

    private static var convDecoder: NetworkBlock {
        NetworkBlock(
            .convDecoder, ConvDecoderOptions(), channels: \.inputChannels, width: { $0.width },
            make: { .convDecoder($0) }
        ) {
            Keys.stages(isLearned: false)
            Keys.norm.at(\.norm, Keys.uncontrolled)
            Keys.padding.at(\.padding)
            Keys.width.at(\.width)
            Keys.inputChannels.at(\.inputChannels)
            Keys.depth.at(\.stages)
        }
    }

    private static var convNet: NetworkBlock {
        NetworkBlock(.convNet, ConvNetOptions(), channels: \.inputChannels, make: { .convNet($0) }) {
            Keys.layers.at(\.layers)
            Keys.norm.at(\.norm, Keys.uncontrolled)
            Keys.padding.at(\.padding)
            Keys.width.at(\.width)
            Keys.inputChannels.at(\.inputChannels)
        }
    }

    private static var unet: NetworkBlock {
        NetworkBlock(.unet, UNetOptions(), channels: \.inputChannels, make: { .unet($0) }) {
            Keys.upsampler.at(\.upsamplers, UpsamplerKeys.single)
            Keys.norm.at(\.norm, Keys.uncontrolled)
            Keys.padding.at(\.padding)
            Keys.width.at(\.width, .integer(1...1024))
            Keys.inputChannels.at(\.inputChannels)
            Keys.depth.at(\.depth)
            Keys.moreScales.at(\.moreScales)
        } check: { options, given in
            let channels = options.width << options.depth
            if channels > 16384, let node = given["width"] ?? given["depth"] {
                throw SpecError(
                    node.place,
                    "'width' doubles with each of the \(options.depth) scales of 'depth', from \(options.width) to "
                        + "\(channels) channels; at most 16384 are allowed")
            }
        }
    }

    private static var resnet: NetworkBlock {
        NetworkBlock(.resnet, ResNetOptions(), channels: \.inputChannels, make: { .resnet($0) }) {
            Keys.blocks.at(\.blocks)
            Keys.norm.at(\.norm, Keys.uncontrolled)
            Keys.padding.at(\.padding)
            Keys.width.at(\.width)
            Keys.inputChannels.at(\.inputChannels)
            Keys.activation.at(\.activation)
            Keys.slope.at(
                \.slope, dependingOn: { node, options, _ in try Keys.slope(node, with: options.activation) },
                isWritten: { $0.activation == .leakyReLU })
        }
    }
}
