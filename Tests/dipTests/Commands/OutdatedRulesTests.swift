import Foundation
import Testing

/// Records whose stops were chosen by an earlier version of a rule: the runs count, and a sentence names the rule.
/// Tables show what was chosen; figures leave it out.
@Suite struct OutdatedRulesTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        try folder.write(
            "name: tiny\n" + TinySpec.settings + TinySpec.sweep
                + "monitors: [{es-emv: {patience: 1, min_start: 1}}, es-emv, ratio]\n"
                + "figure: [{name: bands, kind: bands, series: network.lipschitz}, {name: stops, kind: stopping, series: network.lipschitz}]\n"
                + "table: [{name: rules, kind: stopping}, {name: psnr, columns: [{measure: psnr}, {measure: decided_at, rule: ratio}]}]\n",
            to: "tiny.yaml")
    }

    @Test func theyAreShownAndNotMadeAgain() async throws {
        _ = try await DipProgram.run("run", "tiny.yaml", in: folder)
        let run = folder.runs()[0], path = "\(run)/stops.csv", text = try folder.text(path)
        #expect(text.contains("es-emv,alpha=0.1 patience=1000 min_start=101,"))
        #expect(try await DipProgram.run("table", "tiny.yaml", in: folder).error == "")
        #expect(try await DipProgram.run("plot", "tiny.yaml", in: folder).error == "")
        /// The lists of the figure that name the rule of the standard patience: one for each run.
        func shown() throws -> Int {
            try folder.text("Plots/tiny/stops.gp").components(separatedBy: "ES-EMV (patience 1000").count - 1
        }
        #expect(try shown() == 2)
        try folder.write(text.replacing(" min_start=101", with: ""), to: path)

        let sentence =
            "tiny.yaml: 1 of 2 records hold the choice of an earlier version of es-emv (tables show it, figures leave it out); "
            + "run them again with: dip run tiny.yaml --force"
        let table = try await DipProgram.run("table", "tiny.yaml", in: folder)
        #expect(table.status == 0 && table.error == "dip: \(sentence)\n")
        // Below the table that shows what rules chose, and not below the other.
        #expect(table.out.components(separatedBy: sentence).count == 2)
        #expect(try await DipProgram.run("table", "tiny.yaml", "--name", "psnr", in: folder).error == "")
        #expect(try await DipProgram.run("plot", "tiny.yaml", in: folder).error == "dip: \(sentence)\n")
        #expect(try shown() == 1)
        let plan = try await DipProgram.run("run", "tiny.yaml", "-n", in: folder)
        #expect(plan.out.contains("2 cached, nothing to run"))
        #expect(plan.out.contains("holds the choice of an earlier version of es-emv; --force runs it again"))
    }
}
