import Foundation
import Imaging
import Records
import Testing

/// The methods that the controlled decoder is compared with, side by side in one experiment.
@Suite struct BaselineRunTests {
    private let folder: TestFolder

    init() throws { folder = try TestFolder() }

    @Test func baselinesAreVariantsOfOneExperiment() async throws {
        try folder.write(
            """
            images: [leaves]
            size: 64
            iterations: 6
            record_every: 1
            variants:
              DIP: {network: {architecture: skip, down: 4, up: 4}}
              averaged DIP: {network: {architecture: skip, down: 4, up: 4}, ema: 0.9}
              SGLD: {network: {architecture: skip, down: 4, up: 4}, optimizer: {sgld: {burn_in: 1, every: 2}}}
              TV: {network: {architecture: skip, down: 4, up: 4}, regularization: {total-variation: {weight: 0.05}}}
              backtracking: {network: {architecture: skip, down: 4, up: 4}, backtrack: 5}
              deep decoder: {network: {architecture: deep-decoder, width: 8}}
              controlled: {network: {architecture: decoder, width: 8, lipschitz: 1.4}}
            figure: {kind: strip, series: variant}

            """, to: "baselines.yaml")
        let output = try await DipProgram.run("run", "baselines.yaml", in: folder)
        #expect(output.status == 0, "\(output.error)")
        var records: [String: (folder: String, record: RunRecord)] = [:]
        for run in folder.runs() {
            let record = try RunRecord(contentsOf: "\(folder.path)/\(run)/run.json")
            records[record.axes["variant"] ?? ""] = (run, record)
        }
        #expect(
            records.keys.sorted() == [
                "DIP", "SGLD", "TV", "averaged DIP", "backtracking", "controlled", "deep decoder",
            ])
        for (_, record) in records.values { #expect(record.status == .complete) }

        let sgld = try #require(records["SGLD"])
        #expect(try PNGFile.read("\(folder.path)/\(sgld.folder)/sgld.png").width == 64)
        #expect(sgld.record.summary["psnr_sgld"]! > 5)
        let table = try CurveTable(contentsOf: "\(folder.path)/\(sgld.folder)/curves.csv")
        let column = try #require(table.columns.firstIndex(of: "psnr_sgld"))
        #expect(table.rows.map { $0[column] != nil } == [false, false, true, true, true, true])
        let varied = try #require(records["TV"])
        #expect(varied.record.summary["data_loss"]! < varied.record.summary["loss"]!)
        #expect(
            records["deep decoder"]?.record.summary["psnr_lowest_loss"] != nil
                && records["averaged DIP"]?.record.summary["psnr_ema"] != nil)

        let plot = try await DipProgram.run("plot", "baselines.yaml", in: folder)
        #expect(plot.status == 0, "\(plot.error)")
        // A picture that a record lacks is made again.
        try FileManager.default.removeItem(atPath: "\(folder.path)/\(sgld.folder)/sgld.png")
        let planned = try await DipProgram.run("run", "baselines.yaml", "variants=SGLD,TV", "-n", in: folder)
        #expect(
            planned.out.contains("lacks sgld.png") && planned.out.contains("variant=TV")
                && !planned.out.contains("variant=DIP"))
    }

    @Test func theirNamesAreExplained() async throws {
        let optimizers = try await DipProgram.run("list", "optimizers", in: folder),
            terms = try await DipProgram.run("list", "regularizations", in: folder)
        #expect(
            optimizers.out.contains("sgld") && optimizers.out.contains("Langevin")
                && terms.out.contains("total-variation"))
    }
}
