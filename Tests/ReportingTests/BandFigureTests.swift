import Foundation
import Records
import Reporting
import Testing

@Suite struct BandFigureTests {
    private let folder: PlotFolder

    init() throws {
        folder = try PlotFolder()
    }

    @Test func writesTheScriptBesideTheStyle() throws {
        let figure = try folder.figure()
        let path = try figure.writeScript(in: folder.plots)
        #expect(path == folder.plots + "/fake-small.gp")
        #expect(try TextFile.read(path) == figure.script(in: folder.plots))
    }

    @Test(arguments: ["", ".hidden", "a/b", "a b", "a'b", "λ"])
    func refusesNamesThatAreNoFileStems(name: String) throws {
        var figure = try folder.figure()
        figure.frame.name = name
        let error = try #require(throws: FigureError.self) { try figure.writeScript(in: folder.plots) }
        #expect(error.description.hasPrefix("figure '\(name)': the name may contain only"))
    }

    @Test func refusesTooManyOrTooFewSeriesAndBands() throws {
        var figure = try folder.figure(series: 1)
        let series = figure.series[0]
        figure.series = []
        #expect(throws: FigureError("figure 'fake-small': has 0 series; allowed are 1 to 8")) {
            try figure.script(in: folder.plots)
        }
        figure.series = Array(repeating: series, count: 9)
        #expect(throws: FigureError("figure 'fake-small': has 9 series; allowed are 1 to 8")) {
            try figure.script(in: folder.plots)
        }
        figure.series = [series]
        figure.bands = 17
        #expect(throws: FigureError("figure 'fake-small': has 17 frequency bands; allowed are 1 to 16")) {
            try figure.script(in: folder.plots)
        }
    }

    @Test func aMissingColumnIsNamedAndNothingIsWritten() throws {
        var figure = try folder.figure(bands: 4)
        figure.bands = 5
        let error = try #require(throws: FigureError.self) { try figure.writeScript(in: folder.plots) }
        #expect(error.description.hasPrefix("\(figure.series[0].runDirectory)/curves.csv: has no column 'fbc_5'"))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.plots) == ["style.gp"])
    }

    @Test func aMissingRunIsNamed() throws {
        var figure = try folder.figure()
        figure.series[1].runDirectory = folder.path + "/Results/runs/none"
        #expect(
            throws: RecordError(
                "\(folder.path)/Results/runs/none/curves.csv: cannot be read: no such file or directory")
        ) {
            try figure.writeScript(in: folder.plots)
        }
    }
}
