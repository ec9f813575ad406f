#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// How a session updates parameters: Adam with beta 0.9 and 0.999, unless it says otherwise (METHOD section 5).
public struct Optimizer: Equatable, Sendable {
    /// The rule that makes an update of a gradient.
    public enum Rule: Equatable, Sendable {
        /// Adam (Kingma and Ba 2015).
        case adam
        /// Adam that divides by the root of the largest second moment so far, as PyTorch's `amsgrad` does.
        case amsgrad
        /// The gradient times the learning rate: plain stochastic gradient descent, without momentum.
        case descent
    }

    /// The learning rate, before `schedule` changes it.
    public var learningRate: Double
    /// How the learning rate changes; constant by default.
    public var schedule = LearningRateSchedule.constant
    /// The rule that makes an update of a gradient; Adam by default.
    public var rule = Rule.adam
    /// What Adam, with `amsgrad` or without, adds to the root of the second moment before it divides by it.
    public var epsilon = Optimizer.standardEpsilon
    /// This times a parameter is added to its gradient, as in PyTorch's Adam; 0 for none.
    public var weightDecay: Double
    /// The largest Euclidean norm of all gradients together: longer ones are shortened to it. Nil for any.
    public var largestNorm: Double?
    /// Noise that each update adds to the weights of convolutions; nil for none.
    public var noise: Noise?

    /// PyTorch's `eps`.
    public static let standardEpsilon = 1e-8

    /// Normal noise, a function of the seed and of how many updates were done: stochastic gradient Langevin dynamics.
    public struct Noise: Equatable, Sendable {
        /// Standard deviation of the noise.
        public var deviation: Double
        /// The seed of its stream (METHOD section 8).
        public var seed: UInt32

        /// Noise N(0, deviation^2) from the Threefry stream of the seed (METHOD section 8).
        public init(deviation: Double, seed: UInt32) {
            self.deviation = deviation
            self.seed = seed
        }
    }

    /// By default Adam at a constant rate, without weight decay, clipping and noise.
    public init(
        learningRate: Double, schedule: LearningRateSchedule = .constant, rule: Rule = .adam,
        epsilon: Double = Optimizer.standardEpsilon, weightDecay: Double = 0, largestNorm: Double? = nil,
        noise: Noise? = nil
    ) {
        self.learningRate = learningRate
        self.schedule = schedule
        self.rule = rule
        self.epsilon = epsilon
        self.weightDecay = weightDecay
        self.largestNorm = largestNorm
        self.noise = noise
    }

    /// What it asks for beyond Adam at a constant rate with weight decay and noise, by name, for a backend that has nothing else.
    public var extensions: [String] {
        let hasOwnEpsilon = rule != .descent && epsilon != Self.standardEpsilon
        return [
            schedule == .constant ? nil : "learning-rate schedules", rule == .amsgrad ? "amsgrad" : nil,
            rule == .descent ? "plain gradient descent" : nil, largestNorm == nil ? nil : "gradient clipping",
            hasOwnEpsilon ? "epsilon of Adam other than 1e-8" : nil,
        ].compactMap(\.self)
    }
}

/// How the learning rate changes from update to update; t counts the updates done (METHOD section 5).
public enum LearningRateSchedule: Equatable, Sendable {
    /// The same rate at every update.
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
