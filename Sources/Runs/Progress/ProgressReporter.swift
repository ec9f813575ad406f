import Foundation
import Quoting
import Wording

/// Prints the progress of the runs: one live line on a terminal, a plain line at every tenth of a run in a file or pipe.
package final class ProgressReporter {
    /// A run of how many.
    package struct Position: Equatable, Sendable {
        package let count: Int
        package let label: String

        package init(count: Int, label: String) {
            self.count = count
            self.label = label
        }
    }

    private let sink: any TextSink
    private let isTerminal: Bool
    private let columns: Int
    private let showsPSNR: Bool
    private let clock: () -> Double
    private var active: [RunProgress] = []
    /// Iterations of runs that have not started yet.
    private var expected = 0
    /// Runs that are complete or have failed, which stands in front of every line.
    private var finished = 0
    private var lastShown = -Double.infinity
    /// Fast enough to look alive.
    private static let secondsBetweenLiveLines = 0.2

    /// `clock` returns seconds from any origin; `columns` is the width of the terminal. Without a clean image there is no PSNR to show.
    package init(
        sink: any TextSink, isTerminal: Bool, columns: Int = 100, showsPSNR: Bool = true,
        clock: @escaping () -> Double = { ProcessInfo.processInfo.systemUptime }
    ) {
        self.sink = sink
        self.isTerminal = isTerminal
        self.columns = columns
        self.showsPSNR = showsPSNR
        self.clock = clock
    }

    /// The iterations of all runs that will start.
    func expect(iterations: Int) { expected = iterations }

    /// Prints why a run is not executed here.
    /// - Parameter isFinished: whether nothing is left to do of it.
    package func skip(_ position: Position, _ reason: String, isFinished: Bool = true) {
        if isFinished { finished += 1 }
        write("\(head(position))  \(reason)\n")
    }

    private func head(_ position: Position) -> String { "[\(finished)/\(position.count)] \(position.label)" }

    package func begin(_ position: Position, iterations: Int, detail: String) -> RunProgress {
        let run = RunProgress(self, position, iterations: iterations, started: clock())
        active.append(run)
        expected = max(0, expected - iterations)
        if !isTerminal { write("\(head(position))  started: \(detail), \(iterations) iterations\n") }
        return run
    }

    /// Gives the time from which the run's rate counts.
    func resumed(_ run: RunProgress, at iteration: Int, from origin: String?) -> Double {
        if let origin {
            write("\(head(run.position))  goes on from \(origin) at iteration \(iteration) of \(run.iterations)\n")
        } else if !isTerminal {
            write("\(head(run.position))  continues at iteration \(iteration)\n")
        }
        return clock()
    }

    func remarked(_ run: RunProgress, _ sentence: String) { write("\(head(run.position))  \(sentence)\n") }

    func advanced(_ run: RunProgress, isNewTenth: Bool) {
        if isTerminal {
            let now = clock()
            guard now - lastShown >= Self.secondsBetweenLiveLines else { return }
            lastShown = now
            let text = TerminalText.safe(active.count == 1 ? line(run) : summary)
            sink.write("\r\u{1B}[2K" + String(text.prefix(columns - 1)))
        } else if isNewTenth {
            write(line(run) + "\n")
        }
    }

    func ended(_ run: RunProgress, _ ending: RunOutcome) {
        active.removeAll { $0 === run }
        lastShown = -.infinity
        switch ending {
        case .complete, .cached, .failed: finished += 1
        case .interrupted, .elsewhere: break
        }
        let outcome =
            switch ending {
            case .complete(let psnr, let best, let bestIteration):
                complete(run, psnr: psnr, best: best, bestIteration: bestIteration)
            case .cached: "completed elsewhere"
            case .failed(let reason): "failed: \(reason)"
            case .interrupted: "interrupted"
            case .elsewhere(let holder): "running elsewhere" + (holder.map { ": \($0)" } ?? "")
            }
        write("\(head(run.position))  \(outcome)\n")
    }

    private func complete(_ run: RunProgress, psnr: Double?, best: Double?, bestIteration: Int?) -> String {
        var parts = psnr.map { [Amount.decibels($0)] } ?? []
        if let best, let bestIteration { parts.append("best \(Amount.decibels(best)) at \(bestIteration)") }
        return "complete: " + (parts + [DurationWords.clock(clock() - run.started)]).joined(separator: ", ")
    }

    /// A whole line in place of the live one.
    private func write(_ text: String) {
        sink.write((isTerminal ? "\r\u{1B}[2K" : "") + TerminalText.safe(text))
    }

    private func line(_ run: RunProgress) -> String {
        let rate = run.rate(now: clock())
        let remaining = rate > 0 ? Double(run.iterations - run.done) / rate : .infinity
        let quality = showsPSNR ? "\(Amount.decibels(run.psnr, digits: 1))  " : ""
        return "\(head(run.position))  \(run.done)/\(run.iterations)  \(quality)\(Amount.rate(rate))  "
            + "ETA \(DurationWords.clock(remaining))"
    }

    /// Several runs in one line: all together first, then each.
    private var summary: String {
        let now = clock()
        let rate = active.reduce(0) { $0 + $1.rate(now: now) }
        let remaining = active.reduce(expected) { $0 + $1.iterations - $1.done }
        let head =
            "[\(finished)/\(active.first?.position.count ?? 0)] \(active.count) running  \(Amount.rate(rate))  "
            + "ETA \(DurationWords.clock(rate > 0 ? Double(remaining) / rate : .infinity))"
        let states = active.map { run in
            "\(run.iterations == 0 ? 0 : run.done * 100 / run.iterations) % \(Amount.decibels(run.psnr, digits: 1))"
        }
        let room = columns - 1 - head.count - states.reduce(0) { $0 + $1.count + 3 }
        let labels = RunLabels.distinct(active.map(\.position.label), width: room)
        return zip(labels, states).reduce(head) { $0 + "  \($1.0) \($1.1)" }
    }
}

/// The progress of one run, passed on to the reporter of all runs.
package final class RunProgress: RunObserver {
    let position: ProgressReporter.Position
    let iterations: Int
    private(set) var started: Double
    private(set) var done = 0
    private(set) var psnr: Double?
    /// Iterations that were done before this process took over the run.
    private var inherited = 0
    private var tenthsShown = 0
    private let reporter: ProgressReporter

    init(_ reporter: ProgressReporter, _ position: ProgressReporter.Position, iterations: Int, started: Double) {
        self.reporter = reporter
        self.position = position
        self.iterations = iterations
        self.started = started
    }

    package func resume(at iteration: Int, from origin: String?) {
        (done, inherited) = (iteration, iteration)
        tenthsShown = iterations == 0 ? 0 : iteration * 10 / iterations
        started = reporter.resumed(self, at: iteration, from: origin)
    }

    package func remark(_ sentence: String) { reporter.remarked(self, sentence) }

    package func measured(psnr: Double?) { self.psnr = psnr }

    package func advance(to done: Int) {
        self.done = done
        let tenths = iterations == 0 ? 0 : done * 10 / iterations
        let isNew = tenths > tenthsShown && tenths < 10
        if isNew { tenthsShown = tenths }
        reporter.advanced(self, isNewTenth: isNew)
    }

    package func end(_ ending: RunOutcome) { reporter.ended(self, ending) }

    /// Iterations per second.
    func rate(now: Double) -> Double { now > started ? Double(done - inherited) / (now - started) : 0 }
}
