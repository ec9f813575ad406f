import Testing
@testable import Downloads

@Suite struct ContentRangeTests {
    @Test func partsAreRead() throws {
        let part = try #require(ContentRange.read("bytes 100-199/5000"))
        #expect(part.start == 100 && part.total == 5000)
        let open = try #require(ContentRange.read("bytes 0-9/*"))
        #expect(open.start == 0 && open.total == nil)
    }

    @Test(arguments: ["", "bytes */5000", "bytes 100-/5000", "lines 1-2/3", "bytes 1-2", "bytes a-b/c"])
    func allElseIsNot(_ text: String) {
        #expect(ContentRange.read(text) == nil)
    }
}
