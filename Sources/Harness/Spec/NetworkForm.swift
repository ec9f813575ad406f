import Architectures

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
        let (allowed, others) = name == .decoder ? (Vocabulary.decoder, Vocabulary.skip) : (Vocabulary.skip, Vocabulary.decoder)
        let foreign = node?.entries?.first { !allowed.contains($0.key) && others.contains($0.key) }
        if let foreign {
            throw SpecError(foreign.place, "architecture '\(name.rawValue)' has no key '\(foreign.key)'; allowed: "
                + allowed.joined(separator: ", "))
        }
        let entries = try node?.mapping("network", allowed: allowed) ?? []
        switch name {
        case .decoder: return .decoder(try DecoderForm.read(entries, input: input))
        case .skip: return .skip(try SkipForm.read(entries, input: input))
        }
    }

    /// The indented lines below `network:`.
    static func text(_ architecture: Architecture) -> String {
        let options = switch architecture {
        case .decoder(let options): DecoderForm.lines(options)
        case .skip(let options): SkipForm.lines(options)
        }
        return "\n  architecture: \(architecture.name.rawValue)" + options.map { "\n  \($0): \($1)" }.joined()
    }
}
