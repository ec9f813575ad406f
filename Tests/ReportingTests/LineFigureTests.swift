import Foundation
import Records
import Testing

@testable import Reporting

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

    /// Logarithmic axes begin and end at 1, 2 or 5 times a power of ten: no empty decade.
    @Test func logarithmicAxesLeaveOutWhatTheyCannotShow() throws {
        let script = try figure([[0, 5, 0], [1, 0.5, 0.02], [10, 0.25, 0.003]]).script(in: folder.plots)
        #expect(script.contains("set xrange [0:1]") && script.contains("set yrange [-2.69897:-0.30103]"))
        #expect(script.contains("'10^{-2}' -2, '' -1.69897 1") && script.contains("set xtics ('1' 0, '' 0.30103 1"))
        #expect(AxisScript.range([3, 30], isLogarithmic: true) == 2...50)
        #expect(AxisScript.range([0.0002, 0.2], isLogarithmic: true) == 0.0002...0.2)
        #expect(AxisScript.range([2, 4], isLogarithmic: false) == 1.9...4.1)
        #expect(AxisScript.range([10, 10], isLogarithmic: true) == 10...100)
    }

    /// Beside the panel of a printed column there is room for the title without its unit.
    @Test func theUnitOfALongTitleGoesIntoTheNote() throws {
        for (width, isLong) in [(nil, true), (84, false)] as [(Double?, Bool)] {
            var figure = figure([[0, 5, 0], [1, 0.5, 0.02], [10, 0.25, 0.003]])
            figure.y.title = "power of the error (squared grey level, 0 to 1)"
            figure.frame.width = width
            let script = try figure.script(in: folder.plots)
            #expect(script.contains("set ylabel 'power of the error (squared grey level, 0 to 1)'") == isLong)
            #expect(script.contains("set ylabel 'power of the error' ") != isLong)
            #expect(script.contains("Power of the error: squared grey level") != isLong, "\(script)")
        }
    }

    /// A range within a power of ten has numbers, too.
    @Test func aShortAxisHasMoreNumbers() throws {
        let script = try figure([[1, 0.35, 0.03], [10, 0.25, 0.021]]).script(in: folder.plots)
        #expect(script.contains("set yrange [-1.69897:-0.30103]"))
        #expect(script.contains("set ytics ('0.02' -1.69897, '' -1.52288 1") && script.contains("'0.5' -0.30103"))
    }

    @Test(.enabled(if: isGnuplotInstalled)) func aSmoothedCurveIsTheMeanOfLogarithms() throws {
        // The last window is from 355 to 398.
        let rows: [[Double?]] = (1...398).map { [Double($0), $0.isMultiple(of: 2) ? 0.1 : 0.001, 0.5] }
        var figure = figure(rows)
        figure.isSmoothed = true
        let path = try figure.writeScript(in: folder.plots)
        #expect(try TextFile.read(path).contains("means over 20ths of a power of ten"))
        _ = try Gnuplot().render(script: path)
        let svg = try folder.svg()
        // Halfway up the axis lies the mean of the logarithms, 0.01; that of the values would be at 0.05.
        let strong = try #require(svg.matches(of: #/stroke-width="1.70".*?d='([^']+)'/#.dotMatchesNewlines()).first)
        let data: String = String(strong.1.dropFirst()).replacing("l", with: " ").replacing("-", with: " -")
        let numbers: [Double] = data.split(separator: " ").compactMap { Double($0) }
        let left = numbers[0]
        var y = numbers[1]
        for place in stride(from: 3, to: numbers.count, by: 2) { y += numbers[place] }
        #expect(abs(left - 64) < 0.2, "the first iteration stands for itself")
        let height = 205.0, range: Double = log10(0.5) - log10(0.001), below: Double = log10(0.5) - log10(0.01)
        let middle: Double = 68 + height * below / range
        #expect(abs(y - middle) < 0.05 * height, "\(y) is not \(middle)")
    }

    /// A note of more words than a column of a journal has room for is broken.
    @Test func aNoteIsBrokenInPrint() throws {
        var figure = figure([[1, 0.5, 0.02], [10, 0.25, 0.003]])
        figure.note = String(repeating: "A rather long note. ", count: 8)
        #expect(try figure.script(in: folder.plots).components(separatedBy: "A rather long").count == 9)
        figure.frame.width = 84
        let lines = try figure.script(in: folder.plots).split(separator: "\n").filter { $0.contains("small_font") }
        let page: Double = 84 / 25.4 * 96, expected: Double = 0.7 * (page * 9 / 8 - 122)
        let height: Double = figure.frame.panelHeight(labelWidth: 46)
        #expect(abs(height - expected) < 1e-9)
        let longest: Int = lines.map { $0.count }.max() ?? 0
        #expect(lines.count > 2)
        #expect(longest < 200)
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
        #expect(
            throws: FigureError(
                "figure 'fake-small':3: the value 1e+308 in column 'b' cannot be drawn; the largest is 1e+150")
        ) {
            try figure([[1, 1, 1], [2, 2, 1e308]]).script(in: folder.plots)
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
                "'../Results/runs/fake-key/curves.csv' using (log10(column(\"iteration\"))):\"psnr\" with lines"))
        _ = try Gnuplot().render(script: path)
        #expect(try folder.svg().contains("one"))
    }
}
