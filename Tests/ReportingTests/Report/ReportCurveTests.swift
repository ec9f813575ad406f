import Records
import Testing

@testable import Reporting

@Suite struct ReportCurveTests {
    /// A curve of 2000 rows with a fall of three rows and a peak of one.
    private let table = CurveTable(
        columns: ["iteration", "loss", "psnr", "seconds"],
        rows: (0..<2000).map { row in
            let psnr = 1300..<1303 ~= row ? 12 : row == 777 ? 40 : 20 + 10 * Double(row) / 2000
            return [Double(row * 10), 0.1, psnr, Double(row)]
        })

    @Test func noFallAndNoPeakIsLost() throws {
        let rows = CurveThinning.rows(of: table, most: 160)
        #expect(rows.count <= 160 && rows.first == 0 && rows.last == 1999 && rows == rows.sorted())
        #expect(rows.contains(777) && rows.contains { 1300..<1303 ~= $0 })
        // A logarithmic axis shows the first iterations, too.
        #expect(rows.filter { $0 < 20 }.count > 4)
        let gaps = zip(rows, rows.dropFirst()).map { $1 - $0 }
        #expect(try #require(gaps.max()) < 70)
    }

    @Test func aShortCurveIsWhole() {
        let short = CurveTable(columns: table.columns, rows: Array(table.rows.prefix(50)))
        #expect(CurveThinning.rows(of: short, most: 160) == Array(0..<50))
    }

    @Test func whatIsNotComparedIsLeftOut() throws {
        let curve = try #require(ReportCurve(table, most: 10))
        #expect(curve.columns.map(\.name) == ["iteration", "loss", "psnr"])
        #expect(curve.json.hasPrefix("{\"iteration\":[0,") && !curve.json.contains("seconds"))
        #expect(ReportCurve(CurveTable(columns: ["iteration", "seconds"], rows: [[0, 1]])) == nil)
        #expect(ReportCurve(CurveTable(columns: ["iteration", "psnr"], rows: [])) == nil)
    }

    @Test func numbersHaveFourDigits() throws {
        let curve = try #require(
            ReportCurve(CurveTable(columns: ["iteration", "loss"], rows: [[12345, 0.000123456], [12346, nil]])))
        #expect(curve.json == "{\"iteration\":[12345,12346],\"loss\":[0.0001235,null]}")
    }
}
