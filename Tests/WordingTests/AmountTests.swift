import Foundation
import Testing
import Wording

@Suite struct AmountTests {
    @Test(arguments: [(0, "0"), (999, "999"), (1000, "1,000"), (2_217_831, "2,217,831"), (-12_345, "-12,345")])
    func grouped(_ number: Int, _ text: String) { #expect(Amount.grouped(number) == text) }

    @Test(arguments: [
        (16_384, "0.02 M"), (1_234_567, "1.23 M"), (9_994_999, "9.99 M"), (10_000_000, "10.0 M"),
        (10_520_000, "10.5 M"),
        (45_678_900, "45.7 M"), (99_940_000, "99.9 M"), (100_000_000, "100 M"), (1_234_567_890, "1,235 M"),
    ])
    func millions(_ number: Int, _ text: String) { #expect(Amount.millions(number) == text) }

    @Test(arguments: [
        (0, "0 B"), (1023, "1023 B"), (1024, "1.0 KB"), (1536, "1.5 KB"), (10_239, "10.0 KB"), (10_240, "10 KB"),
        (98_304, "96 KB"), ((1 << 20) - 1, "1024 KB"), (1 << 20, "1.0 MB"), (8_808_038, "8.4 MB"),
        (10 << 20, "10 MB"), (1 << 30, "1024 MB"),
    ])
    func bytes(_ count: Int, _ text: String) { #expect(Amount.bytes(count) == text) }

    @Test(arguments: [
        (0, "0 bytes"), (999, "999 bytes"), (1000, "1 kB"), (618_400, "618 kB"),
        (999_499, "999 kB"), (999_999, "1.0 MB"), (1_250_000, "1.2 MB"),
    ])
    func transfersAreRounded(bytes: Int, words: String) { #expect(Amount.transfer(bytes) == words) }

    /// So much is enough.
    @Test(arguments: [
        (1, "1 MB"), (430 << 20, "430 MB"), ((430 << 20) + 1, "431 MB"), (1 << 30, "1.0 GB"),
        ((1 << 30) + 1, "1.1 GB"), (2_000_000_000, "1.9 GB"),
    ])
    func neededMemoryIsRoundedUp(bytes: Int, words: String) { #expect(Amount.neededMemory(bytes) == words) }

    @Test func installedMemory() { #expect(Amount.installedMemory(16_777_216_000) == "15.6 GiB") }

    @Test func ratesAndDecibels() {
        #expect(Amount.rate(3.14) == "3.1 it/s" && Amount.rate(123.4) == "123 it/s")
        #expect(Amount.rate(9.9) == "9.9 it/s" && Amount.rate(10) == "10 it/s")
        #expect(Amount.decibels(27.449, digits: 1) == "27.4 dB" && Amount.decibels(27.449) == "27.45 dB")
        #expect(Amount.decibels(nil) == "- dB")
    }

    @Test func theSystemsReasonStandsInASentence() {
        #expect(
            SystemReason.text(28) == "no space left on device" && SystemReason.text(2) == "no such file or directory")
    }
}

@Suite struct DurationWordsTests {
    @Test(arguments: [
        (0, "0 s"), (0.2, "under 1 s"), (1, "1 s"), (41.3, "42 s"), (150, "3 min"), (4000, "67 min"),
        (5400, "1 h 30 min"), (200_000, "2 days 7 h"), (.infinity, "unknown"), (.nan, "unknown"),
    ])
    func durationsAreWordedAsExactlyAsTheyDeserve(seconds: Double, words: String) {
        #expect(DurationWords.text(seconds) == words)
    }

    /// Records come from files, which may hold any number; none of them ends the program.
    @Test(arguments: [1e308, -1e308, 1.1e12, -1.1e12, .nan, .infinity, -.infinity])
    func numbersThatAreNoDurationsAreUnknown(_ seconds: Double) {
        #expect(DurationWords.measured(seconds) == "unknown" && DurationWords.text(seconds) == "unknown")
        #expect(DurationWords.estimate(seconds) == "unknown" && DurationWords.clock(seconds) == "-:--")
        #expect(DurationWords.ago(seconds).hasSuffix(" ago"))
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
