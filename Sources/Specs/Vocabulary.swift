import Architectures
import Networks
import Restoration

/// All keys of a spec, as a tree of dotted paths built from their declarations.
package enum Vocabulary {
    /// The keys at the top of a spec, in the order of the canonical text.
    static let top: [SpecKey] = naming + RunKeys.block.entries + experiment

    /// All keys with their paths, each followed by those below it.
    static let all = top.flatMap { $0.flattened() }

    private static let byPath = Dictionary(uniqueKeysWithValues: all.map { ($0.path, $0) })

    /// The entry of a dotted path; nil if it is not a key.
    static func entry(_ path: String) -> SpecKey? { byPath[path] }

    /// The key that was probably meant by a misspelt one in the same section; nil if none is close.
    static func nearest(to path: String) -> String? {
        let parent = path.split(separator: ".").dropLast().joined(separator: ".")
        return NearestName.of(
            path,
            in: (parent.isEmpty ? top : entry(parent)?.below ?? []).map {
                parent.isEmpty ? $0.name : "\(parent).\($0.name)"
            })
    }

    /// The end of the sentence about an unknown key: what was probably meant, and all that is allowed.
    ///
    /// It may be another name of a key, a typing mistake or, where `isTop` says that there is nothing above it, a key
    /// that stands elsewhere.
    /// - Parameter value: what the key was given, as YAML; nil where it has none.
    static func hint(for path: String, allowed: [String], isTop: Bool, value: String? = nil) -> String {
        let name = String(path.split(separator: ".").last ?? ""), section = path.dropLast(name.count)
        let meant = aliases[name.lowercased()]
        var suggestions: [String] = []
        if let meant, allowed.contains(section + meant) {
            suggestions = [section + meant]
        } else if meant == nil, let near = NearestName.of(path, in: allowed) {
            suggestions = [near]
        } else if isTop {
            suggestions = all.filter {
                $0.name == meant ?? name && $0.allowed != .name
                    && settings.contains(String($0.path.prefix { $0 != "." }))
            }.map(\.path)
        }
        if suggestions.contains(path), path.contains("."), let key = entry(path) {
            // Dotted keys are for arguments and sweeps.
            let parts = path.split(separator: ".")
            let nested = parts.dropFirst().reversed().reduce(value ?? key.example) { "{\($1): \($0)}" }
            return "; write it inside '\(parts[0])': \(parts[0]): \(nested)"
        }
        if suggestions.contains(path) {
            return "; '\(path)' is a key of the whole spec and cannot stand here; allowed: "
                + allowed.joined(separator: ", ")
        }
        guard !suggestions.isEmpty else { return NearestName.hint(for: path, allowed: allowed) }
        return "; did you mean " + suggestions.prefix(3).map { "'\($0)'" }.joined(separator: " or ") + "? allowed: "
            + allowed.joined(separator: ", ")
    }

    /// Other names that keys are known by.
    private static let aliases = Dictionary(all.flatMap { key in key.aliases.map { ($0, key.name) } }) { first, _ in
        first
    }

    /// Keys that describe a run.
    static let run: [String] = RunKeys.block.names
    static let file: [String] = top.map(\.name)
    /// What a block under `scale` may override.
    static let scaleBlock: [String] = ["title"] + run + ["variants", "sweep"]
    /// What a `key=value` argument may override.
    static let argument: [String] = settings + blocks
    /// Of these, what a sweep may name.
    static let settings: [String] = ["name", "title"] + run + ["variants"]
    /// What is made of the records.
    static let blocks = ["figure", "table"]
    /// What a variant may set: all that does not choose the images or the seed, which variants have in common.
    static let variant = run.filter { !["dataset", "images", "size", "seed", "seeds"].contains($0) }

    /// Whether a key's settings stand side by side: a mapping laid over it changes them one by one.
    static func isSection(_ path: String) -> Bool { entry(path)?.allowed == .mapping }

    /// Whether a key's value is one of several alternatives: a name, or a mapping of the name to its options.
    package static func isAlternative(_ path: String) -> Bool {
        !blocks.contains(path) && entry(path)?.allowed.isAlternative ?? false
    }

    /// Splits a dotted key; throws when it is not one of `allowed` or of the keys below it.
    static func path(_ key: String, allowed: [String], at place: SpecPlace) throws -> [String] {
        let parts = key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        var section = ""
        var names = allowed
        for part in parts {
            let path = section + part
            guard names.contains(part) else {
                let hint =
                    names.isEmpty
                    ? "; '\(section.dropLast())' has no keys below it"
                    : hint(for: path, allowed: names.map { section + $0 }, isTop: section.isEmpty && parts.count == 1)
                throw SpecError(place, "unknown key '\(key)'" + hint)
            }
            names = entry(path)?.below.map(\.name) ?? []
            section = path + "."
        }
        return parts
    }

    private static let naming = [
        SpecKey(
            "name", "The experiment's name, part of each run's folder.", Form<String>.fileName.allowed,
            default: "the file's name", example: "lipschitz"),
        SpecKey(
            "title", "The experiment's title in figures and on the terminal.", .text, default: "the name",
            example: "\"Lipschitz-controlled spectral bias\""),
    ]

    private static let experiment = [
        SpecKey(
            "variants",
            "Named cases to compare: the settings of each override those of the spec, and a `network` that names its "
                + "`architecture` replaces the whole network. They are the first axis of the sweep, called `variant`, "
                + "with a run for each. In a block of a scale, and in an argument `variants=a,b`, a list of names "
                + "selects some; a mapping in a block of a scale adds to the variants of the same names.",
            .either([.variants, .list(.text, 1...Int.max)]), example: "{plain: {}, averaged: {ema: 0.99}}"),
        SpecKey(
            "scale", "Settings that override the others with `--scale`.", .mapping,
            example: "{quick: {dataset: synthetic, size: 64}}",
            below: Scale.allCases.map { scale in
                SpecKey(
                    scale.rawValue, "Settings of the scale `\(scale.rawValue)`.", .settings,
                    example: "{size: 64, iterations: 100}")
            }),
        SpecKey(
            "sweep", "Settings that vary: one run for every combination of their values; the last key varies fastest.",
            .axes,
            example: "{network.lipschitz: [1, 2, 3]}"),
        SpecKey(
            "figure", "The figure to draw from the records, or a list of named figures.",
            .either([.mapping, .list(.mapping, 1...Int.max)]),
            example: "{series: network.lipschitz}", below: FigureBlock.entries),
        SpecKey(
            "table", "The table to make from the records, or a list of named tables.",
            .either([.mapping, .list(.mapping, 1...Int.max)]),
            example: "{columns: [{measure: psnr}]}", below: TableBlock.entries),
    ]
}
