import Reporting
import Testing

@Suite struct BestCellsTests {
    private func best(
        _ scope: BestScope, _ numbers: [[Double?]], larger: [Bool?], isMean: [Bool] = [], isRanked: [Bool] = []
    ) -> [[Bool]] {
        var table = ResultTable(
            title: "", rowHeadings: ["row"],
            columns: larger.map { ResultTable.Column(heading: "", name: "", digits: 1, largerIsBetter: $0) },
            rows: numbers.enumerated().map { index, row in
                ResultTable.Row(
                    headings: ["\(index)"],
                    cells: row.map { number in
                        ResultTable.Cell(number.map { .number($0, deviation: nil) } ?? .empty)
                    }, isMean: isMean.isEmpty ? false : isMean[index],
                    isRanked: isRanked.isEmpty ? true : isRanked[index])
            })
        table.markBest(scope)
        return table.rows.map { $0.cells.map(\.isBest) }
    }

    @Test func ofARowAmongColumnsOfTheSameDirection() {
        // The third is not ranked; the last two are better when smaller.
        #expect(
            best(.row, [[3, 5, 9, 0.25, 0.5], [4, nil, 9, nil, 1]], larger: [true, true, nil, false, false])
                == [[false, true, false, true, false], [false, false, false, false, false]])
    }

    @Test func ofAColumnWithoutMeans() {
        #expect(
            best(.column, [[1, 5], [3, 4], [9, 9]], larger: [true, false], isMean: [false, false, true])
                == [[false, false], [true, true], [false, false]])
        #expect(
            best(.column, [[0], [2], [1]], larger: [false], isRanked: [false, true, true]) == [
                [false], [false], [true],
            ])
    }

    @Test func whatLooksEqualIsEquallyGood() {
        #expect(best(.column, [[1.04], [0.96], [0.9]], larger: [true]) == [[true], [true], [false]])
        #expect(best(.none, [[1], [2]], larger: [true]) == [[false], [false]])
    }

    /// The best of the others is marked, and a single other is not.
    @Test func whatIsNotRankedIsNotCompared() {
        func best(_ numbers: [Double], unranked: Set<Int>) -> [Bool] {
            var table = ResultTable(
                title: "", rowHeadings: ["row"],
                columns: numbers.map { _ in ResultTable.Column(heading: "", name: "", largerIsBetter: true) },
                rows: [
                    ResultTable.Row(
                        headings: [""],
                        cells: numbers.enumerated().map {
                            ResultTable.Cell(.number($1, deviation: nil), isRanked: !unranked.contains($0))
                        })
                ])
            table.markBest(.row)
            return table.rows[0].cells.map(\.isBest)
        }
        #expect(best([3, 5, 4], unranked: [1]) == [false, false, true])
        #expect(best([3, 3, 2], unranked: [1]) == [true, false, false])
        #expect(best([3, 5], unranked: [1]) == [false, false])
    }

    @Test func cellsMayHaveDecimalsOfTheirOwn() {
        var table = ResultTable(
            title: "", rowHeadings: ["row"],
            columns: [ResultTable.Column(heading: "", name: "", digits: 1, largerIsBetter: true)],
            rows: [1.04, 0.96].map {
                ResultTable.Row(headings: [""], cells: [ResultTable.Cell(.number($0, deviation: nil), digits: 2)])
            })
        table.markBest(.column)
        #expect(table.rows.map { $0.cells[0].isBest } == [true, false])
    }
}
