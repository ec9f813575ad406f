import Restoration

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
