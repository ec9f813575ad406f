import Foundation
import Records
import Testing

@testable import Reporting

@Suite struct FigureFrameTests {
    private func again(_ name: String) -> String? {
        FigureFrame(name: name, title: "", command: "").header().last { !$0.isEmpty }
    }

    @Test func theScriptIsNamedAsAShellReadsIt() {
        #expect(again("a-small") == "# Draw again, in this folder: gnuplot a-small.gp")
        #expect(again("<touch a;\n'") == "# Draw again, in this folder: gnuplot './<touch a; '\\''.gp'")
    }

    @Test func theHeaderSaysWhereAFigureComesFrom() {
        var frame = FigureFrame(name: "a", title: "A title", command: "dip plot\nb.yaml", specPath: "b.yaml")
        #expect(
            frame.header(FigureFrame.runs([("k1", "λ_1"), ("k2", "x\ny")])).prefix(6)
                == [
                    "# Figure: a", "# Spec: b.yaml", "# Runs:", "#   k1  λ\\_1", "#   k2  x y",
                    "# Made by: dip plot b.yaml",
                ])
        frame.specPath = nil
        #expect(
            frame.header(FigureFrame.keys(["k1", "k2"])).prefix(3)
                == ["# Figure: a", "# Runs: k1, k2", "# Made by: dip plot b.yaml"])
    }

    @Test func aPageHasRoomForLabelsWithinLimits() {
        #expect(FigureFrame.labelWidth(["a"], atMost: 200) == 46 && FigureFrame.labelWidth([], atMost: 200) == 46)
        #expect(FigureFrame.labelWidth(["a", String(repeating: "a", count: 10)], atMost: 200) == 70)
        #expect(FigureFrame.labelWidth([String(repeating: "a", count: 100)], atMost: 200) == 200)
        #expect(
            FigureFrame(name: "a'b", title: "", command: "").page(rows: 2, labelWidth: 3, foot: 4, hasAxes: false)
                == [
                    "figure_name = 'a''b'", "rows = 2; columns = 1", "label_width = 3; foot_height = 4", "has_axes = 0",
                    "title_height = 0.", "page_name = 'a_b'", "load 'style.gp'", "",
                ])
    }

    @Test func aPageForPrintHasItsWidth() {
        let frame = FigureFrame(name: "a", title: "House, 2 × 2", showsTitle: false, width: 84, command: "")
        #expect(
            frame.page(width: 317.48, height: 100, foot: 90)
                == [
                    "figure_name = 'a'", "page_width = 317.5; page_height = 100.0; page_foot = 90.0",
                    "page_name = 'House_2_2'",
                    "print_width = 317.5", "load 'style.gp'", "",
                ])
        #expect(frame.placedMultiplot == ["set multiplot"])
    }

    /// gnuplot takes no other signs, and would stop.
    @Test(arguments: [("λ", "figure"), ("", "a"), ("'; system('x')", "system_x"), ("F16: 5 dB", "F16_5_dB")])
    func theNameForReadersHasLettersAndDigits(title: String, name: String) {
        #expect(FigureFrame(name: "a", title: title, command: "").accessibleName == name)
    }

    @Test func aGridForPrintHasRoomForItsPanels() {
        let column = FigureFrame(name: "a", title: "", width: 84, command: "")
        #expect(PictureGrid(4, in: column).rows == 2 && PictureGrid(4, in: column).columns == 2)
        #expect(PictureGrid(9, in: FigureFrame(name: "a", title: "", command: "")).rows == 2)
        #expect(PanelGrid(panels: 6, in: column).columns == 1)
    }

    @Test func onlyAStyleOfThisVersionIsKept() throws {
        let folder = try PlotFolder(), path = folder.plots + "/style.gp"
        try AtomicFile.write(FigureStyle.text + "# mine\n", to: path)
        try FigureStyle.install(in: folder.plots)
        #expect(try TextFile.read(path).hasSuffix("# mine\n"))
        try AtomicFile.write("# of version 0.1\n", to: path)
        try FigureStyle.install(in: folder.plots)
        #expect(try TextFile.read(path) == FigureStyle.text)
        #expect(try TextFile.read(folder.plots + "/style-0.1.gp") == "# of version 0.1\n")
    }

    @Test func aPathLeadsFromOneFolderToAnother() {
        #expect(RelativePath.from("Plots/tiny/quick", to: "Results/runs/a/b") == "../../../Results/runs/a/b")
        #expect(RelativePath.from("Plots", to: "Results/runs/a") == "../Results/runs/a")
        #expect(RelativePath.from("/x/Plots", to: "/x/Results/runs/a") == "../Results/runs/a")
        #expect(RelativePath.from("/x/y/Plots/", to: "/z/a") == "../../../z/a")
        #expect(RelativePath.from("Plots", to: "Plots/a") == "a")
        #expect(RelativePath.from("Plots", to: "./Plots") == ".")
        #expect(RelativePath.from("Plots", to: FileManager.default.currentDirectoryPath + "/Results") == "../Results")
    }
}
