import Networks

/// The key `upsampler`: a name, a name with options, or a list of these, one entry per stage, coarse to fine (METHOD
/// section 4.2).
enum UpsamplerKeys {
    static let depths = 1...8

    /// What decides the number of stages.
    enum Count {
        /// A list, or 5 without one.
        case list
        case depth(Int)
        /// The number of stages follows from the lists of channels.
        case scales(Int)

        var stages: Int? {
            switch self {
            case .list: nil
            case .depth(let stages), .scales(let stages): stages
            }
        }

        /// Throws where a list of so many entries does not suit.
        func check(_ entries: Int, _ key: String, at place: SpecPlace) throws {
            if case .scales(let scales) = self, entries != scales {
                throw SpecError(place, "'upsampler' lists \(entries) stages, but the network has \(scales) scales")
            }
            guard depths.contains(entries) else {
                throw SpecError(
                    place, "'\(key)' must list \(depths.lowerBound) to \(depths.upperBound) stages, not \(entries)")
            }
            if case .depth(let depth) = self, entries != depth {
                throw SpecError(place, "'\(key)' lists \(entries) stages, but depth is \(depth)")
            }
        }
    }

    /// One upsampler per stage; `isLearned` allows upsamplers with weights.
    static func stages(_ count: Count = .list, isLearned: Bool = true) -> Form<[Upsampler]> {
        let choice = allowed { isLearned || !learned.contains($0) }
        return Form(.either([choice, .list(choice, depths)]), below: all.form.below) { node, key, _ in
            let stages = try read(node, key, count)
            if !isLearned, let learned = stages.first(where: { $0.filter == nil }) {
                throw refusal(learned, "one without weights", at: node)
            }
            return stages
        } text: {
            text($0)
        }
    }

    /// The one upsampler of a network whose stages are alike: `deconv`, or one without weights.
    static var single: Form<[Upsampler]> {
        let gaussian = Upsampler.Name.gaussian.rawValue
        let choice = allowed(needingOptions: [gaussian]) {
            !learned.contains($0) || $0 == Upsampler.Name.deconv.rawValue
        }
        return Form(choice, below: entry.form.below) { node, key, _ in
            guard node.items == nil else { throw node.mismatch(key, "one upsampler for all scales") }
            if node.scalarText == gaussian {
                throw SpecError(node.place, "'gaussian' needs its sigma here, such as {gaussian: {sigma: 0.5}}")
            }
            let upsampler = try entry.read(node, key, nil).stages(1)[0]
            guard upsampler.filter != nil || upsampler == .deconv else {
                throw refusal(upsampler, "deconv or one without weights", at: node)
            }
            return [upsampler]
        } text: {
            text($0)
        }
    }

    /// The names that are allowed somewhere; `names` beside those that need their options everywhere.
    private static func allowed(needingOptions names: [String] = [], where isAllowed: (String) -> Bool) -> SpecValue {
        guard case .choice(let all, let alone) = all.allowed else { return all.allowed }
        return .choice(all.filter(isAllowed), alone: alone.filter { isAllowed($0) && !names.contains($0) })
    }

    private static func refusal(_ upsampler: Upsampler, _ allowed: String, at node: SpecNode) -> SpecError {
        SpecError(node.place, "'upsampler' must be \(allowed) here, not '\(upsampler.name.rawValue)'")
    }

    private static func read(_ node: SpecNode, _ key: String, _ count: Count) throws -> [Upsampler] {
        if let items = node.items {
            try count.check(items.count, key, at: node.place)
            var mistakes = Mistakes()
            let stages = items.enumerated().compactMap { stage, item in
                mistakes.attempt { try entry.read(item, key, nil).stages(items.count)[stage] }
            }
            try mistakes.end()
            return stages
        }
        let setting = try all.read(node, key, nil)
        if case .gaussian(let gaussian) = setting, case .each(let sigmas) = gaussian.sigma {
            try count.check(sigmas.count, "sigma", at: node["gaussian"]?["sigma"]?.place ?? node.place)
            return setting.stages(sigmas.count)
        }
        return setting.stages(count.stages ?? 5)
    }

    /// The shortest form that reads back as the same stages.
    static func text(_ stages: [Upsampler]) -> String {
        if let first = stages.first, stages.allSatisfy({ $0 == first }) { return all.text(Setting(first)) }
        let gaussians = stages.compactMap { stage -> (sigma: Double, gain: GaussianGain)? in
            if case .gaussian(let sigma, let gain) = stage { (sigma, gain) } else { nil }
        }
        if gaussians.count == stages.count, Set(gaussians.map(\.gain)).count == 1 {
            return all.text(.gaussian(Gaussian(sigma: .each(gaussians.map(\.sigma)), gain: gaussians[0].gain)))
        }
        return CanonicalText.list(stages.map { all.text(Setting($0)) })
    }

    /// What a name with its options says of the stages.
    private enum Setting: Equatable {
        case alike(Upsampler)
        case gaussian(Gaussian)

        init(_ upsampler: Upsampler) {
            if case .gaussian(let sigma, let gain) = upsampler {
                self = .gaussian(Gaussian(sigma: .all(sigma), gain: gain))
            } else {
                self = .alike(upsampler)
            }
        }

        func stages(_ count: Int) -> [Upsampler] {
            switch self {
            case .alike(let upsampler): return Array(repeating: upsampler, count: count)
            case .gaussian(let options):
                switch options.sigma {
                case .published: return Upsampler.publishedGaussian(stages: count, gain: options.gain)
                case .all(let sigma): return Array(repeating: .gaussian(sigma: sigma, gain: options.gain), count: count)
                case .each(let sigmas): return sigmas.map { .gaussian(sigma: $0, gain: options.gain) }
                }
            }
        }
    }

    private static let learned: Set<String> = [Upsampler.Name.deconv.rawValue, Upsampler.Name.pixelShuffle.rawValue]
    private static let all = choice(isEntry: false)
    /// An entry of a list, which has one sigma.
    private static let entry = choice(isEntry: true)

    private static func choice(isEntry: Bool) -> Choice<Setting> {
        let others = "; only gaussian and low-pass have options"
        func plain(_ name: Upsampler.Name, _ upsampler: Upsampler, _ meaning: String) -> Alternative<Setting> {
            Alternative(name, .alike(upsampler), meaning, method: "4.2", others: others)
        }
        return Choice {
            plain(.nearest, .nearest, "Each sample repeated.")
            plain(.bilinear, .bilinear, "Linear interpolation.")
            plain(.bicubic, .bicubic, "Cubic convolution with a = -0.75.")
            plain(.mitchell, .mitchell, "The cubic of Mitchell and Netravali, B = C = 1/3.")
            Alternative(
                Upsampler.Name.gaussian, "A fixed Gaussian.", example: "{sigma: 0.5, gain: unit}", method: "4.2",
                gaussian(isEntry: isEntry)
            ) { options, _ in
                .gaussian(options)
            } from: {
                if case .gaussian(let options) = $0 { options } else { nil }
            }
            plain(.lanczos, .lanczos, "Lanczos-3 interpolation.")
            Alternative(
                Upsampler.Name.lowPass,
                "Zero insertion and a separable low-pass filter: a named one, or a Kaiser-windowed sinc with `taps`, "
                    + "`cutoff` and `attenuation`.", example: "{taps: 9, cutoff: 0.5, attenuation: 40}", method: "4.2",
                isNeeded: true, lowPass
            ) { options, site in
                .alike(.lowPass(try filter(options, site)))
            } from: {
                if case .alike(.lowPass(let filter)) = $0 { LowPass(filter) } else { nil }
            }
            plain(.deconv, .deconv, "A learned transposed convolution.")
            plain(
                .pixelShuffle, .pixelShuffle, "A learned convolution to four times the channels, then depth to space.")
        }
    }

    private enum Sigmas: Equatable {
        case published, all(Double), each([Double])
    }

    private struct Gaussian: Equatable {
        var sigma = Sigmas.published
        var gain = GaussianGain.published
    }

    private static func gaussian(isEntry: Bool) -> Block<Gaussian> {
        let number = Form<Double>.number(.atLeast(0))
        let list = Form<Sigmas>(isEntry ? number.allowed : .either([number.allowed, .list(number.allowed, depths)])) {
            node, key, _ in
            guard node.items != nil, !isEntry else { return .all(try number.read(node, key, nil)) }
            // An empty list is refused where the stages are counted.
            return .each(node.items!.isEmpty ? [] : try number.list().read(node, key, nil))
        } text: { sigmas in
            switch sigmas {
            case .published: nil
            case .all(let sigma): number.text(sigma)
            case .each(let all): CanonicalText.list(all.compactMap(number.text))
            }
        }
        return Block(Gaussian()) {
            Key(
                "sigma", \.sigma, list, "Width of the Gaussian: one for all stages, or a list; 0 is zero insertion.",
                unit: "pixels of the small map",
                default: "as published: 0.5 in the two finest stages, 0.1 before", example: "0.5", method: "4.2")
            Key(
                "gain", \.gain, .name,
                "The sum of the kernel: 1 as published, which reduces a constant to a quarter, or 4 (`unit`).",
                example: "unit",
                method: "4.2")
        }
    }

    private enum NamedFilter: String, CaseIterable { case lpf1, lpf2 }

    private struct LowPass {
        var filter: NamedFilter?
        var taps: Int?
        var cutoff: Double?
        var attenuation: Double?

        init() {}

        init(_ filter: LowPassFilter) {
            switch filter {
            case .lpf1: self.filter = .lpf1
            case .lpf2: self.filter = .lpf2
            case .windowedSinc(let taps, let cutoff, let attenuation):
                (self.taps, self.cutoff, self.attenuation) = (taps, cutoff, attenuation)
            }
        }
    }

    private static let lowPass = Block(LowPass()) {
        Key(
            "filter", \.filter, Form<NamedFilter>.name.optional, "Taps [.5, .5] or [.25, .5, .25].", example: "lpf2",
            method: "4.2")
        Key(
            "taps", \.taps, Form<Int>.one(of: [7, 9, 17]).optional, "Taps of the windowed sinc.", example: "17",
            method: "4.2")
        Key(
            "cutoff", \.cutoff, Form<Double>.number(.above(0).below(1)).optional, "Cut-off of the windowed sinc.",
            unit: "of the large map's Nyquist",
            example: "0.5", method: "4.2")
        Key(
            "attenuation", \.attenuation, Form<Double>.number(.above(0).atMost(200)).optional,
            "Stop-band attenuation of the windowed sinc.", unit: "dB",
            example: "40", method: "4.2")
    }

    private static func filter(_ options: LowPass, _ site: Alternative<Setting>.Site) throws -> LowPassFilter {
        let forms = "{filter: lpf1}, {filter: lpf2} or {taps: 7, cutoff: 0.5, attenuation: 60}"
        if let filter = options.filter {
            guard site.given.nodes.count == 1 else {
                throw SpecError(site.options!.place, "'low-pass' is either a named filter or a design: \(forms)")
            }
            return filter == .lpf1 ? .lpf1 : .lpf2
        }
        guard let taps = options.taps, let cutoff = options.cutoff, let attenuation = options.attenuation else {
            throw site.needs("low-pass", "its filter: \(forms)", at: site.options?.place)
        }
        return .windowedSinc(taps: taps, cutoff: cutoff, attenuation: attenuation)
    }
}

/// Reads and writes upsamplers in the form of the spec key `network.upsampler`.
package enum UpsamplerText {
    /// The stages given by a name, a name with options or a list; throws a `SpecError` that quotes the text.
    package static func read(_ text: String) throws -> [Upsampler] {
        try UpsamplerKeys.stages().read(try SpecDocument.parseArgument(text, argument: text), "upsampler", nil)
    }

    /// The canonical form of one upsampler.
    package static func text(_ upsampler: Upsampler) -> String { UpsamplerKeys.text([upsampler]) }

    /// What a reader of a figure calls it, such as `Gaussian σ = 0.1`.
    package static func label(_ upsampler: Upsampler) -> String {
        switch upsampler {
        case .gaussian(let sigma, let gain):
            "Gaussian σ = \(short(sigma))" + (gain == .published ? "" : ", unit gain")
        case .lowPass(.lpf1): "low-pass [1, 1]/2"
        case .lowPass(.lpf2): "low-pass [1, 2, 1]/4"
        case .lowPass(.windowedSinc(let taps, let cutoff, let attenuation)):
            "low-pass, \(taps) taps, cut-off \(short(cutoff)), \(short(attenuation)) dB"
        case .nearest, .bilinear, .bicubic, .mitchell, .lanczos, .deconv, .pixelShuffle: upsampler.name.rawValue
        }
    }

    private static func short(_ value: Double) -> String {
        value == value.rounded() && abs(value) < 1e9 ? "\(Int(value))" : "\(value)"
    }
}
