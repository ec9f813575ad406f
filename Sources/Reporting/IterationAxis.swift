/// The axis of iterations that the curves of several runs share, and how densely they are drawn over it.
struct IterationAxis {
    private let lastIteration: Double
    /// The widest step from one recorded row to the next.
    private let step: Double

    init(_ curves: [BandCurves]) {
        lastIteration = curves.map(\.lastIteration).max() ?? 1
        step = curves.map(\.step).max() ?? 1
    }

    /// The last iteration, or the round number just above it, so that a run of 1200 has its tick.
    var end: Double {
        var unit = 1.0
        while unit * 100 < lastIteration { unit *= 10 }
        let round = (lastIteration / unit).rounded(.up) * unit
        return round <= 1.02 * lastIteration ? round : lastIteration
    }

    /// The window of the means: a fiftieth of the figure, in whole steps of the records.
    var window: Double { max(1, (end / 50 / step).rounded()) * step }

    /// More rows than a panel has room to show are thinned out.
    static func every(_ curves: BandCurves) -> String { every(rows: curves.iterations.count) }

    static func every(rows: Int) -> String { rows / 1000 > 1 ? " every \(rows / 1000)" : "" }
}
