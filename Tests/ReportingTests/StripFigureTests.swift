import Records
@testable import Reporting
import Testing

@Suite struct StripFigureTests {
    private let folder: PlotFolder
    private let directory: String

    init() throws {
        folder = try PlotFolder()
        directory = try folder.run("key")
    }

    private func figure(_ files: [String], inputPSNR: Double? = 20.25) throws -> StripFigure {
        for file in files { try AtomicFile.write("", to: "\(directory)/\(file)") }
        return StripFigure(name: "strip", title: "It's a strip", command: "dip plot strip.yaml", specPath: "strip.yaml",
                           runs: [.init(label: "λ = 1", runDirectory: directory, key: "key", psnr: 28.126)], inputPSNR: inputPSNR)
    }

    @Test func imagesAreReadByRelativePathWithTheirPSNR() throws {
        let script = try figure(["degraded.png", "output.png", "clean.png"]).script(in: folder.plots)
        let images = script.split(separator: "\n").filter { $0.hasPrefix("plot ") }
        #expect(images == ["degraded", "output", "clean"].map {
            "plot '../Results/runs/fake-key/\($0).png' binary filetype=png with rgbimage"
        })
        #expect(script.contains("'20.25 dB'") && script.contains("'28.13 dB'") && script.contains("'λ = 1'"))
        #expect(!script.contains(folder.path))
    }

    @Test func whatIsEnhancedIsNotScored() throws {
        let script = try figure(["degraded.png", "output.png", "clean.png", "enhanced.png"], inputPSNR: nil).script(in: folder.plots)
        #expect(script.contains("enhanced.png") && !script.contains("output.png") && !script.contains("degraded.png"))
        #expect(!script.contains(" dB'"))
    }

    @Test func aMissingImageIsNamed() throws {
        let figure = try figure(["degraded.png", "output.png"])
        #expect(throws: FigureError("\(directory)/clean.png: is not there, so the images cannot be shown; "
            + "make the run again with: dip run SPEC --force")) { try figure.script(in: folder.plots) }
    }

    @Test func eightRunsAreTheMost() throws {
        var figure = try figure(["degraded.png", "output.png", "clean.png"])
        figure.runs = Array(repeating: figure.runs[0], count: 9)
        #expect(throws: FigureError.self) { try figure.script(in: folder.plots) }
    }
}
