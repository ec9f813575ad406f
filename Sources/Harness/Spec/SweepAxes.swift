/// The axes of a sweep, and that of `seeds`, which a new sweep leaves as it is.
struct SweepAxes {
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
