/// The key `seeds`: a list that repeats every case of the experiment with each of its seeds, as the last axis of the sweep.
enum SeedsForm {
    static let seeds = 0...Int(UInt32.max)

    /// The axis; each seed is checked where it was written.
    static func axis(_ node: SpecNode, place: SpecPlace) throws -> SweepAxis {
        let values = try node.list("seeds")
        var seen: [Int] = []
        for value in values {
            let seed = try value.integer("seeds", seeds)
            guard !seen.contains(seed) else { throw SpecError(value.place, "'seeds' lists \(seed) twice") }
            seen.append(seed)
        }
        return try SweepAxis(key: "seed", place: place, values: values)
    }

    /// Of a spec, or of a block of it: nil without `seeds`; throws when there is a `seed` beside it.
    static func axis(in entries: [SpecNode.Entry]) throws -> SweepAxis? {
        guard let entry = entries.first(where: { $0.key == "seeds" }) else { return nil }
        guard entries.value("seed") == nil else {
            throw SpecError(entry.place, "'seed' and 'seeds' cannot be given together: 'seeds' repeats every case with each of its seeds")
        }
        return try axis(entry.value, place: entry.place)
    }
}
