import SpecFixtures
import Testing

@testable import Specs

@Suite struct FigureTests {
    private let sweep = "sweep: {network.lipschitz: [1, 2]}\n"

    @Test func allKeys() throws {
        let figure = try #require(
            try experiment(
                sweep + "figure: {kind: bands, series: network.lipschitz, label: \"λ = {}\", "
                    + "published: lipschitz, title: T}"
            ).figures.first)
        #expect(
            figure.kind == .bands && figure.series == "network.lipschitz" && figure.published == "lipschitz"
                && figure.title == "T")
        #expect(figure.label(for: "2") == "λ = 2")
    }

    @Test func defaults() throws {
        let figure = try #require(try experiment(sweep + "figure: {series: network.lipschitz}").figures.first)
        #expect(
            figure.kind == .bands && figure.label(for: "1") == "λ = 1" && figure.published == nil
                && figure.title == nil)
        #expect(try experiment("{}").figures.isEmpty)
    }

    @Test func imagesMayBeTheSeries() throws {
        let figure = try #require(try experiment("figure: {series: image}").figures.first)
        #expect(figure.series == "image" && figure.label(for: "leaves") == "leaves")
        #expect(
            try experiment("figure: {kind: strip, inset: [0.5, 0.25, 0.125, 1]}").figures.first?.inset == [
                0.5, 0.25, 0.125, 1,
            ])
    }

    @Test func widthsAndMeans() throws {
        func figure(_ keys: String) throws -> FigureBlock? {
            try experiment(sweep + "figure: {series: network.lipschitz, \(keys)}").figures.first
        }
        #expect(try figure("over: [seed, image]")?.over == ["seed", "image"])
        #expect(try figure("kind: losses, over: seed")?.over == ["seed"])
        #expect(try figure("title: none")?.over == [])
        for (text, width) in [("column", 84.0), ("text", 174), ("84mm", 84), ("\"120.5 mm\"", 120.5)] {
            #expect(try figure("width: \(text)")?.width?.millimetres == width)
        }
        #expect(try figure("title: T")?.width == nil)
    }

    @Test func aStripNeedsNoSeries() throws {
        let figure = try #require(try experiment(sweep + "figure: {kind: strip}").figures.first)
        #expect(figure.kind == .strip && figure.series == nil)
        #expect(
            try experiment(sweep + "figure: {kind: strip, series: network.lipschitz}").figures.first?.series
                == "network.lipschitz")
    }

    @Test(arguments: [
        (
            "{series: network.lipschitz, labl: x}",
            "spec.yaml:2:37: unknown key 'labl'; did you mean 'label'? allowed: name, kind, series, label, published, title, over, width, inset"
        ),
        (
            "{kind: bar, series: network.lipschitz}",
            "spec.yaml:2:16: 'kind' cannot be 'bar'; allowed: bands, strip, psnr, stopping, losses, spectrum, error-spectrum, heat"
        ),
        ("{kind: losses}", "spec.yaml:2:9: 'figure' needs 'series', the swept key whose values are the curves"),
        (
            "{kind: bands, series: network.lipschitz, inset: [1, 2, 3, 4]}",
            "spec.yaml:2:57: 'inset' belongs to the kind 'strip', not to 'bands'"
        ),
        (
            "{series: network.lipschitz, width: 500mm}",
            "spec.yaml:2:44: 'width' must be column, text or millimetres from 60mm to 400mm, such as 84mm, not '500mm'"
        ),
        (
            "{kind: stopping, over: seed}",
            "spec.yaml:2:32: 'over' belongs to the kinds 'bands', 'psnr' and 'losses', not to 'stopping'"
        ),
        (
            "{series: network.lipschitz, over: [seeds]}",
            "spec.yaml:2:44: 'over' must name 'image', 'seed' or swept keys, not 'seeds'; did you mean 'seed'? "
                + "allowed: image, seed, network.lipschitz"
        ),
        ("{kind: strip, inset: [1, 2, 3]}", "spec.yaml:2:30: 'inset' must be [left, top, width, height], not a list"),
        ("{kind: strip, inset: [1, 2, 0, 4]}", "spec.yaml:2:37: 'inset' must be a number above 0, not '0'"),
        ("{kind: bands}", "spec.yaml:2:9: 'figure' needs 'series', the swept key whose values are the curves"),
        ("{series: seed}", "spec.yaml:2:18: 'series' must be a swept key, not 'seed'; allowed: network.lipschitz"),
        (
            "{series: network.lipschitz, label: lambda}",
            "spec.yaml:2:44: 'label' must contain {}, which stands for the value"
        ),
    ])
    func mistakes(_ figure: String, _ sentence: String) {
        #expect(refusal(sweep + "figure: \(figure)") == sentence)
    }
}
