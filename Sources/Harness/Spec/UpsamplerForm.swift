import Networks

/// The key `upsampler`: a name, a name with options, or a list of such (METHOD section 4.2).
///
/// A list has one entry a stage, coarse to fine.
enum UpsamplerForm {
    /// One upsampler a stage. `depth` is nil when the spec leaves it out: then a list decides, or 5.
    static func readStages(_ node: SpecNode?, depth: Int?) throws -> [Upsampler] {
        guard let node else { return Array(repeating: .bilinear, count: depth ?? 5) }
        if let items = node.items {
            let stages = try count(items, depth: depth, at: node, key: "upsampler")
            return try items.enumerated().map { stage, item in
                let all = try readAlternative(item, stages: stages, isEntry: true)
                return all[stage]
            }
        }
        return try readAlternative(node, stages: depth, isEntry: false)
    }

    /// One upsampler without weights a stage.
    static func readFixedStages(_ node: SpecNode?, depth: Int?) throws -> [Upsampler] {
        let stages = try readStages(node, depth: depth)
        if let node, let learned = stages.first(where: { $0.filter == nil }) { throw weightsRefusal(learned, at: node) }
        return stages
    }

    /// The one upsampler of a network whose stages are alike; `deconv` only where `allowsDeconv`.
    static func readSingle(_ node: SpecNode?, standard: Upsampler, allowsDeconv: Bool = false) throws -> Upsampler {
        guard let node else { return standard }
        guard node.items == nil else { throw node.mismatch("upsampler", "one upsampler for all scales") }
        if node.scalarText == Upsampler.Name.gaussian.rawValue {
            throw SpecError(node.place, "'gaussian' needs its sigma here, such as {gaussian: {sigma: 0.5}}")
        }
        let upsampler = try readAlternative(node, stages: 1, isEntry: true)[0]
        guard upsampler.filter != nil || (allowsDeconv && upsampler == .deconv) else {
            throw weightsRefusal(upsampler, at: node, orDeconv: allowsDeconv)
        }
        return upsampler
    }

    private static func weightsRefusal(_ upsampler: Upsampler, at node: SpecNode, orDeconv: Bool = false) -> SpecError {
        SpecError(node.place, "'upsampler' must be \(orDeconv ? "deconv or " : "")one without weights here, not '\(upsampler.name.rawValue)'")
    }

    private static func readAlternative(_ node: SpecNode, stages: Int?, isEntry: Bool) throws -> [Upsampler] {
        let (name, options) = try node.alternative("upsampler", Upsampler.Name.self)
        let plain: Upsampler
        switch name {
        case .gaussian: return try readGaussian(options, stages: stages, isEntry: isEntry)
        case .lowPass: plain = .lowPass(try readLowPass(options, at: node))
        case .nearest: plain = .nearest
        case .bilinear: plain = .bilinear
        case .bicubic: plain = .bicubic
        case .lanczos: plain = .lanczos
        case .deconv: plain = .deconv
        case .pixelShuffle: plain = .pixelShuffle
        }
        if name != .lowPass, let options {
            throw SpecError(options.place, "'\(name.rawValue)' has no options; gaussian and low-pass have")
        }
        return Array(repeating: plain, count: stages ?? 5)
    }

    private static func readGaussian(_ options: SpecNode?, stages: Int?, isEntry: Bool) throws -> [Upsampler] {
        let entries = try options?.mapping("gaussian", allowed: Vocabulary.gaussian) ?? []
        let gain = try entries.value("gain")?.choice("gain", GaussianGain.self) ?? .published
        guard let sigma = entries.value("sigma") else {
            return Upsampler.publishedGaussian(stages: stages ?? 5, gain: gain)
        }
        guard let items = sigma.items, !isEntry else {
            let value = try sigma.number("sigma", .atLeast(0))
            return Array(repeating: .gaussian(sigma: value, gain: gain), count: stages ?? 5)
        }
        _ = try count(items, depth: stages, at: sigma, key: "sigma")
        return try items.map { .gaussian(sigma: try $0.number("sigma", .atLeast(0)), gain: gain) }
    }

    private static func readLowPass(_ options: SpecNode?, at node: SpecNode) throws -> LowPassFilter {
        let forms = "{filter: lpf1}, {filter: lpf2} or {taps: 7, cutoff: 0.5, attenuation: 60}"
        guard let options else { throw SpecError(node.place, "'low-pass' needs its filter: \(forms)") }
        let entries = try options.mapping("low-pass", allowed: Vocabulary.lowPass)
        if let filter = entries.value("filter") {
            guard entries.count == 1 else {
                throw SpecError(options.place, "'low-pass' is either a named filter or a design: \(forms)")
            }
            switch try filter.text("filter") {
            case "lpf1": return .lpf1
            case "lpf2": return .lpf2
            case let other: throw filter.unknownName("filter", other, allowed: ["lpf1", "lpf2"])
            }
        }
        guard let taps = entries.value("taps"), let cutoff = entries.value("cutoff"),
              let attenuation = entries.value("attenuation")
        else { throw SpecError(options.place, "'low-pass' needs its filter: \(forms)") }
        guard case .scalar(let text, true) = taps.content, let count = Int(text), [7, 9, 17].contains(count) else {
            throw taps.mismatch("taps", "7, 9 or 17")
        }
        return .windowedSinc(taps: count, cutoff: try cutoff.number("cutoff", .above(0).below(1)),
                             attenuation: try attenuation.number("attenuation", .above(0).atMost(200)))
    }

    private static func count(_ items: [SpecNode], depth: Int?, at node: SpecNode, key: String) throws -> Int {
        let depths = DecoderForm.depths
        guard depths.contains(items.count) else {
            throw SpecError(node.place,
                            "'\(key)' must list \(depths.lowerBound) to \(depths.upperBound) stages, not \(items.count)")
        }
        guard depth == nil || depth == items.count else {
            throw SpecError(node.place, "'\(key)' lists \(items.count) stages, but depth is \(depth ?? 0)")
        }
        return items.count
    }

    /// The shortest form that reads back as the same stages.
    static func text(_ stages: [Upsampler]) -> String {
        if let first = stages.first, stages.allSatisfy({ $0 == first }) { return text(first) }
        let gaussians = stages.compactMap { stage -> (sigma: Double, gain: GaussianGain)? in
            if case .gaussian(let sigma, let gain) = stage { (sigma, gain) } else { nil }
        }
        if gaussians.count == stages.count, Set(gaussians.map(\.gain)).count == 1 {
            let sigmas = CanonicalText.list(gaussians.map { CanonicalText.number($0.sigma) })
            return "{gaussian: {sigma: \(sigmas), gain: \(gaussians[0].gain.rawValue)}}"
        }
        return CanonicalText.list(stages.map(text))
    }

    static func text(_ upsampler: Upsampler) -> String {
        switch upsampler {
        case .gaussian(let sigma, let gain): "{gaussian: {sigma: \(CanonicalText.number(sigma)), gain: \(gain.rawValue)}}"
        case .lowPass(.lpf1): "{low-pass: {filter: lpf1}}"
        case .lowPass(.lpf2): "{low-pass: {filter: lpf2}}"
        case .lowPass(.windowedSinc(let taps, let cutoff, let attenuation)):
            "{low-pass: {taps: \(taps), cutoff: \(CanonicalText.number(cutoff)), "
                + "attenuation: \(CanonicalText.number(attenuation))}}"
        default: upsampler.name.rawValue
        }
    }
}
