import Dispatch
import Foundation
import Testing
@testable import Downloads

@Suite struct FileSumTests {
    @Test func isThatOfTheStandard() throws {
        let folder = try DownloadFolder()
        try folder.write("abc".utf8, to: "abc")
        #expect(
            try FileSum(ofFileAt: folder.path + "/abc")
                == FileSum(bytes: 3, sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"))
        try folder.write(DownloadFolder.contents, to: "long")
        #expect(try FileSum(ofFileAt: folder.path + "/long") == DownloadFolder.sum(DownloadFolder.contents))
    }

    /// FIPS 180-2: no bytes, two blocks, a million letters; in memory, and in a file that is read in chunks of 64 KiB.
    @Test(arguments: [
        ("", 1, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (
            "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", 1,
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
        ("a", 1_000_000, "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"),
    ])
    func agreesInMemoryAndInFiles(word: String, times: Int, sha256: String) throws {
        let contents = Data(String(repeating: word, count: times).utf8)
        let expected = FileSum(bytes: contents.count, sha256: sha256)
        #expect(FileSum(of: contents) == expected)
        let folder = try DownloadFolder()
        try folder.write(contents, to: "file")
        #expect(try FileSum(ofFileAt: folder.path + "/file") == expected)
    }

    /// Data of several regions, as a reader of pieces hands them on.
    @Test func countsEveryRegion() {
        var pieces = DispatchData.empty
        for piece in ["a", "b", "c"] {
            piece.utf8.withContiguousStorageIfAvailable { pieces.append(UnsafeRawBufferPointer($0)) }
        }
        #expect(pieces.regions.count == 3)
        #expect(FileSum(of: pieces).sha256 == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    }

    @Test func isNoneWithoutAFile() throws {
        let folder = try DownloadFolder()
        #expect(try FileSum(ofFileAt: folder.path + "/abc") == nil)
        let error = #expect(throws: DownloadError.self) { try FileSum(ofFileAt: folder.path) }
        #expect(error?.description == "\(folder.path): cannot be read: is a directory")
    }
}
