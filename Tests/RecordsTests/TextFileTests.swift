import Foundation
import Records
import Testing

@Suite struct TextFileTests {
    @Test func readsTextLongerThanOneChunk() throws {
        let folder = try TemporaryFolder()
        let text = String(repeating: "λ = 1.4\n", count: 20_000)
        #expect(try TextFile.read(folder.file("long.txt", text)) == text)
    }

    @Test func refusesBytesThatAreNotText() throws {
        let folder = try TemporaryFolder()
        try AtomicFile.write(Data([0x61, 0xff, 0x62]), to: folder.path + "/a.txt")
        #expect(throws: RecordError("\(folder.path)/a.txt: is not UTF-8 text")) {
            try TextFile.read(folder.path + "/a.txt")
        }
    }
}
