/// A spec combined with its scale and the arguments: the settings that all runs share, and those in which they differ.
struct SweepPlan {
    /// One combination of a variant and a value of every axis.
    struct Case {
        /// The whole spec with everything that overrides it.
        var tree: SpecNode
        /// The values that distinguish the case, the variant first.
        var values: [(key: String, value: String)]
        /// Where the last of these was written.
        var place: SpecPlace?
    }

    /// The spec with the scale's block; arguments are in it as far as no variant can set them.
    private(set) var root: SpecNode
    private var variants: Variants
    private var axes: SweepAxes
    /// Arguments, which take precedence over variants.
    private var overrides: [Assignment] = []

    init(root: SpecNode, variants: Variants, axes: SweepAxes) {
        self.root = root
        self.variants = variants
        self.axes = axes
    }

    /// The keys in which runs differ.
    var keys: [String] { (variants.all.isEmpty ? [] : [Variant.key]) + axes.all.map(\.key) }

    var sizeIsSwept: Bool { axes.all.contains { $0.path == ["size"] } }

    /// Lays a setting of a scale's block over the spec: one of a swept key ends that sweep, and a new sweep takes the
    /// place of the whole old one.
    mutating func lay(_ assignment: Assignment) throws {
        if try !layOverAxes(assignment) { try root.assign(assignment) }
    }

    /// The same for an argument, which counts for every variant.
    mutating func lay(_ override: OverrideArgument) throws {
        switch override {
        case .sweep(let axis): axes.lay(axis)
        case .value(let assignment):
            if try layOverAxes(assignment) { return }
            if Vocabulary.variant.contains(assignment.path[0]) {
                overrides.append(assignment)
            } else {
                try root.assign(assignment)
            }
        }
    }

    /// Whether the setting is one of variants or of the sweep as a whole.
    private mutating func layOverAxes(_ assignment: Assignment) throws -> Bool {
        switch assignment.path {
        case ["variants"]: try variants.lay(assignment.value)
        case ["sweep"]:
            var mistakes = Mistakes()
            axes.sweep = SweepAxis.all(in: assignment.value, &mistakes)
            try mistakes.end()
        case ["seeds"]: axes.lay(seeds: try SweepAxis(seeds: assignment.value, place: assignment.place))
        default:
            axes.end(assignment.path)
            return false
        }
        return true
    }

    /// The most runs of one spec, of all images together.
    static let mostRuns = 100_000

    /// Throws when the product is too large; it is counted before anything of it is made.
    private func checkCount(images: Int, at place: SpecPlace) throws {
        let lengths = [images, max(1, variants.all.count)] + axes.all.map(\.values.count)
        let count = lengths.reduce(1.0) { $0 * Double($1) }
        guard count <= Double(Self.mostRuns) else {
            let factors = lengths.filter { $0 > 1 }.map(String.init).joined(separator: " x ")
            throw SpecError(
                axes.all.last?.place ?? place,
                "the sweep asks for \(factors) runs; at most \(Self.mostRuns) are allowed in one spec")
        }
    }

    /// The product of the variants and all axes, the last axis fastest; a setting that cannot be laid over is a
    /// mistake, and so is a product that, for each of the `images`, has too many runs.
    func cases(images: Int, _ mistakes: inout Mistakes) -> [Case] {
        mistakes.attempt { try axes.check() }
        guard mistakes.attempt({ try checkCount(images: images, at: root.place) }) != nil else { return [] }
        let steps = SweepAxis.product(axes.all)
        let variants: [Variant?] = variants.all.isEmpty ? [nil] : variants.all
        var cases: [Case] = []
        for variant in variants {
            var tree = root
            for assignment in (variant?.settings ?? []) + overrides { mistakes.attempt { try tree.assign(assignment) } }
            let name = variant.map { [(key: Variant.key, value: $0.name)] } ?? []
            for step in steps {
                var tree = tree
                for assignment in step { mistakes.attempt { try tree.assign(assignment) } }
                cases.append(
                    Case(
                        tree: tree, values: name + step.map { (key: $0.key, value: $0.value.summary) },
                        place: step.last?.place ?? variant?.place))
            }
        }
        return cases
    }
}
