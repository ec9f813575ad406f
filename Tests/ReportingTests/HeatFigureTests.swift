import Records
import Testing

@testable import Reporting

@Suite struct HeatFigureTests {
    private let folder: PlotFolder

    init() throws { folder = try PlotFolder() }

    private func figure(_ series: [HeatFigure.Series], bands: Int = 5) -> HeatFigure {
        HeatFigure(
            frame: .init(name: "fake-small", title: "It's warm", command: "dip plot fake", specPath: "fake.yaml"),
            series: series, bands: bands)
    }

    private func series(_ key: String, rows: Int = 21, bands: Int = 5) throws -> HeatFigure.Series {
        .init(label: "λ = \(key)", runDirectory: try folder.run(key, rows: rows, bands: bands), key: key)
    }

    @Test func aPanelARunAndARowABand() throws {
        let script = try figure([series("1"), series("2")]).script(in: folder.plots)
        #expect(script.contains("rows = 1; columns = 2"))
        #expect(script.contains("set yrange [0.5:5.5]") && script.contains("set cbrange [0:1]"))
        #expect(script.components(separatedBy: "plot for [k = 1:5]").count == 3)
        #expect(script.contains("'../Results/runs/fake-1/curves.csv'") && !script.contains(folder.path))
    }

    /// 1001 rows become 167 cells.
    @Test func longRunsAreThinned() throws {
        let script = try figure([series("1", rows: 1001)]).script(in: folder.plots)
        #expect(script.contains(" every 6 with table"))
    }

    @Test func mistakes() throws {
        let one = try series("1", bands: 33)
        #expect(throws: FigureError("figure 'fake-small': has 33 bands; allowed are 1 to 32")) {
            try figure([one], bands: 33).script(in: folder.plots)
        }
        #expect(throws: FigureError("figure 'fake-small': has 0 series; allowed are 1 to 9")) {
            try figure([]).script(in: folder.plots)
        }
        let few = try series("2", bands: 2)
        let error = #expect(throws: FigureError.self) { try figure([few]).script(in: folder.plots) }
        #expect(error?.description.contains("has no column 'fbc_3'") == true)
    }

    @Test(.enabled(if: isGnuplotInstalled)) func gnuplotDrawsIt() throws {
        let path = try figure([series("1", bands: 32), series("2", bands: 32)], bands: 32).writeScript(in: folder.plots)
        _ = try Gnuplot().render(script: path)
        let svg = try folder.svg()
        #expect(["λ = 1", "λ = 2", "correspondence", "frequency band"].allSatisfy(svg.contains))
        #expect(svg.components(separatedBy: "<image").count == 3, "an image a panel")
    }
}
