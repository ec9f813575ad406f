import Downloads
import Testing
import Wording

@testable import Datasets

@Suite struct FetchReporterTests {
    private final class Sink: TextSink {
        var text = ""
        func write(_ text: String) { self.text += text }
    }

    @Test func aTerminalShowsOneLineThatChanges() {
        let sink = Sink()
        var now = 10.0
        let reporter = FetchReporter(sink: sink, isTerminal: true, columns: 60) { now }
        reporter.begin("set9/a.png", index: 2, count: 9, bytes: 4_000_000)
        now = 10.1
        reporter.tell(.received(1_000_000))
        now = 11
        reporter.tell(.received(2_000_000))
        reporter.end(.fetched(aside: nil))
        let clear = "\r\u{1B}[2K"
        #expect(
            sink.text
                == "\(clear)[2/9] set9/a.png  0 bytes of 4.0 MB\(clear)[2/9] set9/a.png  2.0 MB of 4.0 MB  1.0 MB/s"
                + "\(clear)[2/9] set9/a.png  fetched, 4.0 MB\n")
    }

    @Test func aLineFitsTheTerminal() {
        let sink = Sink()
        FetchReporter(sink: sink, isTerminal: true, columns: 12).begin("set9/a.png", index: 1, count: 1, bytes: 10)
        #expect(sink.text == "\r\u{1B}[2K[1/1] set9/")
    }
}
