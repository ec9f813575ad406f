import Testing
@testable import Publishing

@Suite struct ExperimentFiguresTests {
    private let folder: PublishingFolder

    init() throws { folder = try PublishingFolder() }

    private func refusal(_ more: String, overrides: [String] = []) throws -> String? {
        let request = try folder.request(more, overrides: overrides)
        return folder.sentence { _ = try ExperimentFigures(request) }
    }

    @Test func whatCannotBeDrawnIsRefused() throws {
        #expect(try refusal("") == "tiny.yaml: has no 'figure' block, which says how to draw the records")
        let figure = "figure: {kind: bands, series: network.lipschitz}\n"
        #expect(
            try refusal(figure, overrides: ["network.lipschitz=1"])
                == "tiny.yaml: the figure compares values of 'network.lipschitz', but an override leaves only one value"
        )
    }

    /// The command that makes them names the same folder of records.
    @Test func missingRunsAreNamed() throws {
        #expect(
            try refusal("figure: {kind: bands, series: network.lipschitz}\n")
                == "tiny.yaml: 4 of 4 runs have no complete record in 'Results': network.lipschitz=1 seed=0, "
                + "network.lipschitz=1 seed=1, network.lipschitz=2 seed=0, network.lipschitz=2 seed=1; "
                + "run them with: dip run tiny.yaml --results Results")
    }
}
