import Records
import Testing

@Suite struct CSVLineTests {
    @Test(arguments: [
        ("a,b", ["a", "b"]), ("", [""]), ("a,,", ["a", "", ""]), ("\"a,b\",c", ["a,b", "c"]), ("\"say \"\"hi\"\"\",x", ["say \"hi\"", "x"]),
    ])
    func cells(_ line: String, _ cells: [String]) {
        #expect(CSVLine.cells(line) == cells)
        #expect(CSVLine.cells(CSVLine.text(cells)) == cells)
    }

    @Test func onlyWhatNeedsItIsQuoted() {
        #expect(CSVLine.cells("\"open,b") == nil)
        #expect(CSVLine.text(["a b", "c,d", "e\"f"]) == "a b,\"c,d\",\"e\"\"f\"")
    }

    @Test func malformedFilesAreNamedWithTheirLine() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/a.csv"
        func rows(_ text: String) throws -> [[String]] {
            try AtomicFile.write(text, to: path)
            return try CSVLine.rows(path, columns: ["a", "b"]).map(\.cells)
        }
        #expect(try rows("a,b\n1,2\n\n3,\"4,5\"\n") == [["1", "2"], ["3", "4,5"]])
        #expect(throws: RecordError("\(path):1: must be the header 'a,b'")) { try rows("a\n1\n") }
        #expect(throws: RecordError("\(path):3: has 1 cells; allowed are 2: a,b")) { try rows("a,b\n1,2\n3\n") }
        #expect(throws: RecordError("\(path):2: a quote is not closed")) { try rows("a,b\n\"1,2\n") }
    }
}
