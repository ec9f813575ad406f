import Foundation
import Testing
import Wording

@Suite struct DurationWordsTests {
    @Test(arguments: [
        (0, "0 s"), (0.2, "under 1 s"), (1, "1 s"), (41.3, "42 s"), (150, "3 min"), (4000, "67 min"),
        (5400, "1 h 30 min"), (200_000, "2 days 7 h"), (.infinity, "unknown"), (.nan, "unknown"),
    ])
    func durationsAreWordedAsExactlyAsTheyDeserve(seconds: Double, words: String) {
        #expect(DurationWords.text(seconds) == words)
    }

    @Test func anEstimateSaysSo() {
        #expect(DurationWords.estimate(41) == "about 41 s")
        #expect(DurationWords.estimate(0.2) == "under 1 s")
    }

    @Test(arguments: [
        (0.04, "0.0 s"), (9.94, "9.9 s"), (10, "10 s"), (99, "99 s"), (100, "2 min"), (5399, "90 min"),
        (12_000, "3 h 20 min"),
    ])
    func whatWasMeasuredIsRounded(_ seconds: Double, _ text: String) {
        #expect(DurationWords.measured(seconds) == text)
    }

    @Test(arguments: [
        (0.0, "0:00"), (41.2, "0:42"), (59.5, "1:00"), (725, "12:05"), (12_000, "3:20:00"), (.infinity, "-:--"),
    ])
    func aClockShowsWhatIsLeft(_ seconds: Double, _ text: String) {
        #expect(DurationWords.clock(seconds) == text)
    }

    @Test func timesAreAsLongAgoAsTheyWere() throws {
        #expect(DurationWords.ago(-3) == "0 s ago" && DurationWords.ago(59.9) == "59 s ago")
        #expect(DurationWords.ago(150) == "3 min ago" && DurationWords.ago(7300) == "2 h 1 min ago")
        #expect(DurationWords.ago(3 * 86400 + 5) == "3 days ago")
        let now = try Date("2026-11-28T05:00:00Z", strategy: .iso8601)
        #expect(
            DurationWords.withAges(
                "continues at iteration 40 of 200; stopped at 2026-11-28T04:48:00Z; a 2026-11-28T04:48:00Z", now: now)
                == "continues at iteration 40 of 200; stopped 12 min ago; a 2026-11-28T04:48:00Z")
        #expect(
            DurationWords.withAges("stopped at 2026-99-99T04:48:00Z", now: now) == "stopped at 2026-99-99T04:48:00Z")
    }
}
