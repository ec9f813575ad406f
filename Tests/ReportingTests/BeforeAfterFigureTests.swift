import Records
import Reporting
import Testing

@Suite struct BeforeAfterFigureTests {
    private let folder: PlotFolder

    init() throws { folder = try PlotFolder() }

    private func figure(_ files: [String]) throws -> BeforeAfterFigure {
        for file in files { try AtomicFile.write("", to: "\(folder.plots)/\(file)") }
        return BeforeAfterFigure(
            frame: .init(name: "strip", title: "It's a photo", command: "dip restore\nphoto.png"),
            pictures: [
                .init(label: "before", file: folder.plots + "/before.png"),
                .init(label: "after", file: folder.plots + "/after.png"),
            ])
    }

    @Test func picturesStandSideBySide() throws {
        let script = try figure(["before.png", "after.png"]).script(in: folder.plots)
        #expect(
            script.split(separator: "\n").filter { $0.hasPrefix("plot ") }
                == ["before", "after"].map { "plot '\($0).png' binary filetype=png with rgbimage" })
        #expect(
            script.contains("columns = 2\n") && script.contains("# Made by: dip restore photo.png\n")
                && script.contains("'It''s a photo'"))
    }

    @Test func missingPicturesAreNamed() throws {
        let figure = try figure(["before.png"])
        let error = #expect(throws: FigureError.self) { try figure.script(in: folder.plots) }
        #expect(error?.description == "\(folder.plots)/after.png: does not exist, so it cannot be shown")
        var empty = figure
        empty.pictures = []
        #expect(throws: FigureError.self) { try empty.script(in: folder.plots) }
    }
}
