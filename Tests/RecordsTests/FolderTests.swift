import Foundation
import Records
import Testing

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
    }
}
