import Foundation
import Restoration

/// Tells how far the runs have come: one live line on a terminal, plain lines at every tenth in a file or pipe.
public final class ProgressReporter {
    /// Which run of how many.
    public struct Position: Equatable, Sendable {
        public let index: Int
        public let count: Int
        public let label: String
    }

    public enum Ending: Equatable, Sendable {
        case complete(psnr: Double?, best: BestOutput?)
        case failed(String)
        case interrupted
    }

    private let sink: any TextSink
    private let isTerminal: Bool
    private let columns: Int
    private let showsPSNR: Bool
    private let clock: () -> Double
    private var position = Position(index: 0, count: 0, label: "")
    private var iterations = 0
    /// Iterations that were done before this process took the run up.
    private var inherited = 0
    private var psnr: Double?
    private var started = 0.0
    private var lastShown = -Double.infinity
    private var tenthsShown = 0
    /// Fast enough to look alive.
    private static let secondsBetweenLiveLines = 0.2

    /// `clock` gives seconds from any origin; `columns` is the width of the terminal. Without a clean image there is no PSNR to show.
    public init(sink: any TextSink, isTerminal: Bool, columns: Int = 100, showsPSNR: Bool = true,
                clock: @escaping () -> Double = { ProcessInfo.processInfo.systemUptime }) {
        self.sink = sink
        self.isTerminal = isTerminal
        self.columns = columns
        self.showsPSNR = showsPSNR
        self.clock = clock
    }

    /// Tells that a run's record is there already.
    func skip(_ position: Position) {
        self.position = position
        sink.write("\(head)  cached\n")
    }

    func begin(_ position: Position, iterations: Int, detail: String) {
        self.position = position
        self.iterations = iterations
        inherited = 0
        psnr = nil
        started = clock()
        lastShown = -.infinity
        tenthsShown = 0
        if !isTerminal { sink.write("\(head)  started: \(detail), \(iterations) iterations\n") }
    }

    /// Tells that the run goes on where a checkpoint left it.
    func resume(at iteration: Int) {
        inherited = iteration
        tenthsShown = iterations == 0 ? 0 : iteration * 10 / iterations
        started = clock()
        if !isTerminal { sink.write("\(head)  continues at iteration \(iteration)\n") }
    }

    func measured(psnr: Double?) {
        self.psnr = psnr
    }

    func advance(to done: Int) {
        if isTerminal {
            let now = clock()
            guard now - lastShown >= Self.secondsBetweenLiveLines else { return }
            lastShown = now
            sink.write("\r\u{1B}[2K" + String(line(done).prefix(columns - 1)))
        } else {
            let tenths = iterations == 0 ? 0 : done * 10 / iterations
            guard tenths > tenthsShown, tenths < 10 else { return }
            tenthsShown = tenths
            sink.write(line(done) + "\n")
        }
    }

    func end(_ ending: Ending) {
        let outcome = switch ending {
        case .complete(let psnr, let best):
            "complete: " + (psnr.map { "\(ProgressText.decibels($0, digits: 2)), " } ?? "")
                + (best.map { "best \(ProgressText.decibels($0.psnr, digits: 2)) at \($0.iteration), " } ?? "")
                + ProgressText.duration(clock() - started)
        case .failed(let reason): "failed: \(reason)"
        case .interrupted: "interrupted"
        }
        sink.write((isTerminal ? "\r\u{1B}[2K" : "") + "\(head)  \(outcome)\n")
    }

    private var head: String { "[\(position.index)/\(position.count)] \(position.label)" }

    private func line(_ done: Int) -> String {
        let seconds = clock() - started
        let rate = seconds > 0 ? Double(done - inherited) / seconds : 0
        let remaining = rate > 0 ? Double(iterations - done) / rate : .infinity
        let quality = showsPSNR ? "\(ProgressText.decibels(psnr))  " : ""
        return "\(head)  \(done)/\(iterations)  \(quality)\(ProgressText.rate(rate))  "
            + "ETA \(ProgressText.duration(remaining))"
    }
}
