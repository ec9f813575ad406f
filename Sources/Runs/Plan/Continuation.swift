/// Where a run would go on: at its own last checkpoint, or at the end of a shorter run.
struct Continuation: Equatable {
    /// The iteration; nil for the beginning.
    private(set) var iteration: Int?
    /// The shorter run.
    private(set) var origin: RunOrigin?
    /// Why longer ones among the shorter runs cannot be used.
    private(set) var problems: [String] = []

    init() {}

    /// - Parameters:
    ///   - origins: shorter runs that end behind the checkpoint, the longest first.
    ///   - checkpoint: the iteration of the last checkpoint; nil when there is none.
    init(from origins: [RunOrigin], checkpoint: Int?) {
        iteration = checkpoint
        for origin in origins {
            guard let problem = origin.problem else {
                (self.origin, iteration) = (origin, origin.iteration)
                break
            }
            problems.append(problem)
        }
    }

    /// `goes on from tiny/leaves-seed0-0123456789ab at iteration 200 of 400`, or `continues at iteration 40 of 400`; nil for the beginning.
    func words(of iterations: Int) -> String? {
        iteration.map { iteration in
            (origin.map { "goes on from \($0.name)" } ?? "continues") + " at iteration \(iteration) of \(iterations)"
        }
    }

    /// What is said of states that cannot be used.
    var remarks: [String] { problems.map { "ignored: \($0)" } }
}
