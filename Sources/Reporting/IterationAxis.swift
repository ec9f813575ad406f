import Foundation
import Quoting

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

    /// Commands for the places of the means: the middle of the recorded iterations of a window, which its end may cut. The
    /// iteration 0 stands for itself.
    var middle: [String] {
        [
            "window = \(GnuplotText.number(window))",
            "lower(iteration) = (ceil(real(iteration) / window) - 1) * window",
            "upper(iteration, last) = lower(iteration) + window < last ? lower(iteration) + window : last",
            "middle(iteration, step, last) = iteration <= 0 ? 0 : (lower(iteration) + step + upper(iteration, last)) / 2",
        ]
    }

    /// The expression of the place of a curve's mean.
    static func place(_ curves: BandCurves) -> String {
        "(middle(column(\"iteration\"), \(GnuplotText.number(curves.step)), \(GnuplotText.number(curves.lastIteration))))"
    }

    /// Whether every mean is of a single recorded iteration of this curve.
    func isMean(_ curves: BandCurves) -> Bool { window > curves.step }

    /// Distances of ticks for a panel of this width, so that their numbers do not touch.
    func ticks(width: Double) -> Double {
        let most = max(2, (width / 46).rounded(.down))
        var unit = 1.0
        while true {
            for factor in [1.0, 2, 5] where end / (factor * unit) <= most { return factor * unit }
            unit *= 10
        }
    }

    /// More rows than a panel has room to show are thinned out.
    static func every(_ curves: BandCurves) -> String { every(rows: curves.iterations.count) }

    static func every(rows: Int) -> String { rows / 1000 > 1 ? " every \(rows / 1000)" : "" }
}
