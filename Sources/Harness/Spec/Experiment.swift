/// A spec file with its sweep: the runs that it asks for, all checked.
public struct Experiment: Sendable {
    /// The spec's path as it was given.
    public let path: String
    public let name: String
    public let title: String
    public let scale: Scale?
    /// What the records are drawn as, and the tables that are made of them; told apart by their names when there are several.
    public let figures: [FigureBlock]
    public let tables: [TableBlock]
    /// Image by image, and for each the product of the variants and all axes of the sweep in the file's order, the last fastest.
    public let runs: [ExperimentRun]

    /// Reads a spec and lays over it, one after the other, the scale's block, a variant, the `key=value` arguments and a step of the sweep.
    ///
    /// Throws a `SpecError` naming the place of the first thing that is wrong, or a `DatasetError`.
    public init(contentsOf path: String, scale: Scale? = nil, overrides: [String] = [], datasets: Datasets? = nil) throws {
        let file = try SpecDocument.read(path)
        _ = try file.mapping("spec", allowed: Vocabulary.file)
        var plan = SweepPlan(root: file, variants: try Variants(file["variants"]),
                             axes: SweepAxes(try file["sweep"].map(SweepAxis.all) ?? [], seeds: try SeedsForm.axis(in: file.entries ?? [])))
        for assignment in try Self.block(of: file, scale: scale, path: path) { try plan.lay(assignment) }
        let specKeys = plan.keys
        for argument in overrides {
            for override in try OverrideArgument.parse(argument) { try plan.lay(override) }
        }
        let root = plan.root
        self.path = path
        self.scale = scale
        name = try Self.name(root["name"], path: path)
        title = try root["title"]?.text("title") ?? name
        // An argument may end the sweep that the figure is drawn over; the runs are right all the same.
        let drawable = specKeys + plan.keys.filter { !specKeys.contains($0) }
        figures = try root["figure"].map { try FigureBlock.all($0, swept: drawable) } ?? []
        tables = try root["table"].map { try TableBlock.all($0, swept: drawable) } ?? []
        let datasets = datasets ?? .standard(specPath: path)
        let folder = FilePath.folder(path)
        runs = try Self.expand(plan, name: name, specFolder: folder) { tree in
            try SourceForm.read(tree, specFolder: folder, datasets: datasets)
        }
    }

    /// The canonical text of every run, as one stream of YAML documents.
    public var resolved: String {
        runs.map(\.spec.resolved).joined(separator: "---\n")
    }

    private static func block(of file: SpecNode, scale: Scale?, path: String) throws -> [Assignment] {
        let blocks = try file["scale"]?.mapping("scale", allowed: Scale.allCases.map(\.rawValue)) ?? []
        // The keys of all blocks are checked, also of those that are not asked for: a mistake should not wait for its scale.
        let assignments = try blocks.map { block in
            guard let entries = block.value.entries else {
                throw block.value.mismatch(block.key, "a mapping of the settings that it overrides")
            }
            return (scale: block.key, settings: try Assignment.all(in: entries, allowed: Vocabulary.scaleBlock))
        }
        for block in blocks {
            _ = try SeedsForm.axis(in: block.value.entries ?? [])
            if let variants = block.value["variants"] { try Variants.check(variants) }
        }
        guard let scale else { return [] }
        if let found = assignments.first(where: { $0.scale == scale.rawValue }) { return found.settings }
        guard scale == .paper else {
            throw SpecError(.file(path), "the spec has no scale '\(scale.rawValue)'; it has: "
                + (blocks.map(\.key) + ["paper"]).joined(separator: ", "))
        }
        return []
    }

    private static func name(_ node: SpecNode?, path: String) throws -> String {
        let name = try node?.text("name") ?? FilePath.stem(path)
        guard !name.isEmpty, name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }) else {
            throw SpecError(node?.place ?? .file(path), "'name' may hold letters, digits, '-' and '_' only, not '\(name)'")
        }
        return name
    }

    private static func expand(_ plan: SweepPlan, name: String, specFolder: String,
                               readSources: (SpecNode) throws -> [ImageSource]) throws -> [ExperimentRun] {
        var runs: [ExperimentRun] = []
        let sources = try readSources(plan.root)
        let cases = try plan.cases
        for (index, source) in sources.enumerated() {
            var seen: [String: String] = [:]
            for element in cases {
                // Of all that decides the source, only the size of synthetic images can be swept.
                let source = plan.sizeIsSwept ? try readSources(element.tree)[index] : source
                let run = ExperimentRun(spec: try ExperimentSpec(element.tree, name: name, source: source, specFolder: specFolder),
                                        values: element.values, namesImage: sources.count > 1)
                if let other = seen.updateValue(run.label, forKey: run.spec.hashedText), let place = element.place {
                    throw SpecError(place, "the sweep gives the same run twice: \(other) and \(run.label)")
                }
                runs.append(run)
            }
        }
        return runs
    }
}
