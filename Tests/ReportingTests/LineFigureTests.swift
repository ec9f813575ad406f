import Records
@testable import Reporting
import Testing

@Suite struct LineFigureTests {
    private let folder: PlotFolder

    init() throws { folder = try PlotFolder() }

    private func figure(_ rows: [[Double?]], logarithmic: Bool = true) -> LineFigure {
        LineFigure(
            frame: .init(name: "fake-small", title: "It's a loss", command: "dip plot fake", specPath: "fake.yaml"),
            curves: [
                .init(label: "noise", file: nil, x: "x", y: "a", key: "k1"),
                .init(label: "image", file: nil, x: "x", y: "b", key: "k2"),
            ],
            x: .init("iteration", isLogarithmic: logarithmic), y: .init("loss", isLogarithmic: logarithmic),
            note: "A note.",
            data: CurveTable(columns: ["x", "a", "b"], rows: rows))
    }

    @Test func logarithmicAxesAreWholePowersAndLeaveOutWhatTheyCannotShow() throws {
        let script = try figure([[0, 5, 0], [1, 0.5, 0.02], [10, 0.25, 0.003]]).script(in: folder.plots)
        #expect(
            script.contains("set logscale xy") && script.contains("set xrange [1:10]")
                && script.contains("set yrange [0.001:1]"))
        #expect(LineFigure.range([3, 30], isLogarithmic: true) == 1...100)
        #expect(LineFigure.range([2, 4], isLogarithmic: false) == 1.9...4.1)
        #expect(LineFigure.range([10, 10], isLogarithmic: true) == 10...100)
    }

    @Test func mistakes() throws {
        #expect(
            throws: FigureError(
                "figure 'fake-small': has fewer than two values in column 'b' that can be drawn; a curve needs at least two"
            )
        ) {
            try figure([[1, 1, nil], [2, 2, nil]]).script(in: folder.plots)
        }
        var other = figure([[1, 1, 1], [2, 2, 2]])
        other.curves[1].y = "c"
        #expect(throws: FigureError("figure 'fake-small': has no column 'c'; it has x, a, b")) {
            try other.script(in: folder.plots)
        }
        other.curves = []
        #expect(throws: FigureError("figure 'fake-small': has 0 curves; allowed are 1 to 8")) {
            try other.script(in: folder.plots)
        }
    }

    @Test(.enabled(if: isGnuplotInstalled)) func gnuplotDrawsItWithItsOwnData() throws {
        let path = try figure([[1, 0.5, 0.02], [10, 0.25, 0.003], [100, nil, 0.002]]).writeScript(in: folder.plots)
        #expect(try TextFile.read(folder.plots + "/fake-small.csv") == "x,a,b\n1,0.5,0.02\n10,0.25,0.003\n100,,0.002\n")
        _ = try Gnuplot().render(script: path)
        #expect(["noise", "image", "A note.", "loss"].allSatisfy(try folder.svg().contains))
    }

    @Test(.enabled(if: isGnuplotInstalled)) func curvesOfRunsAreReadFromTheirRecords() throws {
        let directory = try folder.run("key")
        var figure = figure([])
        figure.data = nil
        figure.curves = [.init(label: "one", file: directory + "/curves.csv", x: "iteration", y: "psnr", key: "key")]
        figure.y.isLogarithmic = false
        let path = try figure.writeScript(in: folder.plots)
        #expect(
            try TextFile.read(path).contains(
                "'../Results/runs/fake-key/curves.csv' using \"iteration\":\"psnr\" with lines"))
        _ = try Gnuplot().render(script: path)
        #expect(try folder.svg().contains("one"))
    }
}
