import SpecFixtures
import Testing

@testable import Specs

@Suite struct RegularizationTests {
    @Test func theTermIsReadAndWritten() throws {
        let spec = try onlyRun("regularization: {total-variation: {weight: 0.05}}")
        #expect(spec.fit.totalVariation == 0.05)
        #expect(spec.hashedText.contains("\nregularization: {total-variation: {weight: 0.05}}\n"))
        #expect(try onlyRun(spec.resolved) == spec)
    }

    @Test func noneIsTheDefaultAndNotWritten() throws {
        #expect(try onlyRun("regularization: none") == onlyRun("{}"))
        #expect(try !onlyRun("{}").hashedText.contains("regularization"))
    }

    @Test func weightsCanBeSwept() throws {
        let runs = try experiment("images: [leaves]\nsweep: {regularization.total-variation.weight: [0.1, 1]}").runs
        #expect(runs.map(\.spec.fit.totalVariation) == [0.1, 1])
    }

    @Test(arguments: [
        (
            "regularization: total-variation",
            "spec.yaml:1:17: 'total-variation' needs its weight in the loss, such as {total-variation: {weight: 0.1}}"
        ),
        (
            "regularization: {total-variation: {}}",
            "spec.yaml:1:17: 'total-variation' needs its weight in the loss, such as {total-variation: {weight: 0.1}}"
        ),
        (
            "regularization: {total-variation: {weight: 0}}",
            "spec.yaml:1:44: 'weight' must be a number above 0 and at most 1000, not '0'"
        ),
        (
            "regularization: {total-variation: {wight: 1}}",
            "spec.yaml:1:36: unknown key 'wight'; did you mean 'weight'? allowed: weight"
        ),
        ("regularization: tv", "spec.yaml:1:17: 'regularization' cannot be 'tv'; allowed: none, total-variation"),
        ("regularization: {none: {weight: 1}}", "spec.yaml:1:24: 'none' has no options"),
    ])
    func mistakes(_ text: String, _ sentence: String) {
        #expect(refusal(text) == sentence)
    }
}
