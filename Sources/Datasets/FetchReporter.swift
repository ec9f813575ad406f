import Downloads
import Foundation
import Quoting
import Wording

/// Prints the progress of a fetch: one live line for each file on a terminal, plain lines in a file or pipe.
package final class FetchReporter {
    private let sink: any TextSink
    private let isTerminal: Bool
    private let columns: Int
    private let clock: () -> Double
    private var head = ""
    private var bytes = 0
    private var started = 0.0
    /// The number of bytes after the first data had arrived.
    private var first: Int?
    private var lastShown = -Double.infinity
    private static let secondsBetweenLiveLines = 0.2

    /// `clock` returns seconds from any origin; `columns` is the width of the terminal.
    package init(
        sink: any TextSink, isTerminal: Bool, columns: Int = 100,
        clock: @escaping () -> Double = { ProcessInfo.processInfo.systemUptime }
    ) {
        self.sink = sink
        self.isTerminal = isTerminal
        self.columns = columns
        self.clock = clock
    }

    func begin(_ label: String, index: Int, count: Int, bytes: Int) {
        head = "[\(index)/\(count)] \(label)"
        self.bytes = bytes
        started = clock()
        first = nil
        lastShown = -.infinity
        show(0)
    }

    func tell(_ event: Downloader.Event) {
        switch event {
        case .received(let count):
            first = first ?? count
            show(count)
        case .retry(let error, let seconds): line("\(error); trying again in \(Self.seconds(seconds))")
        }
    }

    func end(_ outcome: Downloader.Outcome) {
        switch outcome {
        case .wasThere: line("already present")
        case .fetched(nil): line("fetched, \(Amount.transfer(bytes))")
        case .fetched(let aside?):
            line(
                "fetched, \(Amount.transfer(bytes)); the previous file is now \(URL(fileURLWithPath: aside).lastPathComponent)"
            )
        }
    }

    func end(_ error: any Error) {
        line("failed: \(error)")
    }

    private static func seconds(_ seconds: Double) -> String {
        seconds == seconds.rounded() ? "\(Int(seconds)) s" : "\(seconds) s"
    }

    private func line(_ text: String) {
        sink.write((isTerminal ? "\r\u{1B}[2K" : "") + TerminalText.safe("\(head)  \(text)\n"))
        lastShown = -.infinity
    }

    private func show(_ count: Int) {
        let now = clock()
        guard isTerminal, now - lastShown >= Self.secondsBetweenLiveLines else { return }
        lastShown = now
        let rate = now > started ? Int(Double(count - (first ?? count)) / (now - started)) : 0
        let speed = rate > 0 ? "  \(Amount.transfer(rate))/s" : ""
        sink.write(
            "\r\u{1B}[2K"
                + String(
                    "\(head)  \(Amount.transfer(count)) of \(Amount.transfer(bytes))\(speed)".prefix(
                        max(columns - 1, 0))))
    }
}
