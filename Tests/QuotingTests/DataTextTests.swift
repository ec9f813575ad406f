import Foundation
import Quoting
import Testing

@Suite struct CSVTextTests {
    @Test func numbersStayAndFormulasAreGuarded() {
        let cells = [
            "-1.5", "+2e-3", "-.5", "=1+1", "+a", "-a", "@a", "\ta", "'=a", "'a", "-1\u{301}", "=\u{301}a", "a=b", "-",
        ]
        let line = "-1.5,+2e-3,-.5,'=1+1,'+a,'-a,'@a,'\ta,''=a,'a,'-1\u{301},'=\u{301}a,a=b,'-"
        #expect(CSVText.line(cells) == line)
        #expect(CSVText.lines(line).map(\.cells) == [cells])
    }

    @Test func quotedCellsHoldLineEnds() {
        let lines = CSVText.lines("a,b\r\n\"1\n2\r\n3\",\"4\"\n\nc,\"open\n")
        #expect(lines.map(\.line) == [1, 2, 5, 6])
        #expect(lines.map(\.cells) == [["a", "b"], ["1\n2\r\n3", "4"], [""], nil])
    }

    /// What is read again, and what a reader without our guard sees.
    @Test(.enabled(if: ScratchFolder.isInstalled("python3")))
    func readersFindTheSameCells() throws {
        let folder = try ScratchFolder()
        let rows = HostileText.all.map { ["first", $0, "", $0] }
        let text = rows.map { CSVText.line($0) + "\n" }.joined()
        let expected = rows.map { row in
            row.map { $0.unicodeScalars.map { $0 == "\0" ? "\u{fffd}" : "\($0)" }.joined() }
        }
        for (read, row) in zip(CSVText.lines(text), expected) {
            #expect(read.cells.map { isSame($0, row) } == true, "\(row[1].debugDescription)")
        }
        try folder.write(text, to: "a.csv")
        try folder.write(
            "import csv, json\nprint(json.dumps(list(csv.reader(open('a.csv', encoding='utf-8', newline='')))))\n",
            to: "read.py")
        let output = try folder.run("python3", "read.py")
        #expect(output.status == 0, "\(output.error)")
        let found = try JSONDecoder().decode([[String]].self, from: output.out)
        #expect(found.count == rows.count)
        for (read, row) in zip(found, expected) {
            let cell = read[1].unicodeScalars.first.map { "=+-@\t\r".unicodeScalars.contains($0) } == true
            #expect(!cell, "a spreadsheet reads a formula: \(row[1].debugDescription)")
            #expect(
                isSame(read, row) || isSame(read, [row[0], "'" + row[1], row[2], "'" + row[3]]),
                "\(row[1].debugDescription)")
        }
    }
}

@Suite struct JSONStringTests {
    @Test func readersFindTheSameText() throws {
        #expect(JSONString.quoted("a \"b\" \\ λ\n") == "\"a \\\"b\\\" \\\\ λ\\n\"")
        let array = "[" + HostileText.all.map(JSONString.quoted).joined(separator: ",") + "]"
        #expect(isSame(try JSONDecoder().decode([String].self, from: Data(array.utf8)), HostileText.all))
    }
}
