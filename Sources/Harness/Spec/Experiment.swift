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
    /// Image by image, and for each the product of all axes of the sweep in the file's order, the last fastest.
    public let runs: [ExperimentRun]

    /// Reads a spec, lays the scale's block over it, then the `key=value` arguments, then each step of the sweep.
    ///
    /// Throws a `SpecError` naming the place of the first thing that is wrong, or a `DatasetError`.
    public init(contentsOf path: String, scale: Scale? = nil, overrides: [String] = [], datasets: Datasets? = nil) throws {
        let file = try SpecDocument.read(path)
        _ = try file.mapping("spec", allowed: Vocabulary.file)
        var root = file
        var axes = Axes(try root["sweep"].map(SweepAxis.all) ?? [], seeds: try SeedsForm.axis(in: file.entries ?? []))
        for assignment in try Self.block(of: file, scale: scale, path: path) {
            try Self.lay(assignment, over: &root, axes: &axes)
        }
        let specAxes = axes.all
        for argument in overrides {
            for override in try OverrideArgument.parse(argument) {
                switch override {
                case .value(let assignment): try Self.lay(assignment, over: &root, axes: &axes)
                case .sweep(let axis): axes.lay(axis)
                }
            }
        }
        self.path = path
        self.scale = scale
        name = try Self.name(root["name"], path: path)
        title = try root["title"]?.text("title") ?? name
        // An argument may end the sweep that the figure is drawn over; the runs are right all the same.
        let drawable = specAxes + axes.all.filter { axis in !specAxes.contains { $0.path == axis.path } }
        figures = try root["figure"].map { try FigureBlock.all($0, axes: drawable) } ?? []
        tables = try root["table"].map { try TableBlock.all($0, axes: drawable) } ?? []
        let datasets = datasets ?? .standard(specPath: path)
        let folder = FilePath.folder(path)
        runs = try Self.expand(root, axes: try axes.checked, name: name, specFolder: folder) { tree in
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
        for block in blocks { _ = try SeedsForm.axis(in: block.value.entries ?? []) }
        guard let scale else { return [] }
        if let found = assignments.first(where: { $0.scale == scale.rawValue }) { return found.settings }
        guard scale == .paper else {
            throw SpecError(.file(path), "the spec has no scale '\(scale.rawValue)'; it has: "
                + (blocks.map(\.key) + ["paper"]).joined(separator: ", "))
        }
        return []
    }

    /// A value laid over a swept key ends that sweep; a new sweep takes the place of the whole old one.
    private static func lay(_ assignment: Assignment, over root: inout SpecNode, axes: inout Axes) throws {
        switch assignment.path {
        case ["sweep"]: axes.sweep = try SweepAxis.all(in: assignment.value)
        case ["seeds"]: axes.lay(seeds: try SeedsForm.axis(assignment.value, place: assignment.place))
        default:
            axes.end(assignment.path)
            try root.assign(assignment)
        }
    }

    /// The axes of the sweep, and that of `seeds`, which a new sweep leaves as it is.
    private struct Axes {
        var sweep: [SweepAxis]
        private var seeds: SweepAxis?

        init(_ sweep: [SweepAxis], seeds: SweepAxis?) {
            self.sweep = sweep
            self.seeds = seeds
        }

        var all: [SweepAxis] { sweep + (seeds.map { [$0] } ?? []) }

        /// All, after making sure that no two are of the seed.
        var checked: [SweepAxis] {
            get throws {
                if let seeds, sweep.contains(where: { $0.path == seeds.path }) {
                    throw SpecError(seeds.place, "'seeds' cannot be given together with a sweep of 'seed'")
                }
                return all
            }
        }

        /// A value laid over a swept key.
        mutating func end(_ path: [String]) {
            sweep.removeAll { $0.path == path }
            if seeds?.path == path { seeds = nil }
        }

        /// A sweep laid over another one of the same key.
        mutating func lay(_ axis: SweepAxis) {
            if seeds?.path == axis.path { seeds = nil }
            if let index = sweep.firstIndex(where: { $0.path == axis.path }) { sweep[index] = axis } else { sweep.append(axis) }
        }

        mutating func lay(seeds axis: SweepAxis) {
            end(axis.path)
            seeds = axis
        }
    }

    private static func name(_ node: SpecNode?, path: String) throws -> String {
        let name = try node?.text("name") ?? FilePath.stem(path)
        guard !name.isEmpty, name.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") }) else {
            throw SpecError(node?.place ?? .file(path), "'name' may hold letters, digits, '-' and '_' only, not '\(name)'")
        }
        return name
    }

    private static func expand(_ root: SpecNode, axes: [SweepAxis], name: String, specFolder: String,
                               readSources: (SpecNode) throws -> [ImageSource]) throws -> [ExperimentRun] {
        var runs: [ExperimentRun] = []
        let sources = try readSources(root)
        // Of all that decides the source, only the size of synthetic images can be swept.
        let sizeIsSwept = axes.contains { $0.path == ["size"] }
        for (index, source) in sources.enumerated() {
            var seen: [String: String] = [:]
            for combination in SweepAxis.product(axes) {
                var tree = root
                for assignment in combination { try tree.assign(assignment) }
                let source = sizeIsSwept ? try readSources(tree)[index] : source
                let run = ExperimentRun(spec: try ExperimentSpec(tree, name: name, source: source, specFolder: specFolder),
                                        values: combination.map { (key: $0.key, value: $0.value.summary) },
                                        namesImage: sources.count > 1)
                if let other = seen.updateValue(run.label, forKey: run.spec.hashedText), let last = combination.last {
                    throw SpecError(last.place, "the sweep gives the same run twice: \(other) and \(run.label)")
                }
                runs.append(run)
            }
        }
        return runs
    }
}
