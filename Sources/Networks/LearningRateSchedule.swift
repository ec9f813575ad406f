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
    /// Half a cosine over `updates` from the rate down to `end` times it, where it stays.
    case cosine(updates: Int, end: Double)
    /// rate x factor^t.
    case exponential(factor: Double)

    /// The learning rate of the update after `updates` others.
    public func rate(_ rate: Double, after updates: Int) -> Double {
        switch self {
        case .constant: rate
        case .steps(let every, let factor): rate * pow(factor, Double(updates / every))
        case .cosine(let length, let end):
            rate * (end + (1 - end) * (1 + cos(.pi * Double(min(updates, length)) / Double(length))) / 2)
        case .exponential(let factor): rate * pow(factor, Double(updates))
        }
    }
}
