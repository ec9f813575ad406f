import Records
import SpecFixtures
import Testing
@testable import Runs

@Suite struct StopRowOutcomeTests {
    @Test func choicesOfAnEarlierVersionOfARuleAreFound() throws {
        let spec = try onlyRun("images: [leaves]\nmonitors: [es-emv, {es-emv: {patience: 5}}, es-wmv, oracle]")
        func outdated(_ rows: (String, String)...) -> [String] {
            spec.outdatedRules(in: rows.map { StopRow(rule: $0, parameters: $1) })
        }
        #expect(
            outdated(
                ("es-emv", "alpha=0.1 patience=1000 min_start=101"), ("es-emv", "alpha=0.1 patience=5 min_start=101"),
                ("es-wmv", "window=100 patience=1000"), ("oracle", "")) == [])
        #expect(outdated(("es-emv", "alpha=0.1 patience=1000"), ("es-wmv", "window=100 patience=1000")) == ["es-emv"])
        #expect(outdated() == [])

        let rows = [
            StopRow(rule: "es-emv", parameters: "alpha=0.1 patience=1000", iteration: 0),
            StopRow(rule: "es-emv", parameters: "alpha=0.1 patience=5 min_start=101", iteration: 150),
            StopRow(rule: "es-wmv", parameters: "window=100 patience=1000", iteration: 99),
        ]
        #expect(spec.outdatedStops(in: rows) == [rows[0]])
        #expect(spec.outdatedStops(in: Array(rows.dropFirst(2))) == [])
    }
}
