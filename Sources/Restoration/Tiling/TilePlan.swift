/// How large tiles may be for a limit of memory.
public struct TilePlan: Equatable, Sendable {
    /// What a tile's sides are multiples of, so that only a whole image needs a frame.
    public let multiple: Int
    /// The shortest side of a tile, a multiple.
    public let smallestSide: Int
    /// Pixels that neighbouring tiles share, unless a quarter of a tile is less.
    public let overlap: Int
    /// A shorter side makes a network fit noise sooner than its settings are meant for (METHOD section 7a).
    private static let smallestOutput = 128
    private static let outputOverlap = 64
    /// Sides longer than this many times the other are avoided.
    private static let mostElongated = 3.0

    /// Tiles for a network whose output, `scale` times the tile, has sides that are multiples of `outputMultiple`.
    public init(outputMultiple: Int, scale: Int = 1) {
        multiple = max(1, outputMultiple / scale)
        smallestSide = Self.roundedUp(Self.smallestOutput / scale, multiple)
        overlap = max(4, Self.outputOverlap / scale)
    }

    /// The whole image as one tile if that fits, else as few tiles as fit, and among those with the fewest pixels in all; nil
    /// when none fits.
    ///
    /// `bytes` is the memory that restoring one tile of height x width takes, of which there may be `limit`; it grows with
    /// both sides, about as their product.
    public func grid(height: Int, width: Int, limit: Int, bytes: (_ height: Int, _ width: Int) -> Int) -> TileGrid? {
        let whole = bytes(height, width)
        if whole <= limit {
            return TileGrid(height: height, width: width, tileHeight: height, tileWidth: width, overlap: 0)
        }
        let smallest = (height: min(height, smallestSide), width: min(width, smallestSide))
        let least = bytes(smallest.height, smallest.width)
        guard least <= limit else { return nil }
        // Which sizes are worth planning in detail.
        let fewest = Double(smallest.height * smallest.width), all = Double(height * width)
        let roughlyMost = fewest + 1.1 * Double(limit - least) / Double(max(whole - least, 1)) * (all - fewest)
        let most = (rows: mostParts(height), columns: mostParts(width))
        for count in 2...max(2, most.rows * most.columns) {
            let fitting = (1...min(count, most.rows)).compactMap { rows -> TileGrid? in
                guard count.isMultiple(of: rows), count / rows <= most.columns else { return nil }
                let columns = count / rows,
                    tile = (height: side(height, parts: rows), width: side(width, parts: columns))
                let ratio = Double(tile.height) / Double(tile.width)
                guard
                    1 / Self.mostElongated...Self.mostElongated ~= ratio || rows == most.rows
                        || columns == most.columns,
                    Double(tile.height * tile.width) <= roughlyMost, bytes(tile.height, tile.width) <= limit
                else { return nil }
                return grid(height: height, width: width, tileHeight: tile.height, tileWidth: tile.width)
            }
            if let best = fitting.min(by: { $0.pixels < $1.pixels }) { return best }
        }
        return grid(height: height, width: width, tileHeight: smallest.height, tileWidth: smallest.width)
    }

    /// Tiles of a given size, rounded up to what suits the network, shorter where the image is.
    public func grid(height: Int, width: Int, tileHeight: Int, tileWidth: Int) -> TileGrid {
        let (tall, wide) = (
            min(height, Self.roundedUp(tileHeight, multiple)), min(width, Self.roundedUp(tileWidth, multiple))
        )
        return TileGrid(
            height: height, width: width, tileHeight: tall, tileWidth: wide, overlap: min(overlap, tall / 4, wide / 4))
    }

    /// The fewest samples with which `parts` parts cover a length.
    private func side(_ length: Int, parts: Int) -> Int {
        guard parts > 1 else { return length }
        return min(
            length, max(smallestSide, Self.roundedUp((length + (parts - 1) * overlap + parts - 1) / parts, multiple)))
    }

    private func mostParts(_ length: Int) -> Int {
        length <= smallestSide ? 1 : (length - overlap + smallestSide - overlap - 1) / (smallestSide - overlap)
    }

    private static func roundedUp(_ side: Int, _ multiple: Int) -> Int { (side + multiple - 1) / multiple * multiple }
}

extension TileGrid {
    /// Of all tiles together.
    var pixels: Int { count * tileHeight * tileWidth }
}
