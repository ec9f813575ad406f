import TestTools
import Testing
@testable import Runs

@Suite struct ProgressReporterTests {
    private let position = ProgressReporter.Position(count: 48, label: "upsampler=nearest")

    @Test func liveLine() {
        let sink = TextCollector()
        var now = 100.0
        let reporter = ProgressReporter(sink: sink, isTerminal: true, columns: 100) { now }
        let run = reporter.begin(position, iterations: 3000, detail: "leaves 64 x 64")
        run.measured(psnr: 27.41)
        now = 487.1
        run.advance(to: 1200)
        #expect(sink.text == "\r\u{1B}[2K[0/48] upsampler=nearest  1200/3000  27.4 dB  3.1 it/s  ETA 9:41")
        run.advance(to: 1201)
        now = 487.4
        run.advance(to: 1202)
        #expect(sink.text.components("\r").count == 3)
        run.end(.complete(psnr: 28, best: 28.456, bestIteration: 2300))
        #expect(
            sink.text.hasSuffix(
                "\r\u{1B}[2K[1/48] upsampler=nearest  complete: 28.00 dB, best 28.46 dB at 2300, 6:28\n"))
    }

    @Test func liveLineFitsTheTerminal() {
        let sink = TextCollector()
        let reporter = ProgressReporter(sink: sink, isTerminal: true, columns: 30) { 0 }
        let run = reporter.begin(position, iterations: 10, detail: "")
        run.advance(to: 1)
        #expect(sink.text == "\r\u{1B}[2K[0/48] upsampler=nearest  1/1")
    }

    @Test func plainLinesAtEveryTenth() {
        let sink = TextCollector()
        var now = 0.0
        let reporter = ProgressReporter(sink: sink, isTerminal: false) { now }
        let run = reporter.begin(position, iterations: 40, detail: "leaves 64 x 64")
        for done in 1...40 {
            now += 0.05
            run.advance(to: done)
        }
        run.end(.failed("the loss is not finite"))
        reporter.skip(.init(count: 48, label: "upsampler=bilinear"), "cached")
        let lines = sink.text.components("\n")
        #expect(lines.count == 1 + 9 + 2 + 1)
        #expect(lines[0] == "[0/48] upsampler=nearest  started: leaves 64 x 64, 40 iterations")
        #expect(lines[1] == "[0/48] upsampler=nearest  4/40  - dB  20 it/s  ETA 0:02")
        #expect(lines[9].hasPrefix("[0/48] upsampler=nearest  36/40"))
        #expect(lines[10] == "[1/48] upsampler=nearest  failed: the loss is not finite")
        #expect(lines[11] == "[2/48] upsampler=bilinear  cached")
        #expect(!sink.text.contains("\r"))
    }

    @Test func fewIterationsGiveFewLines() {
        let sink = TextCollector()
        let reporter = ProgressReporter(sink: sink, isTerminal: false) { 0 }
        let run = reporter.begin(position, iterations: 2, detail: "x")
        run.advance(to: 1)
        run.advance(to: 2)
        run.end(.interrupted)
        #expect(sink.text.components("\n").count == 4)
        #expect(sink.text.contains("1/2  - dB  0.0 it/s  ETA -:--\n"))
    }

    @Test func severalRunsShareALine() {
        let sink = TextCollector()
        var now = 0.0
        let reporter = ProgressReporter(sink: sink, isTerminal: true, columns: 200) { now }
        reporter.expect(iterations: 400)
        reporter.skip(.init(count: 4, label: "seed=1"), "cached")
        let one = reporter.begin(.init(count: 4, label: "seed=2"), iterations: 100, detail: "")
        let two = reporter.begin(.init(count: 4, label: "seed=3"), iterations: 200, detail: "")
        now = 10
        one.measured(psnr: 20.04)
        one.advance(to: 50)
        now = 20
        two.advance(to: 50)
        // 2.5 iterations a second each, and 50 + 150 + 100 are left.
        #expect(
            sink.text.hasSuffix("\r\u{1B}[2K[1/4] 2 running  5.0 it/s  ETA 1:00  seed=2 50 % 20.0 dB  seed=3 25 % - dB")
        )
        one.end(.failed("broken"))
        #expect(sink.text.hasSuffix("\r\u{1B}[2K[2/4] seed=2  failed: broken\n"))
        two.advance(to: 60)
        #expect(sink.text.hasSuffix("[2/4] seed=3  60/200  - dB  3.0 it/s  ETA 0:47"))
        two.end(.elsewhere("process 7 on here"))
        #expect(sink.text.hasSuffix("[2/4] seed=3  running elsewhere: process 7 on here\n"))
    }

    /// The number in front only grows, and only by runs of which nothing is left to do.
    @Test func theCounterCountsFinishedRuns() {
        let sink = TextCollector()
        let reporter = ProgressReporter(sink: sink, isTerminal: false) { 0 }
        let runs = ["a", "b", "c"].map { reporter.begin(.init(count: 8, label: $0), iterations: 1, detail: "") }
        reporter.skip(.init(count: 8, label: "d"), "running elsewhere", isFinished: false)
        runs[1].end(.complete(psnr: nil, best: nil, bestIteration: nil))
        runs[2].end(.interrupted)
        runs[0].end(.interrupted)
        reporter.skip(.init(count: 8, label: "d"), "completed elsewhere")
        let heads = sink.text.split(separator: "\n").suffix(5).map { $0.prefix { $0 != ":" } }
        #expect(
            heads == [
                "[0/8] d  running elsewhere", "[1/8] b  complete", "[1/8] c  interrupted", "[1/8] a  interrupted",
                "[2/8] d  completed elsewhere",
            ])
    }

    @Test func whatARunGoesOnFromIsSaidOnATerminalToo() {
        for isTerminal in [true, false] {
            let sink = TextCollector()
            let reporter = ProgressReporter(sink: sink, isTerminal: isTerminal) { 0 }
            let run = reporter.begin(position, iterations: 100, detail: "x")
            run.remark("ignored: a.state: is damaged")
            run.resume(at: 50, from: "tiny-0123")
            #expect(sink.text.contains("[0/48] upsampler=nearest  ignored: a.state: is damaged\n"))
            #expect(sink.text.contains("[0/48] upsampler=nearest  goes on from tiny-0123 at iteration 50 of 100\n"))
        }
    }

    @Test func aRunThatGoesOnCountsFromThereOn() {
        let sink = TextCollector()
        var now = 0.0
        let reporter = ProgressReporter(sink: sink, isTerminal: false) { now }
        let run = reporter.begin(position, iterations: 100, detail: "x")
        now = 3
        run.resume(at: 50, from: nil)
        now = 8
        run.advance(to: 55)
        run.advance(to: 60)
        #expect(
            sink.text.hasSuffix(
                "  continues at iteration 50\n[0/48] upsampler=nearest  60/100  - dB  2.0 it/s  ETA 0:20\n"))
    }
}

extension String {
    fileprivate func components(_ separator: Character) -> [Substring] {
        split(separator: separator, omittingEmptySubsequences: false)
    }

    /// At 80 columns both of two runs are seen, with what tells them apart.
    @Test func twoRunsFitIntoEightyColumns() {
        var now = 0.0
        let sink = TextCollector()
        let progress = ProgressReporter(sink: sink, isTerminal: true, columns: 80) { now }
        let labels = ["upsampler=nearest lipschitz=1 seed=0", "upsampler=bilinear lipschitz=1 seed=0"]
        let runs = labels.map { label in
            progress.begin(.init(count: 8, label: label), iterations: 200, detail: "")
        }
        now = 10
        for run in runs { run.measured(psnr: 24.31); run.advance(to: 20); now += 1 }
        let line = String(sink.text.split(separator: "\r").last ?? "").replacing("\u{1B}[2K", with: "")
        #expect(
            line.count < 80 && line.hasSuffix("  nearest 10 % 24.3 dB  biline… 10 % 24.3 dB"), "\(line)")
    }
}
