/// One key of a sweep and the values it takes, in the order of the runs.
struct SweepAxis: Equatable, Sendable {
    var path: [String]
    var place: SpecPlace
    var values: [SpecNode]

    var key: String { path.joined(separator: ".") }

    /// Keys that name a run or choose its images; they cannot be swept.
    static let excluded = ["name", "title", "dataset", "images"]

    init(key: String, place: SpecPlace, values: [SpecNode]) throws {
        path = try Vocabulary.path(key, allowed: Vocabulary.settings, at: place)
        guard path[0] != "variants" else {
            throw SpecError(place, "'variants' cannot be swept; they already are the first axis of the sweep")
        }
        guard path[0] != "seeds" else {
            throw SpecError(place, "'seeds' cannot be swept; it already is a sweep of 'seed'")
        }
        guard !Self.excluded.contains(path[0]) else {
            throw SpecError(place, "'\(key)' cannot be swept; list several images under 'images'")
        }
        if let empty = values.first(where: \.isNull) {
            throw SpecError(empty.place, "the sweep of '\(key)' has an empty value")
        }
        self.place = place
        self.values = values
    }

    /// Reads a `sweep` block: dotted keys with lists of values. What is wrong is collected, and what is right is read.
    static func all(in node: SpecNode, _ mistakes: inout Mistakes) -> [SweepAxis] {
        guard let entries = node.entries else {
            mistakes.add(
                node.mismatch(
                    "sweep", "a mapping of dotted keys to lists of values, such as {network.lipschitz: [1, 2]}"))
            return []
        }
        return entries.compactMap { entry in
            mistakes.attempt {
                // The key comes first: a wrong one should not be reported as a wrong value.
                _ = try Vocabulary.path(entry.key, allowed: Vocabulary.settings, at: entry.place)
                if Vocabulary.isSection(entry.key), let inner = entry.value.entries?.first {
                    throw SpecError(
                        entry.place,
                        "'sweep' takes dotted keys; write \(entry.key).\(inner.key): \(inner.value.summary)")
                }
                return try SweepAxis(key: entry.key, place: entry.place, values: try entry.value.list(entry.key))
            }
        }
    }

    /// All combinations of one value per axis; the last axis varies fastest.
    static func product(_ axes: [SweepAxis]) -> [[Assignment]] {
        axes.reduce([[]]) { combinations, axis in
            combinations.flatMap { combination in
                axis.values.map { combination + [Assignment(path: axis.path, place: $0.place, value: $0)] }
            }
        }
    }
}

/// The key `seeds`: a list that repeats every case of the experiment with each of its seeds, as the last axis of the
/// sweep.
extension SweepAxis {
    /// The axis; each seed is checked where it was written.
    init(seeds node: SpecNode, place: SpecPlace) throws {
        let values = try node.list("seeds")
        var seen: [Int] = [], mistakes = Mistakes()
        for value in values {
            mistakes.attempt {
                let seed = try value.integer("seeds", RunKeys.seeds)
                guard !seen.contains(seed) else { throw SpecError(value.place, "'seeds' lists \(seed) twice") }
                seen.append(seed)
            }
        }
        try mistakes.end()
        try self.init(key: "seed", place: place, values: values)
    }

    /// Reads the seeds of a spec or of one of its blocks. Nil without `seeds`; throws when `seed` is given too.
    static func seeds(in entries: [SpecNode.Entry]) throws -> SweepAxis? {
        guard let entry = entries.first(where: { $0.key == "seeds" }), !entry.value.isNull else { return nil }
        guard entries.value("seed") == nil else {
            throw SpecError(
                entry.place,
                "'seed' and 'seeds' cannot be given together: 'seeds' repeats every case with each of its seeds")
        }
        return try SweepAxis(seeds: entry.value, place: entry.place)
    }
}

/// The axes of a sweep, and that of `seeds`, which a new sweep leaves as it is.
struct SweepAxes {
    var sweep: [SweepAxis]
    private var seeds: SweepAxis?

    init(_ sweep: [SweepAxis], seeds: SweepAxis?) {
        self.sweep = sweep
        self.seeds = seeds
    }

    var all: [SweepAxis] { sweep + (seeds.map { [$0] } ?? []) }

    /// Throws when two are of the seed.
    func check() throws {
        if let seeds, sweep.contains(where: { $0.path == seeds.path }) {
            throw SpecError(seeds.place, "'seeds' cannot be given together with a sweep of 'seed'")
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
        if let index = sweep.firstIndex(where: { $0.path == axis.path }) {
            sweep[index] = axis
        } else {
            sweep.append(axis)
        }
    }

    mutating func lay(seeds axis: SweepAxis) {
        end(axis.path)
        seeds = axis
    }
}
