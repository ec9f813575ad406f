import Foundation
import Imaging
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

    /// An hour of work would be lost if it were known only when the picture is written.
    @Test(arguments: [Kind.folder, .pipe], ["out.png", "out/curves.csv", "out/restoration.json", "out/after.png"])
    func aPhotographIsNotRestoredToWhereNothingCanBeWritten(kind: Kind, name: String) async throws {
        try folder.write(SyntheticImage.leaves.image(width: 64, height: 64), to: "photo.png")
        try FileManager.default.createDirectory(atPath: folder.path + "/out", withIntermediateDirectories: true)
        try put(kind, at: name)
        let line =
            "exec timeout 60 \"$0\" restore photo.png --task denoise --iterations 2 --threads 1 --force -o out.png"
        let output = try await DipProgram.shell(line, in: folder)
        #expect(output.status == 2 && output.out.isEmpty)
        #expect(output.error.hasPrefix("dip: \(name): is a \(kind == .folder ? "folder" : "device or pipe"), which "))
    }

    @Test func aRecordNeedsAFolder() async throws {
        try folder.write(SyntheticImage.leaves.image(width: 64, height: 64), to: "photo.png")
        let output = try await DipProgram.run(
            "restore", "photo.png", "--task", "denoise", "--iterations", "2", "--record", "outside", in: folder)
        #expect(output.status == 2)
        #expect(output.error == "dip: outside: the record needs a folder, and a file of that name is in the way\n")
    }

    @Test(
        arguments: [
            "run.json", "curves.csv", "log.txt", "spec.yaml", "claim", "output.png", "stops.csv", "checkpoint",
        ],
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
            // A sentence, not a dump of Foundation's error.
            #expect(!output.error.contains("Error Domain"), "\(command): \(output.error)")
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
