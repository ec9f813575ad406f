import Imaging

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Divides an image into overlapping tiles of equal size, which are restored independently.
public struct TileGrid: Equatable, Sendable {
    /// The height of the image, divided into the rows of tiles.
    public let rows: TileAxis
    /// The width of the image, divided into the columns of tiles.
    public let columns: TileAxis

    /// A grid of tiles with an overlap; traps as `TileAxis` does.
    public init(height: Int, width: Int, tileHeight: Int, tileWidth: Int, overlap: Int) {
        rows = TileAxis(length: height, side: tileHeight, overlap: min(overlap, tileHeight - 1))
        columns = TileAxis(length: width, side: tileWidth, overlap: min(overlap, tileWidth - 1))
    }

    /// Number of tiles.
    public var count: Int { rows.parts.count * columns.parts.count }
    /// Height of every tile in pixels.
    public var tileHeight: Int { rows.parts[0].count }
    /// Width of every tile in pixels.
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

/// One side of an image, divided into overlapping parts of equal length, with the weights of each part where they overlap.
public struct TileAxis: Equatable, Sendable {
    /// Number of samples of the whole side.
    public let length: Int
    /// The parts, in order; the first begins at 0, the last ends at `length`.
    public let parts: [Range<Int>]

    init(length: Int, parts: [Range<Int>]) {
        self.length = length
        self.parts = parts
    }

    /// The fewest parts of `side` samples that overlap by at least `overlap`; one part if the length is at most `side`. Traps unless
    /// 0 <= overlap < side.
    public init(length: Int, side: Int, overlap: Int) {
        precondition(
            overlap >= 0 && overlap < side && length > 0, "parts of \(side) samples cannot overlap by \(overlap)")
        self.length = length
        guard length > side else {
            parts = [0..<length]
            return
        }
        let gaps = (length - side + side - overlap - 1) / (side - overlap)
        parts = (0...gaps).map { index in
            let start = (length - side) * index / gaps
            return start..<start + side
        }
    }

    /// The weights of each part's samples: they rise and fall as a raised cosine where it overlaps its neighbours, and
    /// those of all parts sum to 1 at every sample.
    public var weights: [[Float]] {
        var sums = [Double](repeating: 0, count: length)
        let raw = parts.indices.map { index in
            parts[index].map { sample in
                let weight =
                    (index > 0 ? Self.rise(sample, from: parts[index].lowerBound, to: parts[index - 1].upperBound) : 1)
                    * (index + 1 < parts.count
                        ? 1 - Self.rise(sample, from: parts[index + 1].lowerBound, to: parts[index].upperBound) : 1)
                sums[sample] += weight
                return weight
            }
        }
        return zip(parts, raw).map { part, weights in zip(part, weights).map { Float($1 / sums[$0]) } }
    }

    /// A ramp from 0 before `start` to 1 from `end` on.
    private static func rise(_ sample: Int, from start: Int, to end: Int) -> Double {
        guard end > start else { return sample < start ? 0 : 1 }
        let share = min(max((Double(sample - start) + 0.5) / Double(end - start), 0), 1)
        return (1 - cos(.pi * share)) / 2
    }
}
