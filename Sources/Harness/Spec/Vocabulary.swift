import Architectures
import Networks
import Restoration

/// Every key that a spec may hold, as a tree of dotted paths.
enum Vocabulary {
    /// Keys that describe a run, in the order of the canonical text.
    static let run = ["dataset", "images", "size", "crop", "task", "seed", "seeds", "iterations", "record_every", "network", "input",
                      "input_noise", "optimizer", "regularization", "ema", "backtrack", "fbc",
                      "monitors", "stop"]
    static let file = ["name", "title"] + run + ["variants", "scale", "sweep", "figure", "table"]
    /// What a block under `scale` may override.
    static let scaleBlock = ["title"] + run + ["variants", "sweep"]
    /// What a `key=value` argument may override.
    static let argument = ["name", "title"] + run + ["variants"]
    /// What a variant may set: all that does not choose the images or the seed, which variants have in common.
    static let variant = run.filter { !["dataset", "images", "size", "seed", "seeds"].contains($0) }

    static let decoder = ["architecture", "upsampler", "lipschitz", "norm", "padding", "width", "input_channels", "depth",
                          "slope"]
    static let skip = ["architecture", "preset", "down", "up", "skip", "down_kernel", "up_kernel", "upsampler", "input_channels",
                       "need1x1_up", "padding", "slope", "activation", "downsample", "norm"]
    static let deepDecoder = ["architecture", "upsampler", "width", "input_channels", "depth"]
    static let convDecoder = ["architecture", "upsampler", "norm", "padding", "width", "input_channels", "depth"]
    static let convNet = ["architecture", "layers", "norm", "padding", "width", "input_channels"]
    static let unet = ["architecture", "upsampler", "norm", "padding", "width", "input_channels", "depth", "more_scales"]
    static let resnet = ["architecture", "blocks", "norm", "padding", "width", "input_channels", "activation", "slope"]
    /// The keys of `network` of all architectures, each once.
    static let network = Architecture.Name.allCases.reduce(into: [String]()) { all, name in all += network(name).filter { !all.contains($0) } }
    static let inpaint = ["bernoulli", "mask"]
    static let superResolve = ["factor", "kernel"]
    static let reconstruct = ["target", "sigma"]
    static let gaussian = ["sigma", "gain"]
    static let lowPass = ["filter", "taps", "cutoff", "attenuation"]
    static let noise = ["scale"]
    static let bandLimited = ["cutoff", "scale"]
    static let figure = ["name", "kind", "series", "label", "published", "title", "inset"]
    static let table = ["name", "kind", "title", "rows", "over", "across", "label", "columns", "best", "mean", "published"]
    static let tableColumn = ["heading", "variant", "where", "measure", "band", "level", "iteration", "rule", "parameters", "digits", "ranked", "published"]
    static let tablePublished = ["task", "dataset", "tolerance"]
    static let fbc = ["definition", "bands", "reference"]

    /// The keys below a dotted path; none below a plain value.
    static let below: [String: [String]] = [
        "dataset": ["files"],
        "crop": ["multiple"],
        "task": RestorationTask.Name.allCases.map(\.rawValue),
        "task.denoise": ["sigma"],
        "task.poisson": ["peak"],
        "task.impulse": ["fraction"],
        "task.deblock": ["quality"],
        "task.inpaint": inpaint,
        "task.super-resolve": superResolve,
        "task.enhance": ["detail"],
        "task.reconstruct": reconstruct,
        "network": network,
        "network.lipschitz": LipschitzNorm.allCases.map(\.rawValue),
        "network.upsampler": Upsampler.Name.allCases.map(\.rawValue),
        "network.upsampler.gaussian": gaussian,
        "network.upsampler.low-pass": lowPass,
        "input": NetworkInput.Name.allCases.map(\.rawValue),
        "input.noise": noise,
        "input.gaussian-noise": noise,
        "input.band-limited": bandLimited,
        "optimizer": OptimizerName.allCases.map(\.rawValue),
        "optimizer.adam": ["learning_rate", "weight_decay"],
        "optimizer.sgld": ["learning_rate", "weight_decay", "noise", "burn_in", "every"],
        "regularization": RegularizationName.allCases.map(\.rawValue),
        "regularization.total-variation": ["weight"],
        "fbc": fbc,
        "stop": StoppingRule.Name.allCases.filter { $0 != .oracle }.map(\.rawValue) + [StoppingForm.none],
        "stop.ratio": stopping(.ratio),
        "stop.es-wmv": stopping(.windowedVariance),
        "stop.es-emv": stopping(.exponentialVariance),
        "stop.loss-target": stopping(.lossTarget),
        "stop.fixed": stopping(.fixed),
        "scale": Scale.allCases.map(\.rawValue),
        "figure": figure,
        "table": table,
        "table.columns": tableColumn,
        "table.published": tablePublished,
    ]

    /// Sections whose keys are settings side by side: a mapping laid over one changes its keys one by one.
    static let sections: Set<String> = ["network", "fbc"]

    /// Keys whose value is one of several alternatives: a name, or a mapping of the name to its options.
    static let alternatives: Set<String> = ["dataset", "crop", "task", "network.lipschitz", "network.upsampler", "input", "optimizer",
                                            "regularization", "stop"]

    /// The keys of `network` with an architecture.
    static func network(_ name: Architecture.Name) -> [String] {
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

    /// The options of a stopping rule.
    static func stopping(_ name: StoppingRule.Name) -> [String] {
        switch name {
        case .ratio: ["window", "windows", "threshold"]
        case .windowedVariance: ["window", "patience", "min_start"]
        case .exponentialVariance: ["alpha", "patience", "min_start"]
        case .lossTarget: ["sigma"]
        case .oracle: []
        case .fixed: ["iteration"]
        }
    }

    /// Splits a dotted key; throws when it is not one of `allowed` or of the keys below it.
    static func path(_ key: String, allowed: [String], at place: SpecPlace) throws -> [String] {
        let parts = key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        var section = ""
        var names = allowed
        for part in parts {
            let path = section + part
            guard names.contains(part) else {
                let hint = names.isEmpty
                    ? "; '\(section.dropLast())' has no keys below it"
                    : NearestName.hint(for: path, allowed: names.map { section + $0 })
                throw SpecError(place, "unknown key '\(key)'" + hint)
            }
            names = below[path] ?? []
            section = path + "."
        }
        return parts
    }
}
