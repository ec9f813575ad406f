import Testing
@testable import Downloads

@Suite struct FileSumTests {
    @Test func isThatOfTheStandard() throws {
        let folder = try DownloadFolder()
        try folder.write("abc".utf8, to: "abc")
        #expect(try FileSum(ofFileAt: folder.path + "/abc")
            == FileSum(bytes: 3, sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"))
        try folder.write(DownloadFolder.contents, to: "long")
        #expect(try FileSum(ofFileAt: folder.path + "/long") == DownloadFolder.sum(DownloadFolder.contents))
    }

    @Test func isNoneWithoutAFile() throws {
        let folder = try DownloadFolder()
        #expect(try FileSum(ofFileAt: folder.path + "/abc") == nil)
        let error = #expect(throws: DownloadError.self) { try FileSum(ofFileAt: folder.path) }
        #expect(error?.description == "\(folder.path): cannot be read: is a directory")
    }
}
