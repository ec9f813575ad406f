import Foundation
import Records
import Testing

@Suite struct CurveTableTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func table(_ text: String) throws -> CurveTable {
        try CurveTable(contentsOf: folder.file("curves.csv", text))
    }

    @Test func readsNumbersAndEmptyCells() throws {
        let table = try table("iteration,psnr,ratio\n0,13.5,\n10,-2e-3,4\n")
        #expect(table.columns == ["iteration", "psnr", "ratio"])
        #expect(table.rows == [[0, 13.5, nil], [10, -0.002, 4]])
        #expect(table["psnr"] == [13.5, -0.002])
        #expect(table["ratio"] == [nil, 4])
        #expect(table["ssim"] == nil)
    }

    @Test func readsLinesThatEndInCarriageReturns() throws {
        #expect(try table("a,b\r\n1,2\r\n") == CurveTable(columns: ["a", "b"], rows: [[1, 2]]))
    }

    @Test(arguments: ["1,2\n3,4", "1,2\n3,", "1,2\n3", "1,2\n3\n", "1,2\n\n", "1,2\n3,4.x", "1,2\n\u{0}\u{0}"])
    func leavesOutATornLastLine(_ rows: String) throws {
        #expect(try table("a,b\n" + rows).rows == [[1, 2]])
    }

    @Test func aHeaderAloneIsAnEmptyTable() throws {
        #expect(try table("a,b\n").rows.isEmpty)
    }

    @Test(arguments: [
        ("", "has no complete header line"),
        ("a,b", "has no complete header line"),
        ("\n1\n", "has no complete header line"),
        ("a,,c\n", ":1: has a column without a name"),
        ("a,b,a\n", ":1: names the column 'a' twice"),
        ("a,b\n1\n3,4\n", ":2: has 1 cells but the header names 2 columns"),
        ("a,b\n\n3,4\n", ":2: has 1 cells"),
        ("a,b\n1,2\n3,4,5\n", ":3: has 3 cells"),
        ("a,b\n1,x\n3,4\n", ":2: 'x' in column 'b' is not a finite number"),
        ("a,b\n1,2\n3,nan\n", ":3: 'nan' in column 'b' is not a finite number"),
        ("a,b\ninf,2\n", ":2: 'inf' in column 'a' is not a finite number"),
        ("a,b\n1e999,2\n", ":2: '1e999' in column 'a' is not a finite number"),
        ("a,b\n 1,2\n", ":2: ' 1' in column 'a' is not a finite number"),
    ])
    func namesFileLineAndProblem(text: String, problem: String) throws {
        let error = try #require(throws: RecordError.self) { try table(text) }
        #expect(error.description.hasPrefix(folder.path + "/curves.csv"))
        #expect(error.description.contains(problem))
    }

    @Test func namesAMissingFileAndAFolder() throws {
        let missing = folder.path + "/none.csv"
        #expect(throws: RecordError("\(missing): cannot be read: no such file or directory")) {
            try CurveTable(contentsOf: missing)
        }
        #expect(throws: RecordError("\(folder.path): cannot be read: it is a folder, not a file")) {
            try CurveTable(contentsOf: folder.path)
        }
    }
}

@Suite struct CurveTailTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    private func last(_ text: String) throws -> [String: Double]? {
        CurveTail(contentsOf: try folder.file("curves.csv", text))?.values
    }

    @Test func readsTheLastFinishedRow() throws {
        #expect(try last("iteration,psnr,ssim\n0,20,0.5\n10,21.5,\n") == ["iteration": 10, "psnr": 21.5])
        #expect(try last("iteration,psnr,ssim\n0,20,0.5\n10,21.5,0.6") == ["iteration": 0, "psnr": 20, "ssim": 0.5])
    }

    @Test func whatIsNoFiniteNumberIsLeftOut() throws {
        #expect(try last("iteration,psnr,ssim\nnan,1e999,0.5\n") == ["ssim": 0.5])
    }

    @Test func ofAFileWithoutRowsThereIsNone() throws {
        #expect(try last("iteration,psnr\n") == nil)
        #expect(try last("iteration,psnr\n12") == nil)
        #expect(try last("iteration\n") == nil)
        #expect(try last("") == nil)
        #expect(CurveTail(contentsOf: folder.path + "/none.csv") == nil)
    }

    @Test func readsTheEndOfALongFile() throws {
        let rows = (0..<20_000).map { "\($0),\(Double($0) / 4)\n" }.joined()
        #expect(try last("iteration,psnr\n" + rows) == ["iteration": 19_999, "psnr": 4999.75])
    }
}
