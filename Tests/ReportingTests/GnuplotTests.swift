import Foundation
import Records
import Testing

@testable import Reporting

@Suite struct GnuplotSearchTests {
    @Test func aMissingProgramIsOneSentenceThatSaysHowToGetIt() throws {
        for searchPath in ["/none:/none/either", "", nil] {
            let error = try #require(throws: FigureError.self) { try Gnuplot(searchPath: searchPath) }
            #expect(error.description.hasPrefix("gnuplot was not found"))
            #expect(error.description.contains("apt-get install gnuplot-nox"))
        }
    }

    @Test func aProgramThatCannotRunIsNamed() throws {
        let folder = try PlotFolder()
        try AtomicFile.write("not a program", to: folder.path + "/gnuplot")
        chmod(folder.path + "/gnuplot", 0o755)
        let script = try folder.figure().writeScript(in: folder.plots)
        let error = try #require(throws: FigureError.self) {
            try Gnuplot(searchPath: folder.path).render(script: script)
        }
        #expect(error.description.contains("gnuplot"))
        #expect(!FileManager.default.fileExists(atPath: folder.plots + "/fake-small.svg"))
    }
}

@Suite(.enabled(if: isGnuplotInstalled, "gnuplot is not installed"))
struct GnuplotTests {
    private let folder: PlotFolder
    private let gnuplot: Gnuplot

    init() throws {
        folder = try PlotFolder()
        gnuplot = try Gnuplot()
    }

    private func draw(_ figure: BandFigure) throws -> String {
        _ = try gnuplot.render(script: figure.writeScript(in: folder.plots))
        return try folder.svg()
    }

    @Test func drawsEveryPanelSeriesAndBand() throws {
        let svg = try draw(folder.figure())
        for text in [
            "PSNR (dB)", "frequency-band correspondence", "iteration", "It's a test", "λ = 1", "λ = 2", "λ = 3",
            "0–0.1", "0.4–0.5", "Bands in cycles per pixel:", "Vertical line (green): the best PSNR.",
            "25.0 dB at 40", "26.0 dB at 40", "27.0 dB at 40",
        ] {
            #expect(svg.contains(text), "\(text)")
        }
        for color in ["#331900", "#994C00", "#CC6600", "#FF8000", "#FF9933", "#2A9D2A"] {
            let channels = [1, 3, 5].compactMap { Int(color.dropFirst($0).prefix(2), radix: 16) }
            #expect(
                svg.replacing(" ", with: "").contains("rgb(\(channels.map(String.init).joined(separator: ",")))"),
                "\(color)")
        }
    }

    @Test func theSamePictureEveryTime() throws {
        let figure = try folder.figure()
        #expect(try draw(figure) == draw(figure))
    }

    @Test func drawsAllFormats() throws {
        let script = try folder.figure().writeScript(in: folder.plots)
        let pictures = try gnuplot.render(script: script, formats: FigureFormat.allCases)
        #expect(pictures == ["svg", "png", "pdf"].map { "\(folder.plots)/fake-small.\($0)" })
        #expect(try TextFile.data(pictures[1]).starts(with: [0x89, 0x50, 0x4e, 0x47]))
        #expect(try TextFile.data(pictures[2]).starts(with: Data("%PDF".utf8)))
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.plots).count == 5)
    }

    @Test(arguments: [
        ([:], true), (["LANG": "de_DE.UTF-8"], false), (["LANG": "C"], true),
        (["LC_ALL": "", "LANG": "en_GB.utf8"], false),
        (["LC_ALL": "POSIX", "LANG": "C.UTF-8"], true),
    ])
    func theLocaleHasUTF8(own: [String: String], isChanged: Bool) {
        #expect(Gnuplot.environment(own) == (isChanged ? own.merging(["LC_ALL": "C.UTF-8"]) { $1 } : own))
    }

    @Test func theScriptAloneDrawsTheSVG() throws {
        let script = try folder.figure().writeScript(in: folder.plots)
        let process = Process()
        process.executableURL = URL(fileURLWithPath: gnuplot.executable)
        process.arguments = ["-d", "fake-small.gp"]
        process.currentDirectoryURL = URL(fileURLWithPath: folder.plots)
        try process.run()
        #expect(process.waitForEnd().isSuccess)
        let byHand = try folder.svg()
        _ = try gnuplot.render(script: script)
        let drawn = try folder.svg()
        #expect(drawn == CompactSVG(byHand).text && drawn.utf8.count < byHand.utf8.count)
    }

    @Test(arguments: 1...8)
    func drawsAnyNumberOfSeries(count: Int) throws {
        let svg = try draw(folder.figure(series: count))
        // The grid of panels shares its axes.
        let rows = [1, 1, 1, 2, 2, 2, 3, 3][count - 1]
        #expect(svg.components(separatedBy: "frequency-band correspondence").count == rows + 1)
        #expect(svg.components(separatedBy: "cycles per pixel").count == 2)
    }

    @Test(arguments: [1, 2, 3, 9, 16])
    func drawsAnyNumberOfBands(count: Int) throws {
        #expect(try draw(folder.figure(bands: count)).contains(count == 16 ? "0.469–0.5" : "–0.5"))
    }

    @Test func drawsPublishedPoints() throws {
        let plain = try draw(folder.figure())
        let svg = try draw(
            folder.figure(published: [
                PublishedPoint(
                    figure: "fake", panel: "PSNR", series: "lambda=1", iteration: 60, value: 24.5, readingError: 0.3),
                PublishedPoint(figure: "fake", panel: "PSNR", series: "lambda=1", iteration: 80, value: 24.2),
                PublishedPoint(figure: "fake", panel: "FBC lambda=1", series: "band2", iteration: 80, value: 0.4),
            ]))
        let markers = { (svg: String) in svg.components(separatedBy: "gpPt5").count }
        #expect(markers(svg) > markers(plain))
        #expect(svg.contains("Open markers"))
    }

    @Test func skipsEmptyCells() throws {
        var figure = try folder.figure(series: 1)
        figure.series[0].runDirectory = try folder.run("hole", hole: 8)
        // The peak is in the hole: the best of what is left is on the flatter side.
        #expect(try draw(figure).contains("28.4 dB at 45"))
    }

    @Test func keepsTextThatLooksLikeMarkup() throws {
        var figure = try folder.figure(series: 1)
        figure.frame.title = "`touch pwned` a_b^c {d} \\"
        #expect(try draw(figure).contains("`touch pwned` a_b^c {d}"))
        #expect(!FileManager.default.fileExists(atPath: folder.plots + "/pwned"))
    }

    @Test func aColumnThatVanishedIsAFailureAndLeavesTheOldPicture() throws {
        let figure = try folder.figure()
        let before = try draw(figure)
        try folder.run("key2", bands: 3)
        let error = try #require(throws: FigureError.self) {
            try gnuplot.render(script: folder.plots + "/fake-small.gp")
        }
        #expect(error.description.hasPrefix("\(folder.plots)/fake-small.gp: gnuplot "))
        #expect(error.description.contains("fbc_4"))
        #expect(try folder.svg() == before)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.plots).count == 3)
    }

    @Test func aMissingStyleOrScriptIsNamed() throws {
        let script = try folder.figure().writeScript(in: folder.plots)
        try FileManager.default.removeItem(atPath: folder.plots + "/style.gp")
        let error = try #require(throws: FigureError.self) { try gnuplot.render(script: script) }
        #expect(error.description.contains("style.gp"))
        #expect(throws: FigureError.self) { try gnuplot.render(script: folder.plots + "/none.gp") }
        #expect(throws: FigureError.self) { try gnuplot.render(script: folder.path + "/none/none.gp") }
    }
}
