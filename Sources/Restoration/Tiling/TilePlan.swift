/// How large tiles may be for a limit of memory.
public enum TilePlan {
    /// Pixels that neighbouring tiles share, unless a quarter of a tile is less.
    public static let overlap = 64
    /// A side below this makes a network fit noise sooner than its settings are meant for (METHOD section 7a).
    public static let smallestSide = 128
    /// Sides longer than this many times the other are avoided.
    private static let mostElongated = 3.0

    /// The whole image as one tile if that fits, else as few tiles as fit, and among those with the fewest pixels in all; nil when none fits.
    /// - Parameters:
    ///   - multiple: what a tile's sides are multiples of, so that only a whole image needs a frame.
    ///   - bytes: the memory that restoring one tile of height x width takes; grows with both.
    public static func grid(height: Int, width: Int, multiple: Int, limit: Int, bytes: (_ height: Int, _ width: Int) -> Int) -> TileGrid? {
        if bytes(height, width) <= limit { return TileGrid(height: height, width: width, tileHeight: height, tileWidth: width, overlap: 0) }
        let smallest = roundedUp(smallestSide, multiple)
        let most = (rows: mostParts(height, smallest), columns: mostParts(width, smallest))
        for count in 2...max(2, most.rows * most.columns) {
            let fitting = (1...min(count, most.rows)).compactMap { rows -> TileGrid? in
                guard count.isMultiple(of: rows), count / rows <= most.columns else { return nil }
                let tile = (height: side(height, parts: rows, multiple), width: side(width, parts: count / rows, multiple))
                let ratio = Double(tile.height) / Double(tile.width)
                guard 1 / mostElongated...mostElongated ~= ratio || rows == most.rows || count / rows == most.columns,
                      bytes(tile.height, tile.width) <= limit else { return nil }
                return grid(height: height, width: width, tileHeight: tile.height, tileWidth: tile.width)
            }
            if let best = fitting.min(by: { $0.pixels < $1.pixels }) { return best }
        }
        return nil
    }

    /// Tiles of a given size, shorter where the image is.
    public static func grid(height: Int, width: Int, tileHeight: Int, tileWidth: Int) -> TileGrid {
        TileGrid(height: height, width: width, tileHeight: tileHeight, tileWidth: tileWidth,
                 overlap: min(overlap, tileHeight / 4, tileWidth / 4))
    }

    /// The side of the fewest samples with which `parts` parts cover a length.
    private static func side(_ length: Int, parts: Int, _ multiple: Int) -> Int {
        guard parts > 1 else { return length }
        return min(length, roundedUp((length + (parts - 1) * overlap + parts - 1) / parts, multiple))
    }

    private static func mostParts(_ length: Int, _ smallest: Int) -> Int {
        length <= smallest ? 1 : (length - overlap + smallest - overlap - 1) / (smallest - overlap)
    }

    private static func roundedUp(_ side: Int, _ multiple: Int) -> Int { (side + multiple - 1) / multiple * multiple }
}

extension TileGrid {
    /// Of all tiles together.
    var pixels: Int { count * tileHeight * tileWidth }
}
