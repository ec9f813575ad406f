import Records
import Testing

@testable import Reporting

@Suite struct StoppingFigureTests {
    private let folder: PlotFolder

    init() throws { folder = try PlotFolder() }

    /// A run of 100 iterations with a ratio that falls, and these rules.
    private func run(_ key: String, stops: String?) throws -> StoppingFigure.Series {
        let directory = "\(folder.path)/Results/runs/fake-\(key)"
        try Folder.create(directory)
        let writer = try CurveWriter(path: directory + "/curves.csv", columns: ["iteration", "psnr", "fbc_1", "ratio"])
        for row in 0...20 {
            try writer.append([Double(5 * row), 20 + Double(row) / 4, 0.5, row == 0 ? 1e6 : 5 + 10 / Double(row)])
        }
        try writer.close()
        if let stops {
            try AtomicFile.write(
                "rule,parameters,iteration,known_at,psnr,ssim,gap\n" + stops, to: directory + "/stops.csv")
        }
        return StoppingFigure.Series(label: "λ = \(key)", runDirectory: directory, key: key)
    }

    private func figure(_ series: [StoppingFigure.Series]) -> StoppingFigure {
        StoppingFigure(
            frame: .init(name: "fake-small", title: "It's a stop", command: "dip plot fake", specPath: "fake.yaml"),
            series: series)
    }

    private let stops =
        "ratio,window=100 windows=published,60,61,23,0.5,0.5\nratio,window=100 windows=equal,70,71,23.5,,0.25\nes-wmv,window=9,,,,,\noracle,,95,100,24.75,,0\n"

    @Test func everyRuleHasALineInBothPanelsAndALabel() throws {
        let script = try figure([run("1", stops: stops)]).script(in: folder.plots)
        for line in [
            "set arrow 1 from 60, graph 0 to 60, graph 1 nohead back linestyle 1",
            "set arrow 4 from 95, graph 0 to 95, graph 1 nohead back linewidth 1.2 linecolor rgb best_color",
        ] {
            #expect(script.components(separatedBy: line).count == 3, "in two panels: \(line)")
        }
        for label in [
            "'A   ratio (windows published): 60 (23.0 dB)'", "'B   ratio (windows equal): 70 (23.5 dB)'",
            "'C   ES-WMV: never'", "'D   best: 95 (24.8 dB)'",
        ] {
            #expect(script.components(separatedBy: label).count == 2, "\(label)")
        }
        // Letters tell the lines apart without their colours.
        for (number, letter, place) in [(11, "A", "0.6"), (12, "B", "0.7"), (14, "D", "0.95")] {
            #expect(script.contains("set label \(number) '\(letter)' at graph \(place), "))
        }
        #expect(!script.contains("set label 13 "))
        #expect(script.components(separatedBy: "Letters: the iteration").count == 2, "a note for all panels")
        #expect(!script.contains("set arrow 3 "))
        #expect(script.contains("'../Results/runs/fake-1/curves.csv'") && !script.contains(folder.path))
    }

    /// The others are lettered as if it had not been recorded.
    @Test func whatIsLeftOutIsNowhere() throws {
        var series = try run("1", stops: stops)
        let rows = try StopTable.read(series.runDirectory + "/stops.csv")
        series.leftOut = [rows[0]]
        let script = try figure([series]).script(in: folder.plots)
        #expect(!script.contains("23.0 dB") && !script.contains(" from 60, "))
        for label in ["'A   ratio: 70 (23.5 dB)'", "'B   ES-WMV: never'", "'C   best: 95 (24.8 dB)'"] {
            #expect(script.components(separatedBy: label).count == 2, "\(label)")
        }
        series.leftOut = rows
        let bare = try figure([series]).script(in: folder.plots)
        #expect(!bare.contains("set arrow 1 ") && bare.contains("curves.csv"))
    }

    @Test(arguments: [(4.5...13.5, 2), (1.5...7, 2), (0...1, 0.2), (3...3.4, 0.1), (0...50, 10)])
    func aLowPanelHasFewNumbers(range: ClosedRange<Double>, step: Double) {
        #expect(abs(StoppingFigureScript.step(of: range) - step) < 1e-9)
    }

    /// The first ratios are those of a blank image.
    @Test func theRatioIsShownOnceItHasSettled() throws {
        let run = try StoppingRun(series: run("1", stops: stops))
        #expect(run.ratioRange.upperBound < 16 && run.ratioRange.contains(15) && run.ratioRange.contains(5.5))
    }

    @Test func whatIsMissingIsTold() throws {
        let without = try run("2", stops: nil)
        #expect(
            throws: FigureError(
                "\(without.runDirectory)/stops.csv: does not exist; set stopping rules with 'monitors' in the spec")
        ) {
            try figure([without]).script(in: folder.plots)
        }
        let one = try run("1", stops: stops)
        #expect(throws: FigureError("figure 'fake-small': has 4 series; allowed are 1 to 3")) {
            try figure([one, one, one, one]).script(in: folder.plots)
        }
    }

    @Test(.enabled(if: isGnuplotInstalled)) func gnuplotDrawsIt() throws {
        let path = try figure([run("1", stops: stops), run("2", stops: "loss-target,sigma=25,40,40,22,,1\n")])
            .writeScript(in: folder.plots)
        _ = try Gnuplot().render(script: path)
        let svg = try folder.svg()
        #expect(
            ["λ = 1", "λ = 2", "ratio, λ = 2", "ES-WMV: never", "loss target: 40 (22.0 dB)"].allSatisfy(svg.contains))
        // The labels of a panel are gone in the next.
        #expect(svg.components(separatedBy: "Letters:").count == 2)
        #expect(svg.components(separatedBy: "PSNR (dB)").count == 2)
    }
}
