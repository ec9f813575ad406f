import Foundation
@testable import Reporting
import Testing

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
            FigureFrame(name: "a'b", title: "", command: "").page(rows: 2, labelWidth: 3, foot: 4, more: ["left = 1."])
                == [
                    "figure_name = 'a''b'", "rows = 2; columns = 1", "label_width = 3; foot_height = 4", "left = 1.",
                    "load 'style.gp'", "",
                ])
    }

    @Test func aPathLeadsFromOneFolderToAnother() {
        #expect(RelativePath.from("Plots", to: "Results/runs/a") == "../Results/runs/a")
        #expect(RelativePath.from("/x/Plots", to: "/x/Results/runs/a") == "../Results/runs/a")
        #expect(RelativePath.from("/x/y/Plots/", to: "/z/a") == "../../../z/a")
        #expect(RelativePath.from("Plots", to: "Plots/a") == "a")
        #expect(RelativePath.from("Plots", to: "./Plots") == ".")
        #expect(RelativePath.from("Plots", to: FileManager.default.currentDirectoryPath + "/Results") == "../Results")
    }
}
