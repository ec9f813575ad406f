import Foundation
import Records
import Testing

@Suite struct AtomicFileTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func writesAndReplaces() throws {
        try AtomicFile.write("first, longer\n", to: folder.path + "/a.txt")
        try AtomicFile.write("second\n", to: folder.path + "/a.txt")
        #expect(try folder.text("a.txt") == "second\n")
        #expect(try folder.names == ["a.txt"])
    }

    @Test func writesBytesAndNothing() throws {
        let bytes = Data((0..<200_000).map { UInt8(truncatingIfNeeded: $0) })
        try AtomicFile.write(bytes, to: folder.path + "/a.bin")
        try AtomicFile.write(Data(), to: folder.path + "/empty")
        #expect(try TextFile.data(folder.path + "/a.bin") == bytes)
        #expect(try TextFile.data(folder.path + "/empty").isEmpty)
    }

    @Test func aFailureKeepsTheOldAndLeavesNoTemporary() throws {
        let target = folder.path + "/taken"
        try Folder.create(target + "/inside")
        let error = try #require(throws: RecordError.self) { try AtomicFile.write("text", to: target) }
        #expect(error.description.hasPrefix("\(target): cannot be written: "))
        #expect(try folder.names == ["taken"])
    }

    @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"), "this system has no full device"))
    func whatAStreamDoesNotTakeIsAnError() throws {
        let error = try #require(throws: RecordError.self) { try StreamFile.write("text", to: "/dev/full") }
        #expect(error.description.hasPrefix("/dev/full: cannot be written: "))
        try StreamFile.write("text", to: "/dev/null")
    }

    @Test func leftoversOfKilledProcessesAreRemoved() throws {
        try folder.file(".run.json.123.9f.tmp", "half")
        try folder.file(".partial-1x", "half")
        for name in ["run.json", ".hidden", "a.tmp"] { try folder.file(name, "whole") }
        AtomicFile.removeTemporaries(in: folder.path)
        #expect(try folder.names == [".hidden", "a.tmp", "run.json"])
        let name = URL(fileURLWithPath: AtomicFile.temporaryPath(beside: folder.path + "/run.json")).lastPathComponent
        try folder.file(name, "half")
        AtomicFile.removeTemporaries(in: folder.path)
        #expect(try folder.names == [".hidden", "a.tmp", "run.json"])
        AtomicFile.removeTemporaries(in: folder.path + "/none")
    }

    @Test func namesTheTargetAndNotTheTemporary() {
        let path = folder.path + "/none/a.txt"
        #expect(throws: RecordError("\(path): cannot be written: no such file or directory")) {
            try AtomicFile.write("text", to: path)
        }
    }

    @Test(.enabled(if: isOrdinaryUser, "the superuser may write anywhere"))
    func aReadOnlyFolderIsOneSentence() {
        let path = folder.path + "/a.txt"
        folder.whileReadOnly {
            #expect(throws: RecordError("\(path): cannot be written: permission denied")) {
                try AtomicFile.write("text", to: path)
            }
        }
    }
}
