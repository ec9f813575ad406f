import Imaging
import Restoration

/// When the fit of a photograph's tile stops before all its iterations are done.
package enum PhotoStop: Equatable, Sendable {
    case never
    /// A rule that follows the network's outputs.
    case rule(StoppingRule)
    /// The discrepancy principle applied to the result, the average of outputs: it stops when the mean squared error to the photograph is that of
    /// clipped noise with standard deviation `sigma` in 8-bit units.
    case averageTarget(sigma: Double)

    /// The values of `--stop`.
    package enum Name: String, CaseIterable, Sendable {
        case ratio
        case windowedVariance = "es-wmv"
        case exponentialVariance = "es-emv"
        case lossTarget = "loss-target"
        case never = "none"
    }

    /// The rule in words, as printed: `stops by ratio`.
    package var text: String {
        switch self {
        case .never: "no stopping rule"
        case .rule(let rule): "stops by \(rule.name.rawValue)"
        case .averageTarget(let sigma): "stops by loss-target, sigma \((sigma * 10).rounded() / 10)"
        }
    }

    /// The rule as it is recorded.
    package var record: PhotoStopRecord {
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

/// A stopping rule by its name and its numbers, as `restoration.json` holds it.
package struct PhotoStopRecord: Equatable, Encodable, Sendable {
    /// A value of `--stop`.
    package let rule: String
    /// Standard deviation of the noise in 8-bit units, of the loss target.
    package private(set) var sigma: Double?
    /// Length of the windows in iterations.
    package private(set) var window: Int?
    package private(set) var windows: String?
    package private(set) var threshold: Double?
    package private(set) var decay: Double?
    /// The iterations that the rule waits for something better, and the first that it looks at.
    package private(set) var patience: Int?, start: Int?

    init(rule: String, sigma: Double? = nil) {
        self.rule = rule
        self.sigma = sigma
    }

    init(_ stop: StoppingRule) {
        rule = stop.name.rawValue
        switch stop {
        case .ratio(let window, let windows, let threshold):
            (self.window, self.windows, self.threshold) = (window, windows.rawValue, threshold)
        case .windowedVariance(let window, let patience, let start):
            (self.window, self.patience, self.start) = (window, patience, start)
        case .exponentialVariance(let decay, let patience, let start):
            (self.decay, self.patience, self.start) = (decay, patience, start)
        case .lossTarget(let sigma): self.sigma = sigma
        case .plateau(let window, let threshold): (self.window, self.threshold) = (window, threshold)
        case .zeroCrossing, .oracle: break
        case .fixed(let iteration): start = iteration
        }
    }
}
