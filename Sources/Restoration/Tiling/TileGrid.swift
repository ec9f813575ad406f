import Imaging

/// Divides an image into overlapping tiles of equal size, which are restored independently.
public struct TileGrid: Equatable, Sendable {
    public let rows: TileAxis
    public let columns: TileAxis

    /// A grid of tiles with an overlap; traps as `TileAxis` does.
    public init(height: Int, width: Int, tileHeight: Int, tileWidth: Int, overlap: Int) {
        rows = TileAxis(length: height, side: tileHeight, overlap: min(overlap, tileHeight - 1))
        columns = TileAxis(length: width, side: tileWidth, overlap: min(overlap, tileWidth - 1))
    }

    public var count: Int { rows.parts.count * columns.parts.count }
    public var tileHeight: Int { rows.parts[0].count }
    public var tileWidth: Int { columns.parts[0].count }

    /// The place of a tile, counted row by row from the top left.
    public func place(_ index: Int) -> Crop {
        let (row, column) = (rows.parts[index / columns.parts.count], columns.parts[index % columns.parts.count])
        return .rectangle(
            left: column.lowerBound, top: row.lowerBound, right: column.upperBound, bottom: row.upperBound)
    }

    /// A tile's part of the whole image, or of a mask of its size; traps when the image has a different size.
    public func cut(_ index: Int, from image: Image) -> Image {
        precondition(
            image.height == rows.length && image.width == columns.length,
            "the tiles are those of an image of another size")
        guard count > 1 else { return image }
        guard let tile = try? image.cropped(place(index)) else { preconditionFailure("a tile lies outside its image") }
        return tile
    }
}
