import Foundation
import Records
import Testing

@Suite struct CurveWriterTests {
    private let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
    }

    @Test func writesTheShortestTextThatReadsBackEqual() throws {
        let writer = try CurveWriter(path: folder.path + "/curves.csv", columns: ["iteration", "loss", "psnr"])
        try writer.append([0, 0.1, 27])
        try writer.append([1200, 1e-7, 1.0 / 3])
        try writer.append([-3, 1e22, -0.5])
        try writer.close()
        #expect(
            try folder.text("curves.csv") == """
                iteration,loss,psnr
                0,0.1,27
                1200,1e-07,0.3333333333333333
                -3,1e+22,-0.5

                """)
    }

    @Test func readsBackEveryBit() throws {
        var generator = SystemRandomNumberGenerator()
        let values = (0..<400).map { _ in Double(bitPattern: generator.next()) }.filter(\.isFinite)
        let path = folder.path + "/curves.csv"
        let writer = try CurveWriter(path: path, columns: ["value"])
        for value in values { try writer.append([value]) }
        try writer.close()
        #expect(try CurveTable(contentsOf: path)["value"] == values)
    }

    @Test func undefinedValuesAreEmptyCells() throws {
        let writer = try CurveWriter(path: folder.path + "/curves.csv", columns: ["a", "b", "c", "d"])
        try writer.append([nil, .nan, .infinity, -.infinity])
        #expect(try folder.text("curves.csv") == "a,b,c,d\n,,,\n")
    }

    @Test func everyRowIsInTheFileAtOnce() throws {
        let writer = try CurveWriter(path: folder.path + "/curves.csv", columns: ["a"])
        #expect(try folder.text("curves.csv") == "a\n")
        try writer.append([1])
        #expect(try folder.text("curves.csv") == "a\n1\n")
        try writer.append([2])
        #expect(try folder.text("curves.csv") == "a\n1\n2\n")
    }

    @Test func startsAnExistingFileAnew() throws {
        let path = try folder.file("curves.csv", "old,header,that,is,longer\n1,2,3,4,5\n")
        try CurveWriter(path: path, columns: ["a"]).close()
        #expect(try folder.text("curves.csv") == "a\n")
    }

    @Test func namesTheFileAndTheReason() throws {
        let missing = folder.path + "/none/curves.csv"
        #expect(throws: RecordError("\(missing): cannot be written: no such file or directory")) {
            try CurveWriter(path: missing, columns: ["a"])
        }
    }

    /// It belongs to the system, and is not moved away as other things in the place of a file are.
    @Test func aDeviceIsOneSentence() {
        #expect(throws: RecordError("/dev/null: cannot be replaced: it is a device, not a file")) {
            try CurveWriter(path: "/dev/null", columns: ["a"])
        }
    }

    @Test(.enabled(if: isOrdinaryUser, "the superuser may write anywhere"))
    func aReadOnlyFolderIsOneSentence() {
        let path = folder.path + "/curves.csv"
        folder.whileReadOnly {
            #expect(throws: RecordError("\(path): cannot be written: permission denied")) {
                try CurveWriter(path: path, columns: ["a"])
            }
        }
    }

    private func mark(rows: Int) throws -> CurveMark {
        let writer = try CurveWriter(path: folder.path + "/curves.csv", columns: ["a", "b"])
        for row in 0..<rows { try writer.append([Double(row), 0.1]) }
        return try writer.synchronized()
    }

    @Test(arguments: ["", "3,", "3,0.1", "3,0.1\n", "3,0.1\n4,0.1\n5,"])
    func goesOnWhereItWas(followed: String) throws {
        let path = folder.path + "/curves.csv"
        let mark = try mark(rows: 3)
        let before = try folder.text("curves.csv")
        #expect(mark.rows == 3 && mark.bytes == before.utf8.count && before == "a,b\n0,0.1\n1,0.1\n2,0.1\n")
        try folder.file("curves.csv", before + followed)
        let writer = try #require(try CurveWriter(path: path, columns: ["a", "b"], continuing: mark))
        #expect(try writer.synchronized() == mark)
        #expect(try folder.text("curves.csv") == before)
        try writer.append([3, 0.25])
        #expect(try folder.text("curves.csv") == before + "3,0.25\n")
        // The mark of a continued file is that of one written in one go.
        let later = try writer.synchronized()
        try writer.close()
        let whole = try CurveWriter(path: folder.path + "/whole.csv", columns: ["a", "b"])
        for row in [[0, 0.1], [1, 0.1], [2, 0.1], [3, 0.25]] { try whole.append(row) }
        #expect(try whole.synchronized() == later)
    }

    @Test func goesOnBehindTheHeaderOnly() throws {
        let mark = try mark(rows: 0)
        #expect(mark.rows == 0 && mark.bytes == 4)
        try folder.file("curves.csv", "a,b\n0,")
        let writer = try #require(
            try CurveWriter(path: folder.path + "/curves.csv", columns: ["a", "b"], continuing: mark))
        try writer.append([7, nil])
        #expect(try folder.text("curves.csv") == "a,b\n7,\n")
    }

    @Test(arguments: [
        "", "a,b\n", "a,b\n0,0.1\n1,0.1\n2,0.", "a,b\n0,0.1\n1,0.2\n2,0.1\n3,0.1\n", "b,a\n0,0.1\n1,0.1\n2,0.1\n",
    ])
    func anotherBeginningIsLeftAlone(text: String) throws {
        let mark = try mark(rows: 3)
        try folder.file("curves.csv", text)
        #expect(try CurveWriter(path: folder.path + "/curves.csv", columns: ["a", "b"], continuing: mark) == nil)
        #expect(try folder.text("curves.csv") == text)
    }

    @Test func otherColumnsOrNoFileAreNoContinuation() throws {
        let path = folder.path + "/curves.csv"
        let mark = try mark(rows: 1)
        #expect(try CurveWriter(path: path, columns: ["a", "b", "c"], continuing: mark) == nil)
        #expect(try CurveWriter(path: path, columns: ["a"], continuing: mark) == nil)
        try FileManager.default.removeItem(atPath: path)
        #expect(try CurveWriter(path: path, columns: ["a", "b"], continuing: mark) == nil)
        #expect(try folder.names.isEmpty)
    }

    @Test func aClosedFileTakesNoRow() throws {
        let writer = try CurveWriter(path: folder.path + "/curves.csv", columns: ["a"])
        try writer.close()
        try writer.close()
        #expect(throws: RecordError.self) { try writer.append([1]) }
    }

    /// Another run's rows up to a mark, and then own ones; the other file is only read.
    @Test func beginsWithTheRowsOfAnotherRun() throws {
        let source = folder.path + "/source.csv", path = folder.path + "/curves.csv"
        let writer = try CurveWriter(path: source, columns: ["a", "b"])
        try writer.append([1, 2])
        let mark = try writer.synchronized()
        try writer.append([3, 4])
        try writer.close()

        let bytes = try #require(try CurveWriter.beginning(of: source, columns: ["a", "b"], until: mark))
        try folder.file("curves.csv", "old\n")
        let own = try CurveWriter(path: path, columns: ["a", "b"], beginning: bytes, until: mark)
        try own.append([5, 6])
        let end = try own.synchronized()
        #expect(try folder.text("curves.csv") == "a,b\n1,2\n5,6\n" && folder.text("source.csv") == "a,b\n1,2\n3,4\n")
        // The new mark is one of the new file.
        try own.close()
        #expect(end.rows == 2)
        #expect(try CurveWriter(path: path, columns: ["a", "b"], continuing: end) != nil)

        #expect(try CurveWriter.beginning(of: source, columns: ["a", "c"], until: mark) == nil)
        #expect(try CurveWriter.beginning(of: folder.path + "/none", columns: ["a", "b"], until: mark) == nil)
        try folder.file("source.csv", "a,b\n1,9\n3,4\n")
        #expect(try CurveWriter.beginning(of: source, columns: ["a", "b"], until: mark) == nil)
    }
}
