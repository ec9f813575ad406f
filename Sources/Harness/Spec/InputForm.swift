import Restoration

/// The key `input`: a name, or a name with options such as `{noise: {scale: 0.1}}` (METHOD section 3).
enum InputForm {
    static let scales = NumberRange.above(0).atMost(100)
    /// Of Nyquist; what lies in a corner of the spectrum, up to sqrt 2, is out of reach.
    static let cutoffs = NumberRange.above(0).atMost(1)

    static func read(_ node: SpecNode?, standard: NetworkInput) throws -> NetworkInput {
        guard let node else { return standard }
        let (name, options) = try node.alternative("input", NetworkInput.Name.self)
        func scale(_ entries: [SpecNode.Entry]) throws -> Double {
            try entries.value("scale")?.number("scale", scales) ?? NetworkInput.standardScale
        }
        switch name {
        case .fourier, .meshgrid:
            if let options { throw SpecError(options.place, "'\(name.rawValue)' has no options") }
            return name == .fourier ? .fourier : .meshgrid
        case .noise:
            return .uniformNoise(scale: try scale(try options?.mapping("noise", allowed: Vocabulary.noise) ?? []))
        case .gaussianNoise:
            return .gaussianNoise(scale: try scale(try options?.mapping("gaussian-noise", allowed: Vocabulary.noise) ?? []))
        case .bandLimited:
            let entries = try options?.mapping("band-limited", allowed: Vocabulary.bandLimited) ?? []
            guard let cutoff = entries.value("cutoff") else {
                throw SpecError(node.place, "'band-limited' needs its cutoff, a share of Nyquist, such as {band-limited: {cutoff: 0.5}}")
            }
            return .bandLimited(cutoff: try cutoff.number("cutoff", cutoffs), scale: try scale(entries))
        }
    }

    /// The shortest form that reads back as the same input.
    static func text(_ input: NetworkInput) -> String {
        switch input {
        case .fourier, .meshgrid, .noise: input.name.rawValue
        case .uniformNoise(let scale), .gaussianNoise(let scale): "{\(input.name.rawValue): {scale: \(CanonicalText.number(scale))}}"
        case .bandLimited(let cutoff, let scale):
            "{band-limited: {cutoff: \(CanonicalText.number(cutoff)), scale: \(CanonicalText.number(scale))}}"
        }
    }
}

/// The network input, which decides what the number of its channels may be (METHOD section 3).
struct NetworkInputForm {
    var input: NetworkInput

    func channels(_ node: SpecNode?, standard: Int) throws -> Int {
        guard let node else { return input.fixedChannels ?? standard }
        let channels = try node.integer("input_channels", 1...4096)
        if let objection = input.objection(toChannels: channels) {
            throw SpecError(node.place, "'input_channels' must be \(objection)")
        }
        return channels
    }
}
