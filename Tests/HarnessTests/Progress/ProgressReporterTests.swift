import Imaging
@testable import Restoration
import Testing
@testable import Harness

@Suite struct ProgressReporterTests {
    private let position = ProgressReporter.Position(index: 12, count: 48, label: "upsampler=nearest")

    @Test func liveLine() {
        let sink = TextCollector()
        var now = 100.0
        let reporter = ProgressReporter(sink: sink, isTerminal: true, columns: 100) { now }
        reporter.begin(position, iterations: 3000, detail: "leaves 64 x 64")
        reporter.measured(psnr: 27.41)
        now = 487.1
        reporter.advance(to: 1200)
        #expect(sink.text == "\r\u{1B}[2K[12/48] upsampler=nearest  1200/3000  27.4 dB  3.1 it/s  ETA 9:41")
        reporter.advance(to: 1201)
        now = 487.4
        reporter.advance(to: 1202)
        #expect(sink.text.components("\r").count == 3)
        reporter.end(.complete(psnr: 28, best: BestOutput(image: Image(channels: 1, height: 1, width: 1), iteration: 2300, psnr: 28.456)))
        #expect(sink.text.hasSuffix("\r\u{1B}[2K[12/48] upsampler=nearest  complete: 28.00 dB, best 28.46 dB at 2300, 6:28\n"))
    }

    @Test func liveLineFitsTheTerminal() {
        let sink = TextCollector()
        let reporter = ProgressReporter(sink: sink, isTerminal: true, columns: 30) { 0 }
        reporter.begin(position, iterations: 10, detail: "")
        reporter.advance(to: 1)
        #expect(sink.text == "\r\u{1B}[2K[12/48] upsampler=nearest  1/")
    }

    @Test func plainLinesAtEveryTenth() {
        let sink = TextCollector()
        var now = 0.0
        let reporter = ProgressReporter(sink: sink, isTerminal: false) { now }
        reporter.begin(position, iterations: 40, detail: "leaves 64 x 64")
        for done in 1...40 {
            now += 0.05
            reporter.advance(to: done)
        }
        reporter.end(.failed("the loss is not finite"))
        reporter.skip(.init(index: 13, count: 48, label: "upsampler=bilinear"))
        let lines = sink.text.components("\n")
        #expect(lines.count == 1 + 9 + 2 + 1)
        #expect(lines[0] == "[12/48] upsampler=nearest  started: leaves 64 x 64, 40 iterations")
        #expect(lines[1] == "[12/48] upsampler=nearest  4/40  - dB  20 it/s  ETA 0:02")
        #expect(lines[9].hasPrefix("[12/48] upsampler=nearest  36/40"))
        #expect(lines[10] == "[12/48] upsampler=nearest  failed: the loss is not finite")
        #expect(lines[11] == "[13/48] upsampler=bilinear  cached")
        #expect(!sink.text.contains("\r"))
    }

    @Test func fewIterationsGiveFewLines() {
        let sink = TextCollector()
        let reporter = ProgressReporter(sink: sink, isTerminal: false) { 0 }
        reporter.begin(position, iterations: 2, detail: "x")
        reporter.advance(to: 1)
        reporter.advance(to: 2)
        reporter.end(.interrupted)
        #expect(sink.text.components("\n").count == 4)
        #expect(sink.text.contains("1/2  - dB  0.0 it/s  ETA -:--\n"))
    }

    @Test func aContinuedRunIsTimedFromThereOn() {
        let sink = TextCollector()
        var now = 0.0
        let reporter = ProgressReporter(sink: sink, isTerminal: false) { now }
        reporter.begin(position, iterations: 100, detail: "leaves 64 x 64")
        now = 50
        reporter.resume(at: 45)
        now = 52
        reporter.advance(to: 46)
        reporter.advance(to: 49)
        reporter.advance(to: 55)
        reporter.end(.interrupted)
        #expect(sink.text.components("\n").dropFirst().dropLast() == [
            "[12/48] upsampler=nearest  continues at iteration 45",
            "[12/48] upsampler=nearest  55/100  - dB  5.0 it/s  ETA 0:09",
            "[12/48] upsampler=nearest  interrupted",
        ])
        // The next run has nothing that was done before.
        reporter.begin(position, iterations: 10, detail: "")
        now = 53
        reporter.advance(to: 2)
        #expect(sink.text.contains("  2/10  - dB  2.0 it/s"))
    }
}

extension String {
    fileprivate func components(_ separator: Character) -> [Substring] {
        split(separator: separator, omittingEmptySubsequences: false)
    }
}
