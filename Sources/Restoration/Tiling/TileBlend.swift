import Imaging

/// Assembles an image from restored tiles, which are cross-faded where they overlap.
public struct TileBlend: Sendable {
    private let grid: TileGrid
    private let scale: Int
    private let rowWeights: [[Float]]
    private let columnWeights: [[Float]]
    /// The image assembled so far; 0 where no tile has been added yet.
    public private(set) var image: Image

    /// Starts with a black image of the grid's size; for super-resolution, restored tiles are `scale` times as large as the grid's.
    public init(_ grid: TileGrid, channels: Int, scale: Int = 1) {
        self.grid = grid
        self.scale = scale
        // The overlaps grow with the tiles, so that weights are those of the larger image.
        rowWeights = grid.rows.scaled(by: scale).weights
        columnWeights = grid.columns.scaled(by: scale).weights
        image = Image(channels: channels, height: grid.rows.length * scale, width: grid.columns.length * scale)
    }

    /// Adds a restored tile with its weights; each tile must be added once. Traps when its size is not that of the grid's tile.
    public mutating func add(_ tile: Image, at index: Int) {
        let (row, column) = (index / grid.columns.parts.count, index % grid.columns.parts.count)
        let down = rowWeights[row], across = columnWeights[column]
        precondition(
            tile.channels == image.channels && tile.height == down.count && tile.width == across.count,
            "the tile is not one of the grid")
        let top = grid.rows.parts[row].lowerBound * scale, left = grid.columns.parts[column].lowerBound * scale
        for channel in 0..<tile.channels {
            for y in 0..<tile.height {
                let source = (channel * tile.height + y) * tile.width
                let target = (channel * image.height + top + y) * image.width + left
                for x in 0..<tile.width { image.pixels[target + x] += down[y] * across[x] * tile.pixels[source + x] }
            }
        }
    }
}

extension TileAxis {
    fileprivate func scaled(by factor: Int) -> TileAxis {
        TileAxis(length: length * factor, parts: parts.map { $0.lowerBound * factor..<$0.upperBound * factor })
    }
}
