import Foundation
import Testing

@testable import Reporting

@Suite struct ResponseFigureTests {
    private func figure(_ curves: [ResponseFigure.Curve]) -> ResponseFigure {
        ResponseFigure(
            frame: .init(name: "fake-small", title: "It's a test", command: "dip describe upsampler"), curves: curves)
    }

    @Test func valuesAreDecibels() throws {
        let text = try figure([
            .init(label: "flat {a}", magnitudes: [1, 1, 1]), .init(label: "low", magnitudes: [2, 0.1, 0]),
        ]).script(in: "Plots")
        #expect(text.contains("frequency,curve_1,curve_2\n0,0,6.021\n0.5,0,-20\n1,0,-80\nEND\n"))
        #expect(text.contains("'flat \\{a\\}'"))
        #expect(text.contains("set yrange [-60:9]"))
    }

    @Test func thereAreAsManyCurvesAsStyles() {
        #expect(throws: FigureError("a figure of responses has 1 to 8 curves, not 0")) {
            _ = try figure([]).script(in: "Plots")
        }
        let nine = Array(repeating: ResponseFigure.Curve(label: "a", magnitudes: [1, 1]), count: 9)
        #expect(throws: FigureError.self) { _ = try figure(nine).script(in: "Plots") }
    }

    @Test(.enabled(if: isGnuplotInstalled, "gnuplot is not installed"))
    func isDrawn() throws {
        let folder = try PlotFolder()
        let script = try figure([
            .init(label: "{gaussian: 1}", magnitudes: (0...64).map { cos(.pi * Double($0) / 128) })
        ]).writeScript(in: folder.plots)
        _ = try Gnuplot().render(script: script)
        let svg = try folder.svg()
        for text in ["It's a test", "{gaussian: 1}", "share of Nyquist", "magnitude (dB)"] {
            #expect(svg.contains(text), "\(text)")
        }
    }
}
