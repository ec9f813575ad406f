import Foundation

/// When the next checkpoint of a fit is due: after the seconds that were asked for, else so seldom that checkpoints take at most one
/// per cent of the time.
package struct CheckpointTimer {
    /// Seconds from one checkpoint to the next, where it was asked for.
    private let chosenInterval: Double?
    private let clock: () -> Double
    private var lastWritten: Double
    /// What the last one took, in seconds.
    private var cost = 0.0

    /// So often a checkpoint is written that costs nothing: with the iteration that is under way at most ten seconds of work are
    /// lost.
    private static let shortestInterval = 8.0
    /// The largest part of a run's time that checkpoints take.
    static let largestShare = 0.01

    /// - Parameters:
    ///   - interval: seconds from one checkpoint to the next; nil for what follows from what they cost.
    ///   - clock: gives seconds from any origin.
    package init(interval: Double?, clock: @escaping () -> Double) {
        chosenInterval = interval
        self.clock = clock
        lastWritten = clock()
    }

    /// Seconds from one checkpoint to the next, when one takes `cost` seconds: it is written seldom enough to take one per cent of
    /// the time.
    static func interval(cost: Double) -> Double { max(shortestInterval, cost / largestShare) }

    /// Whether it is time for the next one.
    package var isDue: Bool { clock() - lastWritten >= chosenInterval ?? Self.interval(cost: cost) }

    /// Begins again, as where a fit goes on from a checkpoint.
    package mutating func restart() { lastWritten = clock() }

    /// Writes a checkpoint, and notes when that was and what it took; one that fails does not count.
    package mutating func measure(_ write: () throws -> Void) rethrows {
        let begin = clock()
        try write()
        lastWritten = clock()
        cost = lastWritten - begin
    }
}
