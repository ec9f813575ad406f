import Reporting
import Testing

@Suite struct TableSortingTests {
    private func table(
        _ rows: [(block: String, name: String, number: Double?)], larger: Bool? = true, means: Bool = false
    ) -> ResultTable {
        var table = ResultTable(
            title: "", rowHeadings: ["block", "name"],
            columns: [.init(heading: "final PSNR", name: "final_psnr", largerIsBetter: larger)],
            rows: rows.map { row in
                .init(
                    headings: [row.block, row.name],
                    cells: [.init(row.number.map { .number($0, deviation: nil) } ?? .empty)], isMean: row.name == "mean"
                )
            })
        if !means { table.rows = table.rows.filter { !$0.isMean } }
        return table
    }

    private func names(_ table: ResultTable) -> [String] { table.rows.map { $0.headings[1] } }

    private let rows: [(String, String, Double?)] = [
        ("1", "a", 2), ("1", "b", 3), ("1", "c", nil), ("1", "mean", 2.5), ("2", "d", 9), ("2", "e", 9), ("2", "f", 10),
        ("2", "mean", 9.3),
    ]

    @Test func theBestComeFirstAndTheUndefinedLast() throws {
        var table = table(rows)
        try table.sort(by: "final_psnr")
        #expect(names(table) == ["f", "d", "e", "b", "a", "c"])
        try table.sort(by: "final PSNR", reversed: true)
        #expect(names(table) == ["a", "b", "d", "e", "f", "c"])
        var smaller = self.table(rows, larger: nil)
        try smaller.sort(by: "final_psnr")
        #expect(names(smaller) == ["a", "b", "d", "e", "f", "c"])
    }

    @Test func meansStayBelowTheirRows() throws {
        var table = table(rows, means: true)
        try table.sort(by: "final_psnr")
        #expect(names(table) == ["b", "a", "c", "mean", "f", "d", "e", "mean"])
        try table.sort(by: "name", reversed: true)
        #expect(names(table) == ["c", "b", "a", "mean", "f", "e", "d", "mean"])
    }

    /// What cannot be reached without the clean image is never marked, yet its largest value comes first.
    @Test func whatIsNotMarkedIsSortedBestFirst() throws {
        var table = table(rows, larger: nil)
        table.columns[0].largestFirst = true
        try table.sort(by: "final_psnr")
        #expect(names(table) == ["f", "d", "e", "b", "a", "c"])
    }

    @Test func numbersOfARowHeadingAreSortedByValue() throws {
        var table = table([("10", "a", 1), ("2", "b", 1), ("none", "c", 1), ("1", "d", 1)])
        try table.sort(by: "block")
        #expect(names(table) == ["d", "b", "a", "c"])
        try table.sort(by: "block", reversed: true)
        #expect(names(table) == ["a", "b", "d", "c"])
    }

    @Test func aMeasureNamesItsOnlyColumn() throws {
        var table = table(rows)
        table.columns[0].measure = "psnr_last"
        try table.sort(by: "psnr_last")
        #expect(names(table) == ["f", "d", "e", "b", "a", "c"])
        table.columns.append(.init(heading: "other", name: "other", measure: "psnr_last"))
        #expect(throws: TableError("several columns show 'psnr_last'; sort by one of final_psnr, other")) {
            try table.sort(by: "psnr_last")
        }
    }

    @Test func anUnknownColumnIsAnsweredWithThoseThatAreThere() {
        var table = table(rows)
        #expect(throws: TableError("there is no column 'ssim' to sort by; allowed: block, name, final_psnr")) {
            try table.sort(by: "ssim")
        }
    }
}
