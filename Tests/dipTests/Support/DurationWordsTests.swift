@testable import dip
import Testing

@Suite struct DurationWordsTests {
    @Test(arguments: [(0, "0 s"), (0.2, "under 1 s"), (1, "1 s"), (41.3, "42 s"), (150, "3 min"), (4000, "67 min"),
                      (5400, "1 h 30 min"), (200_000, "2 days 7 h"), (.infinity, "unknown"), (.nan, "unknown")])
    func durationsAreWordedAsExactlyAsTheyDeserve(seconds: Double, words: String) {
        #expect(DurationWords.text(seconds) == words)
    }

    @Test func anEstimateSaysSo() {
        #expect(DurationWords.estimate(41) == "about 41 s")
        #expect(DurationWords.estimate(0.2) == "under 1 s")
    }
}
