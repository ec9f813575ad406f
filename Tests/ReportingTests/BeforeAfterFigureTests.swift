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
            rows: [
                [
                    .init(label: "before", file: folder.plots + "/before.png"),
                    .init(label: "after", file: folder.plots + "/after.png"),
                ]
            ], aspect: 0.75)
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

    /// The page is as high as the pictures ask for.
    @Test func aRowIsAsHighAsItsPictures() throws {
        var figure = try figure(["before.png", "after.png"])
        #expect(try figure.script(in: folder.plots).contains("rows = 1; columns = 2\n"))
        #expect(try figure.script(in: folder.plots).contains("panel_height = 154\n"))
        figure.rows = figure.rows[0].map { [$0] }
        figure.aspect = 100
        #expect(try figure.script(in: folder.plots).contains("rows = 2; columns = 1\n"))
        #expect(try figure.script(in: folder.plots).contains("panel_height = 320\n"))
    }

    @Test func missingPicturesAreNamed() throws {
        let figure = try figure(["before.png"])
        let error = #expect(throws: FigureError.self) { try figure.script(in: folder.plots) }
        #expect(error?.description == "\(folder.plots)/after.png: does not exist, so it cannot be shown")
        var empty = figure
        empty.rows = []
        #expect(throws: FigureError.self) { try empty.script(in: folder.plots) }
    }
}
