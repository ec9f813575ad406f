import DeviceKernels

extension Tile {
    /// The tile for a product of rows x columns; the choice is a part of the arithmetic and the same on every device.
    static func forProduct(rows: Int, columns: Int) -> Tile {
        if columns <= Tile.narrow.columns { return .narrow }
        if columns <= Tile.thin.columns { return .thin }
        // A large tile does most with what it reads, but there must be enough of them for all of a device.
        let largeTiles = groups(rows, Tile.large.rows) * groups(columns, Tile.large.columns)
        return columns > Tile.middle.columns && largeTiles >= 128 ? .large : .middle
    }

    /// Tiles of `size` that cover `count`.
    static func groups(_ count: Int, _ size: Int) -> Int { (count + size - 1) / size }
}
