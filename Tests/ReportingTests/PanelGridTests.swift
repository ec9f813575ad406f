@testable import Reporting
import Testing

@Suite struct PanelGridTests {
    @Test(arguments: zip(1...9, [(1, 1), (1, 2), (1, 3), (2, 2), (2, 3), (2, 3), (3, 3), (3, 3), (3, 3)]))
    func holdsAllPanels(panels: Int, expected: (rows: Int, columns: Int)) {
        let grid = PanelGrid(panels: panels)
        #expect((grid.rows, grid.columns) == expected)
        #expect(grid.rows * grid.columns >= panels)
        #expect((grid.rows - 1) * grid.columns < panels)
    }
}
