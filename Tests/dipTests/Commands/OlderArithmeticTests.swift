import Foundation
import Testing

/// Records whose kinds of operation have another version by now: they are drawn, with a sentence, and made again.
@Suite struct OlderArithmeticTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder(
            experiment: "name: tiny\n" + TinySpec.settings.replacing("lipschitz: 1", with: "lipschitz: 1, norm: batch")
                + TinySpec.sweep + TinySpec.figure
                + "table: {columns: [{measure: psnr}]}\n")
    }

    /// Makes one record one of an earlier program, in the folder of the key that it had then.
    private func age(_ run: String) throws {
        let text = try folder.text("\(run)/run.json"), key = try #require(run.split(separator: "-").last)
        let old = text.replacing(/"batch-norm" : \d+/, with: "\"batch-norm\" : 1").replacing(key, with: "0123456789ab")
        #expect(old != text)
        try folder.write(old, to: "\(run)/run.json")
        try FileManager.default.moveItem(
            atPath: "\(folder.path)/\(run)", toPath: "\(folder.path)/Results/runs/tiny-0123456789ab")
    }

    @Test func figuresTablesAndReportsShowThemAndSaySo() async throws {
        let sentence =
            "Experiments/tiny.yaml: 1 of 2 records were computed with an older arithmetic of batch norm; "
            + "run them again with: dip run Experiments/tiny.yaml"
        _ = try await DipProgram.run("run", "Experiments/tiny.yaml", in: folder)
        #expect(try await DipProgram.run("plot", "Experiments/tiny.yaml", in: folder).error == "")
        #expect(
            try await !DipProgram.run("table", "Experiments/tiny.yaml", in: folder).out.contains("older arithmetic"))
        #expect(try !folder.text("Plots/tiny/tiny.gp").contains("older arithmetic"))
        try age(folder.runs()[0])

        let plot = try await DipProgram.run("plot", "Experiments/tiny.yaml", in: folder)
        #expect(plot.status == 0 && plot.error == "dip: \(sentence)\n")
        let script = try folder.text("Plots/tiny/tiny.gp")
        #expect(script.hasPrefix("# \(sentence)\n") && script.contains("Results/runs/tiny-0123456789ab/curves.csv"))
        let table = try await DipProgram.run("table", "Experiments/tiny.yaml", in: folder)
        #expect(
            table.status == 0 && table.error == "dip: \(sentence)\n" && table.out.contains(sentence + ".")
                && !table.out.contains("–"))
        let report = try await DipProgram.run("report", in: folder)
        #expect(report.status == 0)
        #expect(try folder.text("Results/index.html").contains(sentence + "."))

        let plan = try await DipProgram.run("run", "Experiments/tiny.yaml", "-n", in: folder)
        #expect(
            plan.out.contains(/stale: the arithmetic of batch norm changed \(version 1 -> \d\) since tiny-0123456789ab/)
        )
        _ = try await DipProgram.run("run", "Experiments/tiny.yaml", in: folder)
        #expect(folder.runs().count == 3)
        #expect(try await DipProgram.run("table", "Experiments/tiny.yaml", in: folder).error == "")
    }
}
