import Foundation
import Records
import Testing

@testable import Reporting

@Suite struct QualityFigureTests {
    private let folder: PlotFolder

    init() throws { folder = try PlotFolder() }

    private func figure(rows: [Int], width: Double? = nil) throws -> QualityFigure {
        QualityFigure(
            frame: .init(
                name: "fake-small", title: "Methods", showsTitle: width == nil, width: width, command: "dip plot fake"),
            series: try rows.enumerated().map { index, rows in
                .init(
                    label: "method \(index)",
                    runDirectory: try folder.run("key\(index)", peak: 24 + Double(index), rows: rows),
                    key: "key\(index)")
            })
    }

    @Test func curvesOfEqualLengthAreDrawnOverIterations() throws {
        let script = try figure(rows: [21, 21]).script(in: folder.plots)
        #expect(script.contains("set xlabel 'iteration'") && script.contains("set xrange [0:100]"))
        #expect(script.contains("'method 1'") && !script.contains("share"))
        // The best of the second is 25 dB at iteration 40.
        #expect(script.contains("set label 32 '' at 40, 25 point"))
    }

    /// Each curve ends where its name stands, however long its method takes.
    @Test func othersAreDrawnOverTheShareOfTheirIterations() throws {
        let script = try figure(rows: [21, 41]).script(in: folder.plots)
        #expect(script.contains("set xlabel 'share of the iterations (%)'") && script.contains("set xrange [0:100]"))
        #expect(script.contains("'method 0, 101'") && script.contains("'method 1, 201'"))
        #expect(script.contains("(100 * middle(column(\"iteration\"), 5, 5, 200) / 200.)"))
        #expect(script.contains("set label 32 '' at 20, 25 point"))
    }

    /// Also that of a single result.
    @Test(arguments: ["0,1e308\n", "0,20\n1,1e308\n"])
    func aValueThatCannotBeDrawnIsTold(rows: String) throws {
        let figure = try figure(rows: [21]), path = figure.series[0].runDirectory + "/curves.csv"
        try AtomicFile.write("iteration,psnr\n" + rows, to: path)
        let error = try #require(throws: FigureError.self) { try figure.script(in: folder.plots) }
        #expect(error.description.hasPrefix(path) && error.description.contains("the value 1e+308 in column 'psnr'"))
    }

    @Test func aMethodOfOneResultIsALevel() throws {
        let script = try figure(rows: [21, 1]).script(in: folder.plots)
        #expect(script.contains("\n     23 with lines linestyle 2"), "\(script)")
        #expect(script.contains("'method 1'") && !script.contains("'method 1,"))
    }

    /// Two runs whose best is 21 and 29 dB: mean 25, deviation 5.66 everywhere.
    @Test func theBandOfAMeanIsNotCutOff() throws {
        var figure = try figure(rows: [21, 21])
        let pair = [try folder.run("one", peak: 21), try folder.run("two", peak: 29)]
        figure.series[1].mean = try MeanCurves.table(of: pair, columns: ["psnr"])
        figure.averagedOver = "2 seeds"
        let script = try figure.script(in: folder.plots)
        #expect(script.contains("set yrange [17:31]"), "\(script)")
    }

    @Test func sixteenAreTheMost() throws {
        #expect(throws: FigureError("figure 'fake-small': has 17 series; allowed are 1 to 16")) {
            try figure(rows: Array(repeating: 21, count: 17)).script(in: folder.plots)
        }
    }

    @Test(.enabled(if: isGnuplotInstalled), arguments: [nil, 84, 174])
    func gnuplotDrawsSixteenThatAreToldApart(width: Double?) throws {
        let figure = try figure(rows: (0..<16).map { 21 + $0 }, width: width)
        _ = try Gnuplot().render(script: figure.writeScript(in: folder.plots))
        let svg = try folder.svg()
        #expect((0..<16).allSatisfy { svg.contains(">method \($0), ") })
        let looks = svg.matches(
            of: #/stroke-width="1\.70"[^>]*>\s*<path stroke='(rgb[^']*)'\s*(stroke-dasharray='[^']*')?\s+d=/#
        ).map { "\($0.1) \($0.2 ?? "")" }
        #expect(Set(looks).count == 16, "\(Set(looks).count) looks")
        let sizes = svg.matches(of: #/font-size="([0-9.]+)/#).compactMap { Double($0.1) }
        #expect((sizes.min() ?? 0) * 0.75 >= 7)
        // No two names overlap.
        let places = svg.matches(of: #/translate\(([0-9.]+),([0-9.]+)\)"[^>]*>\s*<text>.*?>method/#)
            .compactMap { Double($0.2) }.sorted()
        #expect(places.count == 16 && zip(places, places.dropFirst()).allSatisfy { $1 - $0 > 9 })
    }
}
