import Architectures
import Restoration

/// The key `network`: the architecture with its options.
enum NetworkForm {
    static func name(_ node: SpecNode?) throws -> Architecture.Name {
        guard let node else { return .decoder }
        guard node.entries != nil else {
            throw node.mismatch("network", "a mapping such as {architecture: decoder, lipschitz: 1.4}")
        }
        return try node["architecture"]?.choice("architecture", Architecture.Name.self) ?? .decoder
    }

    static func read(_ node: SpecNode?, input: NetworkInputForm) throws -> Architecture {
        let name = try name(node)
        let entries = try entries(node, of: name)
        switch name {
        case .decoder: return .decoder(try DecoderForm.read(entries, input: input))
        case .skip: return .skip(try SkipForm.read(entries, input: input))
        case .deepDecoder: return .deepDecoder(try DeepDecoderForm.read(entries, input: input))
        case .convDecoder: return .convDecoder(try ConvDecoderForm.read(entries, input: input))
        case .convNet: return .convNet(try ConvNetForm.read(entries, input: input))
        case .unet: return .unet(try UNetForm.read(entries, input: input))
        case .resnet: return .resnet(try ResNetForm.read(entries, input: input))
        }
    }

    /// The settings of a fit that go with the architecture, or with its preset.
    static func standards(_ node: SpecNode?, task: RestorationTask) throws -> FitStandards {
        let name = try name(node)
        guard name == .skip, let preset = try SkipForm.preset(entries(node, of: name)) else { return FitStandards(name) }
        return FitStandards(preset, task: task)
    }

    private static func entries(_ node: SpecNode?, of name: Architecture.Name) throws -> [SpecNode.Entry] {
        let allowed = Vocabulary.network(name)
        let foreign = node?.entries?.first { !allowed.contains($0.key) && Vocabulary.network.contains($0.key) }
        if let foreign {
            throw SpecError(foreign.place, "architecture '\(name.rawValue)' has no key '\(foreign.key)'; allowed: "
                + allowed.joined(separator: ", "))
        }
        return try node?.mapping("network", allowed: allowed) ?? []
    }

    /// The indented lines below `network:`.
    static func text(_ architecture: Architecture) -> String {
        let options = switch architecture {
        case .decoder(let options): DecoderForm.lines(options)
        case .skip(let options): SkipForm.lines(options)
        case .deepDecoder(let options): DeepDecoderForm.lines(options)
        case .convDecoder(let options): ConvDecoderForm.lines(options)
        case .convNet(let options): ConvNetForm.lines(options)
        case .unet(let options): UNetForm.lines(options)
        case .resnet(let options): ResNetForm.lines(options)
        }
        return "\n  architecture: \(architecture.name.rawValue)" + options.map { "\n  \($0): \($1)" }.joined()
    }
}
