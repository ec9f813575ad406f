/// Chooses the size of tiles for a memory limit.
public struct TilePlan: Equatable, Sendable {
    /// A tile's sides are multiples of this, so that only a whole image needs a frame.
    public let multiple: Int
    /// The shortest side of a tile, a multiple.
    public let smallestSide: Int
    /// The overlap of neighbouring tiles in pixels, at most a quarter of a tile.
    public let overlap: Int
    /// On a shorter side a network fits noise sooner than its settings are meant for (METHOD section 7.1).
    private static let smallestOutput = 128
    private static let outputOverlap = 64
    /// The preferred largest ratio of a tile's sides.
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
    /// `bytes` is the memory for restoring one tile of height x width, which must not exceed `limit`; it grows with both sides,
    /// roughly as their product.
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

    /// Tiles of a given size, rounded up to what suits the network, or smaller if the image is.
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
    /// The pixels of all tiles together.
    var pixels: Int { count * tileHeight * tileWidth }
}
