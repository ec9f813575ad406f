import Foundation
import Records
import Testing

/// Records in which something that is no file stands in the place of one: no command waits for it, and the run is made.
@Suite struct ObstructedRecordTests {
    enum Kind: String, CaseIterable {
        case folder, pipe, link
    }

    private let folder: TestFolder

    init() throws {
        folder = try TestFolder()
        try folder.write(TinySpec.settings, to: "tiny.yaml")
        try folder.write("nobody's\n", to: "outside")
    }

    private func put(_ kind: Kind, at path: String) throws {
        let path = folder.path + "/" + path
        try? FileManager.default.removeItem(atPath: path)
        switch kind {
        case .folder:
            try FileManager.default.createDirectory(atPath: path + "/inside", withIntermediateDirectories: true)
        case .pipe: #expect(mkfifo(path, 0o600) == 0)
        case .link:
            try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: folder.path + "/outside")
        }
    }

    @Test(
        arguments: ["run.json", "curves.csv", "log.txt", "spec.yaml", "claim", "output.png", "stops.csv", "checkpoint"],
        Kind.allCases)
    func everyCommandEndsAndTheRunIsMade(name: String, kind: Kind) async throws {
        #expect(try await DipProgram.run("run", "tiny.yaml", in: folder).status == 0)
        let run = try #require(folder.runs().first)
        // As a run that was cut off leaves it, so that all its files are made again.
        try? FileManager.default.removeItem(atPath: "\(folder.path)/\(run)/best.png")
        try put(kind, at: "\(run)/\(name)")
        for command in ["status tiny.yaml", "status", "list runs", "logs tiny-"] {
            let output = try await DipProgram.shell("exec timeout 60 \"$0\" \(command)", in: folder)
            #expect(output.status <= 2, "\(command): \(output.error)")
        }
        let again = try await DipProgram.shell("exec timeout 60 \"$0\" run tiny.yaml", in: folder)
        #expect(again.status == 0, "\(again.out)\(again.error)")
        let path = "\(folder.path)/\(run)"
        #expect(try RunRecord(contentsOf: "\(path)/run.json").status == .complete)
        #expect(try CurveTable(contentsOf: "\(path)/curves.csv").rows.count == 3)
        #expect(!folder.exists("\(run)/claim") && folder.exists("\(run)/output.png"))
        #expect(try folder.text("outside") == "nobody's\n")
        #expect(try await DipProgram.run("run", "tiny.yaml", in: folder).out.contains("1 cached"))
    }
}
