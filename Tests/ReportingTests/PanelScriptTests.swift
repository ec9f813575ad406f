import Quoting
@testable import Reporting
import Testing

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
