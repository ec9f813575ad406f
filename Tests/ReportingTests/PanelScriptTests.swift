import Quoting
import Testing

@testable import Reporting

@Suite struct PanelScriptTests {
    @Test func numbersHaveThreeDecimalsAtMost() {
        #expect(GnuplotText.number(1200) == "1200")
        #expect(GnuplotText.number(0.1 + 0.2) == "0.3")
        #expect(GnuplotText.number(-27.12345) == "-27.123")
        #expect(GnuplotText.number(0.0004) == "0" && GnuplotText.number(-0.0) == "0")
        #expect(GnuplotText.number(1e300) == "1e+300")
    }

    @Test func markupTakesNoRoom() {
        #expect(GnuplotText.width("λ_{max}") == GnuplotText.width("λmax"))
        #expect(GnuplotText.width("abcdef") > GnuplotText.width("abc"))
    }

    @Test(arguments: zip(1...9, [(1, 1), (1, 2), (1, 3), (2, 2), (2, 3), (2, 3), (3, 3), (3, 3), (3, 3)]))
    func aGridHoldsAllPanels(panels: Int, expected: (rows: Int, columns: Int)) {
        let grid = PanelGrid(panels: panels)
        #expect((grid.rows, grid.columns) == expected)
        #expect(grid.rows * grid.columns >= panels)
        #expect((grid.rows - 1) * grid.columns < panels)
    }
}

@Suite struct LabelPlacementTests {
    private func spread(_ wanted: [Double], _ spacing: Double = 0.1) -> [Double] {
        LabelPlacement.spread(wanted, spacing: spacing, within: 0...1).map { ($0 * 1e9).rounded() / 1e9 }
    }

    @Test func leavesLabelsWithRoomWhereTheyAre() {
        #expect(spread([0.9, 0.1, 0.5]) == [0.9, 0.1, 0.5])
        #expect(spread([]) == [])
    }

    @Test func pushesNeighboursApartEvenly() {
        #expect(spread([0.5, 0.5]) == [0.45, 0.55])
        #expect(spread([0.52, 0.48, 0.9]) == [0.55, 0.45, 0.9])
        #expect(spread([0.3, 0.3, 0.3]) == [0.2, 0.3, 0.4])
    }

    @Test func staysInRange() {
        #expect(spread([1, 1, 0]) == [0.9, 1, 0])
        #expect(spread([0, 0, 0.02]) == [0, 0.1, 0.2])
    }

    @Test func keepsTheDistanceWhereThereIsNoRoom() {
        #expect(spread([0.5, 0.5, 0.5], 0.6) == [-0.1, 0.5, 1.1])
    }

    @Test func keepsOrderAndDistanceOfAnyHeights() {
        var generator = SystemRandomNumberGenerator()
        for count in 1...9 {
            let wanted = (0..<count).map { _ in Double.random(in: 0...1, using: &generator) }
            let placed = LabelPlacement.spread(wanted, spacing: 0.08, within: 0...1)
            let byHeight = wanted.indices.sorted { wanted[$0] < wanted[$1] }.map { placed[$0] }
            #expect(zip(byHeight, byHeight.dropFirst()).allSatisfy { $1 - $0 > 0.08 - 1e-9 })
            #expect(placed.allSatisfy { $0 > -1e-9 && $0 < 1 + 1e-9 })
        }
    }
}
