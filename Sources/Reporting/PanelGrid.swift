/// How many rows and columns a number of equal panels takes.
struct PanelGrid: Equatable {
    let rows: Int
    let columns: Int

    /// 1, 2 and 3 panels side by side, 4 as 2 x 2, then three columns, as far as they are filled at all.
    init(panels: Int) {
        precondition(panels > 0, "a figure needs a panel")
        columns = panels == 4 ? 2 : min(panels, 3)
        rows = (panels + columns - 1) / columns
    }
}
