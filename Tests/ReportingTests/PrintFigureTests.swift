import Foundation
import Records
import Testing

@testable import Reporting

/// Figures for print: their width, their letters, their title.
@Suite(.enabled(if: isGnuplotInstalled, "gnuplot is not installed"))
struct PrintFigureTests {
    private let folder: PlotFolder

    init() throws { folder = try PlotFolder() }

    private func draw(_ figure: any ScriptedFigure) throws -> String {
        _ = try Gnuplot().render(script: figure.writeScript(in: folder.plots))
        return try folder.svg()
    }

    private func frame(_ width: Double) -> FigureFrame {
        FigureFrame(name: "fake-small", title: "It's a test", showsTitle: false, width: width, command: "dip plot")
    }

    /// Sizes of letters in points; an SVG counts in pixels of 1/96 inch.
    private func sizes(_ svg: String) -> [Double] {
        svg.matches(of: #/font-size="([0-9.]+)/#).compactMap { Double($0.1).map { $0 * 72 / 96 } }
    }

    private func figures(_ width: Double) throws -> [any ScriptedFigure] {
        var bands = try folder.figure(series: 4)
        bands.frame = frame(width)
        let series = bands.series[0]
        try AtomicFile.write(
            "rule,parameters,iteration,known_at,psnr,ssim,gap\noracle,,95,100,24.75,,0\n",
            to: series.runDirectory + "/stops.csv")
        let heat = HeatFigure(
            frame: frame(width),
            series: bands.series.map { .init(label: $0.label, runDirectory: $0.runDirectory, key: $0.key) }, bands: 5)
        let line = LineFigure(
            frame: frame(width),
            curves: [
                .init(
                    label: "one", file: series.runDirectory + "/curves.csv", x: "iteration", y: "psnr", key: "k")
            ], x: .init("iteration", isLogarithmic: true), y: .init("PSNR", isLogarithmic: true))
        return [bands, heat, line]
    }

    @Test(arguments: [84.0, 174])
    func noLetterIsTooSmall(width: Double) throws {
        for figure in try figures(width) {
            let svg = try draw(figure)
            let page = try #require(svg.firstMatch(of: #/width="(\d+)"/#).flatMap { Double($0.1) })
            #expect(abs(page / 96 * 25.4 - width) < 0.5, "the page is \(page) pixels wide")
            let sizes = sizes(svg)
            #expect(sizes.count > 5, "so few letters were found that the search must be wrong")
            #expect((sizes.min() ?? 0) >= 7, "\(figure)")
            #expect(!svg.contains("It's a test"))
        }
    }

    @Test func theNameOfThePictureIsItsTitle() throws {
        let svg = try draw(folder.figure())
        #expect(svg.contains("<title>It_s_a_test</title>") && !svg.contains("<title>Gnuplot</title>"))
    }
}
