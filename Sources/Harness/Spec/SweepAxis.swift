/// One key of a sweep and the values it takes, in the order of the runs.
struct SweepAxis: Equatable, Sendable {
    var path: [String]
    var place: SpecPlace
    var values: [SpecNode]

    var key: String { path.joined(separator: ".") }

    /// Keys that name a run or choose its images, which are a loop of their own.
    static let excluded = ["name", "title", "dataset", "images"]

    init(key: String, place: SpecPlace, values: [SpecNode]) throws {
        path = try Vocabulary.path(key, allowed: Vocabulary.argument, at: place)
        guard path[0] != "variants" else {
            throw SpecError(place, "'variants' cannot be swept; they are the first axis of the sweep by themselves")
        }
        guard path[0] != "seeds" else { throw SpecError(place, "'seeds' cannot be swept; it is a sweep of 'seed' by itself") }
        guard !Self.excluded.contains(path[0]) else {
            throw SpecError(place, "'\(key)' cannot be swept; several images are listed under 'images'")
        }
        if let empty = values.first(where: \.isNull) { throw SpecError(empty.place, "the sweep of '\(key)' has an empty value") }
        self.place = place
        self.values = values
    }

    /// Reads a `sweep` block: dotted keys with lists of values.
    static func all(in node: SpecNode) throws -> [SweepAxis] {
        guard let entries = node.entries else {
            throw node.mismatch("sweep", "a mapping of dotted keys to lists of values, such as {network.lipschitz: [1, 2]}")
        }
        return try entries.map { entry in
            // The key comes first: a wrong one should not be reported as a wrong value.
            _ = try Vocabulary.path(entry.key, allowed: Vocabulary.argument, at: entry.place)
            return try SweepAxis(key: entry.key, place: entry.place, values: try entry.value.list(entry.key))
        }
    }

    /// All combinations of one value an axis; the last axis changes fastest.
    static func product(_ axes: [SweepAxis]) -> [[Assignment]] {
        axes.reduce([[]]) { combinations, axis in
            combinations.flatMap { combination in
                axis.values.map { combination + [Assignment(path: axis.path, place: $0.place, value: $0)] }
            }
        }
    }
}
