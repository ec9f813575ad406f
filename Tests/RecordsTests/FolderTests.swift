import Foundation
import Testing

@testable import Records

@Suite struct FolderTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func createsAllLevelsAndIsContentWithExistingOnes() throws {
        let path = folder.path + "/a/b/c"
        try Folder.create(path)
        try Folder.create(path + "/")
        #expect(Folder.exists(path))
    }

    @Test func namesTheFileInTheWay() throws {
        let file = try folder.file("a", "text")
        #expect(!Folder.exists(file))
        for path in [file, file + "/b"] {
            #expect(throws: RecordError("\(file): cannot be created: a file of that name is in the way")) {
                try Folder.create(path)
            }
        }
    }

    @Test(.enabled(if: isOrdinaryUser, "the superuser may write anywhere"))
    func namesTheReadOnlyFolder() throws {
        chmod(folder.path, 0o555)
        defer { chmod(folder.path, 0o755) }
        let path = folder.path
        #expect(throws: RecordError("\(path)/a: cannot be created: permission denied")) {
            try Folder.create(path + "/a/b")
        }
        #expect(throws: RecordError("\(path): cannot be written to: permission denied")) { try Folder.create(path) }
        #expect(throws: RecordError.self) { try Folder.checkWritable(path) }
    }

    @Test func aWritableFolderIsLeftAsItWas() throws {
        try Folder.checkWritable(folder.path)
        #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
    }
}

@Suite struct FolderGuaranteesTests {
    @Test func aLocalFolderKeepsThem() throws {
        let folder = try TemporaryFolder()
        try folder.file("other", "untouched")
        let found = try FolderGuarantees(of: folder.path)
        #expect(found.problems.isEmpty)
        #expect(abs(found.clockAhead) < 5)
        #expect(try folder.names == ["other"])
    }

    @Test func aFolderThatCannotBeWrittenToIsOneSentence() throws {
        let folder = try TemporaryFolder()
        try folder.file("file", "")
        let error = #expect(throws: RecordError.self) { try FolderGuarantees(of: folder.path + "/file/Results") }
        #expect(error?.description == "\(folder.path)/file/Results: there is no such folder")
    }
}
