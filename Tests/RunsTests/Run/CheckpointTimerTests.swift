import Testing

@testable import Runs

@Suite struct CheckpointTimerTests {
    private final class Clock {
        var now = 100.0
    }

    private let clock = Clock()

    private func timer(_ interval: Double? = nil) -> CheckpointTimer {
        CheckpointTimer(interval: interval) { [clock] in clock.now }
    }

    /// Whether it is due so many seconds from now.
    private func isDue(_ timer: CheckpointTimer, in seconds: Double) -> Bool {
        let now = clock.now
        defer { clock.now = now }
        clock.now += seconds
        return timer.isDue
    }

    /// At most one per cent of the time, and no more seldom than that asks for.
    @Test(arguments: [(0, 8), (0.05, 8), (0.08, 8), (0.5, 50), (3, 300)])
    func theIntervalFollowsFromTheCost(cost: Double, seconds: Double) {
        #expect(abs(CheckpointTimer.interval(cost: cost) - seconds) < 1e-9)
        #expect(cost / (seconds + cost) <= CheckpointTimer.largestShare)
    }

    @Test(arguments: [(0, 8), (0.5, 50)])
    func theIntervalCountsFromTheEndOfTheLastOne(cost: Double, seconds: Double) {
        var timer = timer()
        #expect(!isDue(timer, in: 7.9) && isDue(timer, in: 8))
        timer.measure { clock.now += cost }
        #expect(!isDue(timer, in: seconds - 0.1) && isDue(timer, in: seconds + 0.1))
    }

    @Test func whatWasAskedForCounts() {
        var timer = timer(3)
        timer.measure { clock.now += 60 }
        #expect(!isDue(timer, in: 2.9) && isDue(timer, in: 3))
        let always = self.timer(0)
        #expect(always.isDue)
    }

    @Test func oneThatFailsDoesNotCount() {
        struct Failure: Error {}
        var timer = timer()
        try? timer.measure {
            clock.now += 60
            throw Failure()
        }
        #expect(timer.isDue)
        timer.restart()
        #expect(!isDue(timer, in: 7.9) && isDue(timer, in: 8))
    }
}
