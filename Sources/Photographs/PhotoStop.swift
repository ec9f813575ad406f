import Imaging
import Restoration

/// When the work on a photograph's tile is over before all its iterations are done.
public enum PhotoStop: Equatable, Sendable {
    case never
    /// A rule that follows the network's outputs.
    case rule(StoppingRule)
    /// The discrepancy principle on the picture that is the result, the average of outputs: it may be as far from the photograph as noise of
    /// standard deviation `sigma`, in 8-bit units, makes it, and as clipping leaves of that.
    case averageTarget(sigma: Double)

    /// The names for `--stop`.
    public enum Name: String, CaseIterable, Sendable {
        case ratio
        case windowedVariance = "es-wmv"
        case exponentialVariance = "es-emv"
        case lossTarget = "loss-target"
        case never = "none"
    }

    /// As it is told to the user.
    public var text: String {
        switch self {
        case .never: "no stopping rule"
        case .rule(let rule): "stops by \(rule.name.rawValue)"
        case .averageTarget(let sigma): "stops by loss-target, sigma \((sigma * 10).rounded() / 10)"
        }
    }

    /// The rule that the fit itself follows.
    var ofFit: StoppingRule? {
        if case .rule(let rule) = self { rule } else { nil }
    }
}

/// Looks at the average of outputs after each iteration.
struct AverageTarget {
    private let noise: ClippedNoise
    private let degraded: Image

    /// Nil for other ways to stop.
    init?(_ stop: PhotoStop, degraded: Image) {
        guard case .averageTarget(let sigma) = stop else { return nil }
        noise = ClippedNoise(sigma: sigma)
        self.degraded = degraded
    }

    func isReached(by averaged: Image) -> Bool {
        ImageMetrics.meanSquaredError(averaged, degraded) <= noise.meanSquare(over: averaged)
    }
}
