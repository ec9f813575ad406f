import Records
import Wording

/// Which end states of an experiment's runs are kept, for longer runs that go on from them.
package struct StateKeeping: Equatable, Sendable {
    /// The largest state that is kept without being asked for, in bytes.
    package static let largest = 8 << 20
    /// All that an experiment's states take without being asked for, in bytes.
    package static let largestTotal = 100 << 20

    /// The largest state that is kept, in bytes; nil where none is.
    package let limit: Int?
    /// Whether states are asked for.
    package let isAsked: Bool

    package static let none = StateKeeping(isAsked: false, runs: 1)

    /// - Parameters:
    ///   - isAsked: nil for what is kept without a word: small states, and so few of them that they take little room together.
    ///   - runs: the number of runs of the experiment.
    package init(isAsked: Bool?, runs: Int) {
        self.isAsked = isAsked ?? false
        limit =
            switch isAsked {
            case true?: EndState.largest
            case false?: nil
            case nil: min(Self.largest, Self.largestTotal / max(runs, 1))
            }
    }

    /// Why a state of so many bytes is not kept, as the end of a sentence; nil where it is.
    func refusal(of bytes: Int) -> String? {
        guard let limit else { return "it was not asked for" }
        guard bytes > limit else { return nil }
        return "it takes \(Amount.bytes(bytes)), and at most \(Amount.bytes(limit)) are kept"
            + (isAsked || bytes > EndState.largest ? "" : " without --keep-state")
    }
}
