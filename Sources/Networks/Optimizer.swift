#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// How a session updates parameters: Adam with beta 0.9 and 0.999, eps 1e-8, unless it says otherwise (METHOD section 5).
public struct Optimizer: Equatable, Sendable {
    /// The rule that makes an update of a gradient.
    public enum Rule: Equatable, Sendable {
        case adam
        /// Adam that divides by the root of the largest second moment so far, as PyTorch's `amsgrad` does.
        case amsgrad
        /// The gradient times the learning rate: plain stochastic gradient descent, without momentum.
        case descent
    }

    public var learningRate: Double
    public var schedule = LearningRateSchedule.constant
    public var rule = Rule.adam
    /// This times a parameter is added to its gradient, as in PyTorch's Adam; 0 for none.
    public var weightDecay: Double
    /// The largest Euclidean norm of all gradients together: longer ones are shortened to it. Nil for any.
    public var largestNorm: Double?
    /// Noise that each update adds to the weights of convolutions; nil for none.
    public var noise: Noise?

    /// Normal noise, a function of the seed and of how many updates were done: stochastic gradient Langevin dynamics.
    public struct Noise: Equatable, Sendable {
        public var deviation: Double
        public var seed: UInt32

        public init(deviation: Double, seed: UInt32) {
            self.deviation = deviation
            self.seed = seed
        }
    }

    public init(
        learningRate: Double, schedule: LearningRateSchedule = .constant, rule: Rule = .adam, weightDecay: Double = 0,
        largestNorm: Double? = nil, noise: Noise? = nil
    ) {
        self.learningRate = learningRate
        self.schedule = schedule
        self.rule = rule
        self.weightDecay = weightDecay
        self.largestNorm = largestNorm
        self.noise = noise
    }

    /// What it asks for beyond Adam at a constant rate with weight decay and noise, by name, for a backend that has nothing else.
    public var extensions: [String] {
        [
            schedule == .constant ? nil : "learning-rate schedules", rule == .amsgrad ? "amsgrad" : nil,
            rule == .descent ? "plain gradient descent" : nil, largestNorm == nil ? nil : "gradient clipping",
        ].compactMap(\.self)
    }
}

/// How the learning rate changes from update to update; t counts the updates done (METHOD section 5).
public enum LearningRateSchedule: Equatable, Sendable {
    case constant
    /// Times `factor` after every `every` updates: rate x factor^floor(t / every).
    case steps(every: Int, factor: Double)
    /// Half a cosine over `updates` from the rate down to `end` times it, where it stays; nil for all updates of a run.
    case cosine(updates: Int?, end: Double)
    /// rate x factor^t.
    case exponential(factor: Double)

    /// The schedule for a run of `updates` updates: a cosine without a length of its own takes that length.
    public func over(_ updates: Int) -> LearningRateSchedule {
        if case .cosine(nil, let end) = self { .cosine(updates: updates, end: end) } else { self }
    }

    /// The learning rate of the update after `updates` others.
    public func rate(_ rate: Double, after updates: Int) -> Double {
        switch self {
        case .constant: rate
        case .steps(let every, let factor): rate * pow(factor, Double(updates / every))
        case .cosine(let length?, let end):
            rate * (end + (1 - end) * (1 + cos(.pi * Double(min(updates, length)) / Double(length))) / 2)
        case .cosine(nil, _): preconditionFailure("the length of the run is not known")
        case .exponential(let factor): rate * pow(factor, Double(updates))
        }
    }
}
