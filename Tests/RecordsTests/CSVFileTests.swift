import Records
import Testing

@Suite struct CSVFileTests {
    @Test func malformedFilesAreNamedWithTheirLine() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/a.csv"
        func rows(_ text: String) throws -> [[String]] {
            try AtomicFile.write(text, to: path)
            return try CSVFile.rows(path, columns: ["a", "b"]).map(\.cells)
        }
        #expect(try rows("a,b\n1,2\n\n3,\"4,5\"\n") == [["1", "2"], ["3", "4,5"]])
        #expect(try rows("a,b\r\n1,\"2\n3\"\r\n\"x,\u{301}\",'=1\n") == [["1", "2\n3"], ["x,\u{301}", "=1"]])
        #expect(throws: RecordError("\(path):1: must be the header 'a,b'")) { try rows("a\n1\n") }
        #expect(throws: RecordError("\(path):3: has 1 cells; allowed are 2: a,b")) { try rows("a,b\n1,2\n3\n") }
        #expect(throws: RecordError("\(path):2: a quote is not closed")) { try rows("a,b\n\"1,2\n") }
    }

    @Test func cellsAreReadByColumn() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/a.csv"
        try AtomicFile.write("name,x,n\none,0.5,3\ntwo,,\nthree,nan,1.5\n", to: path)
        let rows = try CSVFile.rows(path, columns: ["name", "x", "n"])
        #expect(rows.map { $0["name"] } == ["one", "two", "three"])
        #expect(try rows[0].number("x") == 0.5 && rows[0].optionalWhole("n") == 3)
        #expect(try rows[1].optionalNumber("x") == nil && rows[1].optionalWhole("n") == nil)
        #expect(throws: RecordError("\(path):3: '' in column 'x' is not a finite number")) { try rows[1].number("x") }
        #expect(throws: RecordError("\(path):4: 'nan' in column 'x' is not a finite number")) {
            try rows[2].optionalNumber("x")
        }
        #expect(throws: RecordError("\(path):4: '1.5' in column 'n' is not a whole number")) {
            try rows[2].optionalWhole("n")
        }
    }
}
