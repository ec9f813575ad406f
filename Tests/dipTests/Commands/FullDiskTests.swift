import Foundation
import Records
import Testing

/// A limit on the size of files stands for a full disk: writing stops in the middle of a file.
@Suite struct FullDiskTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        try folder.write(TinySpec.settings, to: "tiny.yaml")
    }

    /// `blocks` are of 512 bytes.
    private func run(_ arguments: String, blocks: Int) async throws -> DipProgram.Output {
        let command = "exec \"$0\" run tiny.yaml --threads 1 \(arguments)"
        return try await DipProgram.shell("trap '' XFSZ; ulimit -f \(blocks); \(command)", in: folder)
    }

    @Test func aFullResultsFolderIsRefusedBeforeAnythingRuns() async throws {
        let output = try await run("", blocks: 1)
        #expect(output.status == 2)
        #expect(output.error.hasPrefix("dip: Results/runs/"))
        #expect(output.error.hasSuffix("cannot be written: file too large\n"))
        #expect(output.error.count { $0 == "\n" } == 1)
        #expect(folder.names(in: "Results/runs").isEmpty)
    }

    @Test func aDiskThatFillsUpFailsTheRunAndLeavesWholeFiles() async throws {
        let output = try await run("iterations=400", blocks: 64)
        #expect(output.status == 1)
        #expect(output.error.contains("curves.csv: cannot be written: file too large"))
        let run = try #require(folder.runs().first)
        let record = try RunRecord(contentsOf: "\(folder.path)/\(run)/run.json")
        #expect(record.status == .failed)
        #expect(record.error?.contains("file too large") == true)
        #expect(try folder.text("\(run)/curves.csv").hasSuffix("\n"))
        #expect(try CurveTable(contentsOf: "\(folder.path)/\(run)/curves.csv").rows.count > 10)
        #expect(!folder.names(in: run).contains { $0.hasPrefix(".") })
        #expect(!folder.exists("\(run)/output.png"))
    }
}
