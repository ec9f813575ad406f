import Foundation
import Records
import Testing

@testable import Reporting

@Suite struct StripFigureTests {
    private let folder: PlotFolder
    private let directory: String

    init() throws {
        folder = try PlotFolder()
        directory = try folder.run("key")
    }

    private func figure(_ files: [String], inputPSNR: Double? = 20.25) throws -> StripFigure {
        for file in files { try AtomicFile.write("", to: "\(directory)/\(file)") }
        return StripFigure(
            frame: .init(name: "strip", title: "It's a strip", command: "dip plot strip.yaml", specPath: "strip.yaml"),
            runs: [.init(label: "λ = 1", runDirectory: directory, key: "key", psnr: 28.126)], inputPSNR: inputPSNR)
    }

    @Test func imagesAreReadByRelativePathWithTheirPSNR() throws {
        let script = try figure(["degraded.png", "output.png", "clean.png"]).script(in: folder.plots)
        let images = script.split(separator: "\n").filter { $0.hasPrefix("plot ") }
        #expect(
            images
                == ["degraded", "output", "clean"].map {
                    "plot '../Results/runs/fake-key/\($0).png' binary filetype=png with rgbimage"
                })
        #expect(script.contains("'20.25 dB'") && script.contains("'28.13 dB'") && script.contains("'λ = 1'"))
        #expect(!script.contains(folder.path))
    }

    @Test func whatIsEnhancedIsNotScored() throws {
        let script = try figure(["degraded.png", "output.png", "clean.png", "enhanced.png"], inputPSNR: nil).script(
            in: folder.plots)
        #expect(script.contains("enhanced.png") && !script.contains("output.png") && !script.contains("degraded.png"))
        #expect(!script.contains(" dB'"))
    }

    @Test func aMissingImageIsNamed() throws {
        let figure = try figure(["degraded.png", "output.png"])
        #expect(
            throws: FigureError(
                "\(directory)/clean.png: is missing, so the images cannot be shown; "
                    + "repeat the run with: dip run SPEC --force")
        ) { try figure.script(in: folder.plots) }
    }

    /// A header of a PNG file of a size, which is all that is read of it.
    private func png(_ width: UInt8, _ height: UInt8) -> Data {
        Data([
            0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, width, 0, 0,
            0, height,
        ])
    }

    @Test func anInsetIsTheSamePartOfPicturesOfEverySize() throws {
        var figure = try figure([])
        try AtomicFile.write(png(16, 8), to: "\(directory)/degraded.png")
        for file in ["output.png", "clean.png"] { try AtomicFile.write(png(64, 32), to: "\(directory)/\(file)") }
        figure.inset = .init(left: 8, top: 4, width: 16, height: 12)
        let script = try figure.script(in: folder.plots)
        #expect(script.contains("rows = 2; columns = 3"))
        // The degraded image is a quarter as wide: pixels 2 to 5 from the left, rows 1 to 3 from the top of 8.
        #expect(
            script.contains(
                "set xrange [1.5 + edge:5.5 - edge]\nset yrange [3.5 + edge:6.5 - edge]\nplot '../Results/runs/fake-key/degraded.png'"
            ))
        #expect(
            script.contains(
                "set xrange [7.5 + edge:23.5 - edge]\nset yrange [15.5 + edge:27.5 - edge]\nplot '../Results/runs/fake-key/clean.png'"
            ))
        #expect(script.contains("set object 1 rectangle from 7.5, 15.5 to 23.5, 27.5 front"))
        figure.inset = .init(left: 0.125, top: 0.125, width: 0.25, height: 0.375)
        #expect(try figure.script(in: folder.plots) == script, "the same part in shares")
        figure.inset = .init(left: 8, top: 21, width: 16, height: 12)
        #expect(
            throws: FigureError(
                "figure 'strip': the inset [8, 21, 16, 12] is not inside the image of 64 x 32 pixels")
        ) {
            try figure.script(in: folder.plots)
        }
    }

    /// Eight pictures stand side by side, in print fewer, and each row has its enlarged parts below it.
    @Test func manyPicturesStandInRows() throws {
        var figure = try figure([])
        for file in ["degraded.png", "output.png", "clean.png"] {
            try AtomicFile.write(png(64, 32), to: "\(directory)/\(file)")
        }
        figure.runs = Array(repeating: figure.runs[0], count: 10)
        figure.inset = .init(left: 8, top: 4, width: 16, height: 12)
        func plots(_ script: String) -> [String] {
            script.split(separator: "\n").compactMap { line in
                line.hasPrefix("plot ")
                    ? line.contains("clean") ? "C" : line.contains("degraded") ? "D" : "."
                    : line == "set multiplot next" ? "-" : nil
            }
        }
        let script = try figure.script(in: folder.plots)
        #expect(script.contains("rows = 4; columns = 8"))
        #expect(plots(script).joined() == "D.......D..........C----...C----")
        figure.frame.width = 84
        #expect(try figure.script(in: folder.plots).contains("rows = 12; columns = 2"))
        figure.inset = nil
        #expect(try figure.script(in: folder.plots).contains("rows = 6; columns = 2"))
    }

    @Test func sixteenRunsAreTheMost() throws {
        var figure = try figure(["degraded.png", "output.png", "clean.png"])
        figure.runs = Array(repeating: figure.runs[0], count: 17)
        #expect(throws: FigureError.self) { try figure.script(in: folder.plots) }
    }
}
