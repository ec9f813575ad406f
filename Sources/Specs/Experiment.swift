/// A spec file, read and checked, with all runs of its sweep.
package struct Experiment: Sendable {
    /// The spec's path as given.
    package let path: String
    package let name: String
    package let title: String
    package let scale: Scale?
    /// The figures and the tables to make from the records; if there are several, they have different names.
    package let figures: [FigureBlock]
    package let tables: [TableBlock]
    /// All runs, image by image: for each image the product of the variants and all axes of the sweep in the file's order;
    /// the last axis varies fastest.
    package let runs: [ExperimentRun]
    /// The names of earlier versions that the spec gives its scales, with their places.
    private let formerScales: [(name: String, place: SpecPlace)]
    /// The keys that arguments have set, with their values; nil for a sweep.
    let arguments: [(key: String, value: String?)]

    /// Reads a spec and applies to it, in this order, the scale's block, a variant, the `key=value` arguments and a step
    /// of the sweep.
    ///
    /// Throws all mistakes: a `SpecError` with the place of a single one, or `SpecErrors` for several.
    package init(contentsOf path: String, scale: Scale?, overrides: [String] = [], sets: any ImageSets) throws {
        let file = try SpecDocument.read(path)
        var mistakes = Mistakes()
        let entries = mistakes.entries(of: file, "spec", allowed: Vocabulary.file, isTop: true) ?? []
        let root = SpecNode(.mapping(entries), at: file.place)
        let blocks = ScaleBlocks(root["scale"], &mistakes)
        let variants = root["variants"].map { Variants($0, &mistakes) } ?? Variants()
        let sweep = root["sweep"].map { SweepAxis.all(in: $0, &mistakes) } ?? []
        let seeds = mistakes.attempt { try SweepAxis.seeds(in: entries) } ?? nil
        var plan = SweepPlan(root: root, variants: variants, axes: SweepAxes(sweep, seeds: seeds))
        for assignment in mistakes.attempt({ try blocks.settings(of: scale, path: path) }) ?? [] {
            mistakes.attempt { try plan.lay(assignment) }
        }
        let specKeys = plan.keys
        var arguments: [(key: String, value: String?)] = []
        for argument in overrides {
            mistakes.attempt {
                for part in try OverrideArgument.parse(argument) {
                    try plan.lay(part)
                    arguments.append(part.setting)
                }
            }
        }
        self.arguments = arguments
        self.path = path
        self.scale = blocks.present(scale)
        formerScales = blocks.former
        let nameNode = plan.root["name"] ?? .text(FilePath.stem(path), at: .file(path))
        let name = mistakes.attempt { try Form<String>.fileName.read(nameNode, "name", nil) } ?? ""
        self.name = name
        title = plan.root["title"].flatMap { node in mistakes.attempt { try node.text("title") } } ?? name
        // An argument may end the sweep that the figure is drawn over; the runs are right all the same.
        var drawable = specKeys + plan.keys.filter { !specKeys.contains($0) }
        // A key whose sweep is wrong is not one that is not swept.
        if !mistakes.isEmpty { drawable += Self.sweptKeys(root).filter { !drawable.contains($0) } }
        figures =
            plan.root["figure"].flatMap { node in mistakes.attempt { try FigureBlock.all(node, swept: drawable) } }
            ?? []
        tables =
            plan.root["table"].flatMap { node in mistakes.attempt { try TableBlock.all(node, swept: drawable) } } ?? []
        runs = Self.expand(plan, name: name, specFolder: FilePath.folder(path), sets: sets, &mistakes)
        try mistakes.end()
    }

    /// The scale in names of files: empty for the spec's own values, whether they were asked for by name or not.
    package var scaleInNames: String { scale.flatMap { $0 == .published ? nil : $0.rawValue } ?? "" }

    /// The canonical text of every run, as one stream of YAML documents.
    package var resolved: String {
        runs.map(\.spec.resolved).joined(separator: "---\n")
    }

    /// Sentences about settings that are allowed, but hardly meant.
    package var warnings: [String] {
        let renamed = formerScales.map { name, place in
            "\(place): the scale '\(name)' is now called '\(Scale.presentName(name))'"
        }
        let sigmas = runs.compactMap { run -> Double? in
            if case .denoise(let sigma) = run.spec.fit.task { Double(sigma) } else { nil }
        }
        guard let least = sigmas.min(), least < 1 else { return renamed }
        return renamed + [
            "\(path): sigma is of samples from 0 to 255, and \(CanonicalText.number(least)) is hardly any noise; "
                + "0.1 of samples from 0 to 1 is 25.5 here"
        ]
    }

    /// The keys that a spec sweeps or tries to sweep, whatever their values are.
    private static func sweptKeys(_ root: SpecNode) -> [String] {
        let variants: [String] = root["variants"] == nil ? [] : [Variant.key]
        let swept: [String] = (root["sweep"]?.entries ?? []).flatMap { entry -> [String] in
            [entry.key, Vocabulary.nearest(to: entry.key)].compactMap(\.self)
        }
        let seeds: [String] = root["seeds"] == nil ? [] : ["seed"]
        return variants + swept + seeds
    }

    private static func expand(
        _ plan: SweepPlan, name: String, specFolder: String, sets: any ImageSets, _ mistakes: inout Mistakes
    ) -> [ExperimentRun] {
        let sources = mistakes.attempt { try SourceKeys.read(plan.root, specFolder: specFolder, sets: sets) }
        let cases = plan.cases(images: max(1, sources?.count ?? 1), &mistakes)
        var runs: [ExperimentRun] = []
        // Where the images are not known, the settings are checked with any.
        for (index, source) in (sources ?? [ExperimentSpec.standard.source]).enumerated() {
            // What is wrong with the settings is so for every image.
            guard index == 0 || mistakes.isEmpty else { break }
            var seen: [String: String] = [:]
            for element in cases {
                var source = source
                // Of all that decides the source, only the size of synthetic images can be swept.
                if plan.sizeIsSwept,
                    let swept = mistakes.attempt({
                        try SourceKeys.read(element.tree, specFolder: specFolder, sets: sets)
                    })
                {
                    source = swept[index]
                }
                let spec = mistakes.attempt {
                    try ExperimentSpec(element.tree, name: name, source: source, specFolder: specFolder)
                }
                guard let spec else { continue }
                let run = ExperimentRun(spec: spec, values: element.values, namesImage: (sources?.count ?? 0) > 1)
                if mistakes.isEmpty, let other = seen.updateValue(run.label, forKey: spec.hashedText),
                    let place = element.place
                {
                    mistakes.add(SpecError(place, "the sweep gives the same run twice: \(other) and \(run.label)"))
                }
                runs.append(run)
            }
        }
        return runs
    }
}

/// The key `scale`: the settings that `--scale` applies to the spec.
///
/// The keys of all blocks are checked, also of scales that are not requested.
private struct ScaleBlocks {
    private var blocks: [(name: String, settings: [Assignment])] = []
    /// Names of earlier versions, with their places.
    private(set) var former: [(name: String, place: SpecPlace)] = []
    /// Whether a name was wrong, and may have been meant for another.
    private var hasWrongName = false

    init(_ node: SpecNode?, _ mistakes: inout Mistakes) {
        guard let given = node else { return }
        former = (given.entries ?? []).filter { Scale.presentName($0.key) != $0.key }.map { ($0.key, $0.place) }
        let node = Self.renamed(given)
        for (index, entry) in (node.entries ?? []).enumerated()
        where node.entries!.prefix(index).contains(where: { $0.key == entry.key }) {
            mistakes.add(
                SpecError(
                    entry.place, "the scale '\(entry.key)' has two blocks, one of them under its former name"))
        }
        let entries = mistakes.entries(of: node, "scale", allowed: Scale.allCases.map(\.rawValue)) ?? []
        hasWrongName = entries.count != node.entries?.count
        for block in entries {
            guard let keys = block.value.entries else {
                mistakes.add(block.value.mismatch(block.key, "a mapping of the settings that it overrides"))
                continue
            }
            let settings: [Assignment] = Assignment.all(in: keys, allowed: Vocabulary.scaleBlock, &mistakes)
            blocks.append((block.key, settings))
            mistakes.attempt { try SweepAxis.seeds(in: keys) }
            if let variants = block.value["variants"] { Variants.check(variants, &mistakes) }
        }
    }

    /// The blocks with the names that scales have now.
    static func renamed(_ node: SpecNode) -> SpecNode {
        guard let entries = node.entries else { return node }
        return SpecNode(
            .mapping(
                entries.map { entry in
                    var entry = entry
                    entry.key = Scale.presentName(entry.key)
                    return entry
                }), at: node.place)
    }

    /// The scale as it is called now; a former name stays where the spec has no scales.
    func present(_ scale: Scale?) -> Scale? {
        guard let scale, scale != .small || !blocks.isEmpty else { return scale }
        return scale.present(among: [.published] + blocks.compactMap { Scale(rawValue: $0.name) })
    }

    func settings(of scale: Scale?, path: String) throws -> [Assignment] {
        guard let scale = present(scale) else { return [] }
        if let found = blocks.first(where: { $0.name == scale.rawValue }) { return found.settings }
        guard scale == .published || hasWrongName else {
            throw SpecError(
                .file(path),
                blocks.isEmpty
                    ? "the spec has no block 'scale', so it has its own values only; leave out --scale \(scale.rawValue)"
                    : "the spec has no scale '\(scale.rawValue)'; it has: "
                        + (blocks.map(\.name).filter { $0 != Scale.published.rawValue } + [Scale.published.rawValue])
                        .joined(separator: ", "))
        }
        return []
    }
}

extension Experiment {
    /// The scales of a spec: those with a block, and `published`, which has the spec's own values.
    ///
    /// Throws a `SpecError` when the file cannot be read.
    package static func scales(of path: String) throws -> [Scale] {
        let node = try SpecDocument.read(path)["scale"].map(ScaleBlocks.renamed)
        let blocks = try node?.mapping("scale", allowed: Scale.allCases.map(\.rawValue)) ?? []
        return Scale.allCases.filter { scale in scale == .published || blocks.contains { $0.key == scale.rawValue } }
    }
}
