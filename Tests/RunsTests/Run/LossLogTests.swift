import Foundation
import Records
import Testing
@testable import Runs

@Suite struct LossLogTests {
    /// A clock that is set by hand.
    private final class Clock {
        var now = 100.0
    }

    private let clock = Clock()

    private func log(_ columns: [String] = ["iteration", "loss", "psnr"], from iteration: Int = 0) -> LossLog {
        LossLog(columns: columns, from: iteration, of: 3000, shortest: 8) { [clock] in clock.now }
    }

    @Test func aLineSaysHowFarTheRunIs() {
        var log = log(from: 100)
        clock.now += 7.9
        #expect(log.line([840, 0.0042123, 28.314], done: 843) == nil)
        clock.now += 0.1
        #expect(
            log.line([840, 0.0042123, 28.314], done: 900)
                == "iteration 840 of 3000: loss 0.004212, PSNR 28.31 dB, 0.01 s a step")
        #expect(log.line([840, 0.0042123, 28.314], done: 901) == nil)
        // Steps since the last line.
        clock.now += 10
        #expect(log.line([900, 0.5, nil], done: 905) == "iteration 900 of 3000: loss 0.5, 2 s a step")
    }

    @Test func whatIsNotKnownIsLeftOut() {
        var log = log(["iteration", "psnr"])
        clock.now += 8
        // Nothing is recorded yet, or no iteration was done since.
        #expect(log.line([], done: 5) == nil)
        #expect(log.line([0, 20], done: 0) == nil)
        #expect(log.line([0, 20], done: 4) == "iteration 0 of 3000: PSNR 20.00 dB, 2 s a step")
    }

    /// A run of a day has some hundred lines.
    @Test func linesBecomeRarer() {
        var log = log(), lines = 0
        for second in 1...86400 {
            clock.now += 1
            if log.line([Double(second), 1, 1], done: second) != nil { lines += 1 }
        }
        #expect((300...800).contains(lines), "\(lines) lines")
    }

    @Test func theLogOfARunHasLosses() throws {
        let bench = try Bench(
            "dataset: synthetic\nimages: [leaves]\nsize: 64\niterations: 10\nrecord_every: 4\n")
        bench.logInterval = 0
        try bench.run()
        let log = try TextFile.read(bench.plan().runs[0].directory + "/log.txt")
        let lines = log.split(separator: "\n").map { $0.split(separator: " ", maxSplits: 1)[1] }
        #expect(lines.first?.hasPrefix("started: ") == true && lines.last?.hasPrefix("complete") == true)
        #expect(
            lines.contains {
                // Which lines are written depends on how long they took.
                $0.wholeMatch(of: #/iteration (\d) of 10: loss 0\.5, PSNR 2\1\.00 dB, .+ s a step/#) != nil
            }, "\(log)")

        let quiet = try Bench(bench.text)
        try quiet.run()
        #expect(try !TextFile.read(quiet.plan().runs[0].directory + "/log.txt").contains("loss"))
    }
}
