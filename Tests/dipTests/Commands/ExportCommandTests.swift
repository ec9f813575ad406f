import Foundation
import Testing

@Suite struct ExportCommandTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        try folder.write(
            TinySpec.settings + "sweep: {network.lipschitz: [1, 2]}\nseeds: [0, 1]\nema: 0.5\n", to: "tiny.yaml")
    }

    /// A row for each recorded iteration of each run, with typed settings and the values of curves.csv.
    @Test func oneTidyTable() async throws {
        _ = try await DipProgram.run("run", "tiny.yaml", in: folder)
        let output = try await DipProgram.run("export", "tiny.yaml", "-o", "out/curves.csv", in: folder)
        #expect(output.status == 0 && output.out == "out/curves.csv\n")
        let rows = try folder.text("out/curves.csv").split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        #expect(
            rows[0].starts(with: [
                "experiment", "key", "scale", "dataset", "image", "seed", "network.lipschitz", "iteration",
            ]))
        #expect(rows.count == 1 + 4 * 3 && rows.allSatisfy { $0.count == rows[0].count })
        let run = try #require(folder.runs().first), key = run.suffix(12)
        let curves = try folder.text("\(run)/curves.csv").split(separator: "\n").map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let psnr = try #require(rows[0].firstIndex(of: "psnr")), column = try #require(curves[0].firstIndex(of: "psnr"))
        let exported: [Double?] = rows.filter { $0[1] == key }.map { Double($0[psnr]) }
        let recorded: [Double?] = curves.dropFirst().map { Double($0[column]) }
        #expect(exported == recorded)

        let all = try await DipProgram.run("export", "--format", "json", in: folder)
        let objects = try #require(try JSONSerialization.jsonObject(with: Data(all.out.utf8)) as? [[String: Any]])
        #expect(objects.count == 12 && Set(objects.compactMap { $0["network.lipschitz"] as? Int }) == [1, 2])
        #expect(objects.allSatisfy { $0["ema"] == nil && $0["psnr"] is Double && $0["scale"] is NSNull })
    }

    @Test func whatIsMissingIsNamed() async throws {
        let empty = try await DipProgram.run("export", in: folder)
        #expect(empty.status == 2 && empty.error == "dip: Results: there are no complete records\n")
        _ = try await DipProgram.run("run", "tiny.yaml", "network.lipschitz=1", in: folder)
        let gap = try await DipProgram.run("export", "tiny.yaml", in: folder)
        #expect(gap.status == 2 && gap.error.contains("2 of 4 runs have no complete record"))
        #expect(try await DipProgram.run("export", "tiny.yaml", "--partial", in: folder).status == 0)
        let name = try await DipProgram.run("export", "-o", "curves.txt", in: folder)
        #expect(name.status == 2 && name.error.contains("--output needs a name that ends in .csv or .json"))
    }
}
