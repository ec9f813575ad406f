import BinaryCoding
import Imaging

/// A rule that decides when a fit should stop (METHOD section 7).
public enum StoppingRule: Hashable, Sendable {
    /// The paper's rule: the means of the ratio of blur to sharpness over two successive windows of `window` iterations differ by less than `threshold`.
    case ratio(window: Int = 100, windows: RatioWindows = .published, threshold: Double = 0.01)
    /// ES-WMV: the smallest variance of the last `window` outputs, among the iterations from `start` on.
    case windowedVariance(window: Int = 100, patience: Int = 1000, start: Int = 0)
    /// ES-EMV: the smallest exponentially weighted variance of outputs, among the iterations from `start` on. It chooses their average.
    case exponentialVariance(decay: Double = 0.1, patience: Int = 1000, start: Int = Self.exponentialStart)
    /// The discrepancy principle: the loss reaches the variance of the noise, whose standard deviation is `sigma` in 8-bit units.
    case lossTarget(sigma: Double)
    /// ZCSC: the loss, an estimate of the risk, falls below zero.
    case zeroCrossing
    /// The PSNR to the degraded image has not changed by `threshold` dB over `window` iterations.
    case plateau(window: Int = 500, threshold: Double = 0.01)
    /// The output closest to the clean image; for comparison only.
    case oracle
    /// A given iteration, counted from 0.
    case fixed(iteration: Int)

    /// The names a spec may use, and those of `stops.csv`; one for each case of `StoppingRule`.
    public enum Name: String, CaseIterable, Sendable {
        case ratio
        case windowedVariance = "es-wmv"
        case exponentialVariance = "es-emv"
        case lossTarget = "loss-target"
        case zeroCrossing = "zcsc"
        case plateau, oracle, fixed
    }

    /// The name in a spec; parameters are no part of it.
    public var name: Name {
        switch self {
        case .ratio: .ratio
        case .windowedVariance: .windowedVariance
        case .exponentialVariance: .exponentialVariance
        case .lossTarget: .lossTarget
        case .zeroCrossing: .zeroCrossing
        case .plateau: .plateau
        case .oracle: .oracle
        case .fixed: .fixed
        }
    }

    /// The first iteration whose variance counts for ES-EMV, as published: before it the average still holds much of the
    /// first output.
    public static let exponentialStart = 101

    /// Whether it can end a run; the oracle cannot, because it decides only afterwards.
    var canStop: Bool { self != .oracle }

    var needsRatio: Bool { name == .ratio }

    /// The state of the rule at the start of a trajectory; `image` has the shape of the outputs.
    func state(outputLike image: Image) -> any StoppingRuleState {
        switch self {
        case .ratio(let window, let windows, let threshold):
            RatioRule(window: window, windows: windows, threshold: threshold)
        case .windowedVariance(let window, let patience, let start):
            LeastVarianceRule(
                WindowedVariance(window: window, count: image.pixels.count, width: image.width),
                patience: Patience(limit: patience, start: start))
        case .exponentialVariance(let decay, let patience, let start):
            LeastVarianceRule(
                ExponentialVariance(decay: decay, count: image.pixels.count),
                patience: Patience(limit: patience, start: start))
        case .lossTarget(let sigma): LossTargetRule(sigma: sigma)
        case .zeroCrossing: ZeroCrossingRule()
        case .plateau(let window, let threshold): PlateauRule(window: window, threshold: threshold)
        case .oracle: OracleRule()
        case .fixed(let iteration): FixedRule(iteration: iteration)
        }
    }
}

/// The state of a stopping rule: it observes each iteration, and returns a verdict.
protocol StoppingRuleState: BinaryRestorable, Sendable {
    mutating func observe(_ seen: StopObservation, output: Image) -> StopVerdict
    /// The average of outputs, C x H x W, that the rule chooses instead of an output; nil for most rules.
    var average: [Float]? { get }
}

extension StoppingRuleState {
    var average: [Float]? { nil }
}

/// The iterations that the paper's rule compares at iteration i, with windows of length n.
public enum RatioWindows: String, CaseIterable, Sendable {
    /// i-2n ... i-n-1 with i-n+1 ... i-1: 100 and 99 terms, as in the published program.
    case published
    /// i-2n ... i-n-1 with i-n ... i-1.
    case equal
}

/// The input of a stopping rule at one iteration.
struct StopObservation {
    let iteration: Int
    /// The mean squared error in the training loss.
    let loss: Double
    /// The training loss with all its terms.
    let objective: Double
    /// PSNR to the clean image in dB; nil without a clean image.
    let psnr: Double?
    /// Blur divided by sharpness; nil if it is undefined.
    let ratio: Double?
}

/// The verdict of a stopping rule after an iteration.
enum StopVerdict: Equatable {
    case goOn
    /// This iteration's output is the best so far by the rule's own criterion.
    case best
    /// The rule is done: it chooses the best so far, or this output if `here`.
    case stop(here: Bool)
}
