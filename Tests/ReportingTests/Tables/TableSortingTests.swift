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

    @Test func anUnknownColumnIsAnsweredWithThoseThatAreThere() {
        var table = table(rows)
        #expect(throws: TableError("there is no column 'ssim' to sort by; allowed: block, name, final_psnr")) {
            try table.sort(by: "ssim")
        }
    }
}
