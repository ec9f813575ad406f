import Imaging
import Restoration

/// When the fit of a photograph's tile stops before all its iterations are done.
public enum PhotoStop: Equatable, Sendable {
    case never
    /// A rule that follows the network's outputs.
    case rule(StoppingRule)
    /// The discrepancy principle applied to the result, the average of outputs: it stops when the mean squared error to the photograph is that of
    /// clipped noise with standard deviation `sigma` in 8-bit units.
    case averageTarget(sigma: Double)

    /// The values of `--stop`.
    public enum Name: String, CaseIterable, Sendable {
        case ratio
        case windowedVariance = "es-wmv"
        case exponentialVariance = "es-emv"
        case lossTarget = "loss-target"
        case never = "none"
    }

    /// The rule in words, as printed: `stops by ratio`.
    public var text: String {
        switch self {
        case .never: "no stopping rule"
        case .rule(let rule): "stops by \(rule.name.rawValue)"
        case .averageTarget(let sigma): "stops by loss-target, sigma \((sigma * 10).rounded() / 10)"
        }
    }

    /// The rule as it is recorded.
    public var record: PhotoStopRecord {
        switch self {
        case .never: PhotoStopRecord(rule: Name.never.rawValue)
        case .averageTarget(let sigma): PhotoStopRecord(rule: Name.lossTarget.rawValue, sigma: sigma)
        case .rule(let rule): PhotoStopRecord(rule)
        }
    }

    /// The rule that the fit itself applies; nil if there is none.
    var ofFit: StoppingRule? {
        if case .rule(let rule) = self { rule } else { nil }
    }
}

/// Checks after each iteration whether the average of outputs has reached the loss target.
struct AverageTarget {
    private let noise: ClippedNoise
    private let degraded: Image

    /// Nil for other stopping rules.
    init?(_ stop: PhotoStop, degraded: Image) {
        guard case .averageTarget(let sigma) = stop else { return nil }
        noise = ClippedNoise(sigma: sigma)
        self.degraded = degraded
    }

    func isReached(by averaged: Image) -> Bool {
        ImageMetrics.meanSquaredError(averaged, degraded) <= noise.meanSquare(over: averaged)
    }
}
