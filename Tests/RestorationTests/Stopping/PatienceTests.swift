import Testing
@testable import Restoration

@Suite struct PatienceTests {
    @Test func waitsForTheLimitAfterTheMinimum() {
        var patience = Patience(limit: 3)
        let values = [5.0, 4, 6, 4, 3, 7, 7, 7]
        let verdicts = values.indices.map { patience.observe(values[$0], iteration: $0) }
        #expect(verdicts == [.best, .best, .goOn, .goOn, .best, .goOn, .goOn, .stop(here: false)])
        #expect(patience.minimum == 3 && patience.since == 4)
    }

    /// What is lower before counts for nothing, and patience is counted from there on.
    @Test func beginsAtItsStart() {
        var patience = Patience(limit: 2, start: 3)
        let values = [1.0, 0, 2, 5, 6, 4, 7, 7]
        #expect(
            values.indices.map { patience.observe(values[$0], iteration: $0) }
                == [.goOn, .goOn, .goOn, .best, .goOn, .best, .goOn, .stop(here: false)])
    }

    @Test func undefinedValuesAreNoMinimum() {
        var patience = Patience(limit: 1)
        #expect((0..<5).map { patience.observe(.nan, iteration: $0) } == Array(repeating: .goOn, count: 5))
    }
}
