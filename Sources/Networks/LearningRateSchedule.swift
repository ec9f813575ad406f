#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// How the learning rate changes from update to update; t counts the updates done (METHOD section 5).
public enum LearningRateSchedule: Equatable, Sendable {
    case constant
    /// Times `factor` after every `every` updates: rate x factor^floor(t / every).
    case steps(every: Int, factor: Double)
    /// Half a cosine over `updates` from the rate down to `end` times it, where it stays; nil for all updates of a run.
    case cosine(updates: Int?, end: Double)
    /// rate x factor^t.
    case exponential(factor: Double)

    /// The same of a run of so many updates.
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
