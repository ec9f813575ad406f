import Foundation
import Records
import Testing

@Suite struct TextFileTests {
    @Test func readsTextLongerThanOneChunk() throws {
        let folder = try TemporaryFolder()
        let text = String(repeating: "λ = 1.4\n", count: 20_000)
        #expect(try TextFile.read(folder.file("long.txt", text)) == text)
    }

    /// Instead of all memory being asked for.
    @Test func refusesWhatIsLargerThanAnyRecord() throws {
        let folder = try TemporaryFolder()
        let path = try folder.file("curves.csv", "iteration,loss\n")
        #expect(truncate(path, (1 << 30) + 1) == 0)
        #expect(
            throws: RecordError("\(path): cannot be read: it has more than 1 GiB, and no file of a record has")
        ) { try TextFile.data(path) }
    }

    @Test func refusesBytesThatAreNotText() throws {
        let folder = try TemporaryFolder()
        try AtomicFile.write(Data([0x61, 0xff, 0x62]), to: folder.path + "/a.txt")
        #expect(throws: RecordError("\(folder.path)/a.txt: is not UTF-8 text")) {
            try TextFile.read(folder.path + "/a.txt")
        }
    }
}
