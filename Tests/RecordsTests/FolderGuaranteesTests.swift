import Foundation
import Testing
@testable import Records

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
