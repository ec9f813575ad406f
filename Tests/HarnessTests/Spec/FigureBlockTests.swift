import Testing
@testable import Harness

@Suite struct FigureBlockTests {
    private let sweep = "sweep: {network.lipschitz: [1, 2]}\n"

    @Test func allKeys() throws {
        let figure = try #require(try experiment(sweep + "figure: {kind: bands, series: network.lipschitz, label: \"λ = {}\", "
            + "published: lipschitz, title: T}").figures.first)
        #expect(figure.kind == .bands && figure.series == "network.lipschitz" && figure.published == "lipschitz" && figure.title == "T")
        #expect(figure.label(for: "2") == "λ = 2")
    }

    @Test func defaults() throws {
        let figure = try #require(try experiment(sweep + "figure: {series: network.lipschitz}").figures.first)
        #expect(figure.kind == .bands && figure.label(for: "1") == "lipschitz = 1" && figure.published == nil && figure.title == nil)
        #expect(try experiment("{}").figures.isEmpty)
    }

    @Test func aStripNeedsNoSeries() throws {
        let figure = try #require(try experiment(sweep + "figure: {kind: strip}").figures.first)
        #expect(figure.kind == .strip && figure.series == nil)
        #expect(try experiment(sweep + "figure: {kind: strip, series: network.lipschitz}").figures.first?.series == "network.lipschitz")
    }

    @Test(arguments: [
        ("{series: network.lipschitz, labl: x}", "spec.yaml:2:37: unknown key 'labl'; did you mean 'label'? allowed: name, kind, series, label, published, title"),
        ("{kind: bar, series: network.lipschitz}", "spec.yaml:2:16: 'kind' cannot be 'bar'; allowed: bands, strip"),
        ("{kind: bands}", "spec.yaml:2:9: 'figure' needs 'series', the swept key whose values are the curves"),
        ("{series: seed}", "spec.yaml:2:18: 'series' must be a swept key, not 'seed'; allowed: network.lipschitz"),
        ("{series: network.lipschitz, label: lambda}", "spec.yaml:2:44: 'label' must contain {}, which stands for the value"),
    ])
    func mistakes(_ figure: String, _ sentence: String) {
        #expect(refusal(sweep + "figure: \(figure)") == sentence)
    }
}
