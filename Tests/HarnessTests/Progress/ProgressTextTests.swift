import Testing
@testable import Harness

@Suite struct ProgressTextTests {
    @Test(arguments: [(0.0, "0:00"), (41.2, "0:42"), (59.5, "1:00"), (725, "12:05"), (12_000, "3:20:00"), (.infinity, "-:--")])
    func durations(_ seconds: Double, _ text: String) {
        #expect(ProgressText.duration(seconds) == text)
    }

    @Test func ratesAndDecibels() {
        #expect(ProgressText.rate(3.14) == "3.1 it/s")
        #expect(ProgressText.rate(123.4) == "123 it/s")
        #expect(ProgressText.decibels(27.449) == "27.4 dB")
        #expect(ProgressText.decibels(nil) == "- dB")
    }
}
