import Testing

@testable import Benchmarks

@Suite struct StopwatchTests {
    @Test func theMedianIsTheMiddle() {
        #expect([3.0].median == 3)
        #expect([9.0, 1, 2].median == 2)
        #expect([4.0, 1, 9, 2].median == 3)
    }

    @Test func everyCallIsStampedButTheFirstTwo() {
        var calls = 0
        let stamps = Stopwatch.stamps(3) { calls += 1 }
        #expect(calls == 5)
        #expect(stamps.count == 4)
        #expect(stamps == stamps.sorted())
    }
}
