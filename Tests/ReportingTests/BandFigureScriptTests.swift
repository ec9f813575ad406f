import Foundation
import Records
import Testing

@testable import Reporting

@Suite struct BandFigureScriptTests {
    private let folder: PlotFolder

    init() throws {
        folder = try PlotFolder()
    }

    @Test func theHeaderSaysWhereTheFigureComesFrom() throws {
        var figure = try folder.figure()
        figure.frame.command = "dip plot\nsystem('false')"
        let lines = try figure.script(in: folder.plots).split(separator: "\n")
        #expect(
            lines.prefix(8) == [
                "# Figure: fake-small", "# Spec: Experiments/figures/fake.yaml", "# Runs:", "#   key1  λ = 1",
                "#   key2  λ = 2",
                "#   key3  λ = 3", "# Made by: dip plot system('false')",
                "# Draw again, in this folder: gnuplot fake-small.gp",
            ])
    }

    @Test func dataAreReadByRelativePathAndColumnName() throws {
        let script = try folder.figure().script(in: folder.plots)
        #expect(script.contains("run_2 = '../Results/runs/fake-key2/curves.csv'"))
        #expect(script.contains("value(sprintf('run_%d', k)) using \"iteration\":\"psnr\""))
        #expect(script.contains("     run_2 using (middle(column(\"iteration\"), 5, 100)):\"psnr\" smooth unique"))
        #expect(!script.contains(folder.path))
    }

    @Test func publishedPointsComeWithTheirErrorWhereTheyBelong() throws {
        let script = try folder.figure(published: [
            PublishedPoint(
                figure: "fake", panel: "PSNR", series: "lambda=2", iteration: 60, value: 26.5, readingError: 0.3),
            PublishedPoint(figure: "fake", panel: "FBC lambda=3", series: "band4", iteration: 80, value: 0.4),
            PublishedPoint(figure: "fake", panel: "FBC lambda=3", series: "band5", iteration: 9700, value: 0.3),
        ]).script(in: folder.plots)
        #expect(script.contains("$published_2 << END\niteration,value,reading_error\n60,26.5,0.3\nEND\n"))
        #expect(script.contains("$published_2 using 1:2:3 with yerrorbars"))
        #expect(script.contains("$published_3_4 << END\niteration,value,reading_error\n80,0.4,\nEND\n"))
        #expect(!script.contains("$published_3_4 using 1:2:3"))
        #expect(!script.contains("9700"))
        #expect(script.contains("Open markers"))
    }

    @Test func withoutPublishedPointsThereIsNoNote() throws {
        #expect(try !folder.figure().script(in: folder.plots).contains("Open markers"))
    }

    @Test func theAxisEndsAtTheRoundNumber() throws {
        var figure = try folder.figure(series: 1)
        #expect(try figure.script(in: folder.plots).contains("set xrange [0:100]"))
        let directory = figure.series[0].runDirectory
        for (last, end) in [(1199, 1200), (1495, 1500), (9999, 10_000), (1230, 1230), (7, 7)] {
            try AtomicFile.write("iteration,psnr,fbc_1\n0,20,0\n\(last),25,1\n", to: directory + "/curves.csv")
            figure.bands = 1
            #expect(try figure.script(in: folder.plots).contains("set xrange [0:\(end)]"))
        }
    }

    @Test func longCurvesAreThinnedOut() throws {
        var figure = try folder.figure(series: 1)
        #expect(try !figure.script(in: folder.plots).contains(" every "))
        figure.series[0].runDirectory = try folder.run("long", rows: 3001)
        #expect(try figure.script(in: folder.plots).contains("using \"iteration\":\"psnr\" every 3 with lines"))
    }
}
