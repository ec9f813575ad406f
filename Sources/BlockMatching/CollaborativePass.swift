import Kernels

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// One pass over all reference blocks: groups are filtered together and put back where their blocks were (METHOD section 9.6).
struct CollaborativePass {
    let settings: PassSettings
    let height: Int, width: Int
    /// The noise of each channel.
    let sigmas: [Float]

    /// Reference rows of a tile; fixed, so that sums do not depend on the number of threads.
    private static let rowsPerTile = 8

    /// The estimate of every channel.
    /// - Parameters:
    ///   - noisy: a plane for each channel; blocks are matched on the first.
    ///   - basic: the basic estimate, which makes this the second pass: blocks are matched on its first plane.
    func run(_ noisy: [[Float]], basic: [[Float]]?, pool: ThreadPool) -> [[Float]] {
        settings.block == 8
            ? run(noisy, basic: basic, pool: pool, rows: SIMD8<Float>.self)
            : run(noisy, basic: basic, pool: pool, rows: SIMD16<Float>.self)
    }

    private func run<Row: SIMD>(_ noisy: [[Float]], basic: [[Float]]?, pool: ThreadPool, rows: Row.Type) -> [[Float]]
    where Row.Scalar == Float {
        let lanes = Row.scalarCount
        let transform =
            basic == nil
            ? BlockTransform.biorthogonal(lanes: lanes) : .cosine(size: settings.block, lanes: lanes)
        let search = BlockSearch(height: height, width: width, settings: settings)
        let corners = search.corners(height), columns = search.corners(width)
        let tiles = (corners.count + Self.rowsPerTile - 1) / Self.rowsPerTile
        let sums = (0..<tiles).map { tile in
            let own = corners[tile * Self.rowsPerTile..<min(corners.count, (tile + 1) * Self.rowsPerTile)]
            let first = max(0, own.first! - settings.radius)
            let end = min(height, own.last! + settings.radius + settings.block)
            return BlockSums(rows: first..<end, width: width, channels: noisy.count, corners: Array(own))
        }
        let window = BlockWindow.kaiser(size: settings.block, lanes: lanes)
        pool.run(
            ParallelRegion(.benchmark("block matching"), tiles: tiles) { tile, _ in
                let group = BlockGroup<Row>(transform, limit: settings.groupLimit)
                var places: [BlockPlace] = []
                for row in sums[tile].corners {
                    for column in columns {
                        search.find(BlockPlace(row: row, column: column), on: (basic ?? noisy)[0], into: &places)
                        for channel in noisy.indices {
                            let sigma = sigmas[channel], weight: Float
                            if let basic {
                                weight = group.wiener(
                                    places, of: noisy[channel], basic: basic[channel], width: width, sigma: sigma)
                            } else {
                                weight = group.threshold(
                                    places, of: noisy[channel], width: width, threshold: settings.threshold * sigma,
                                    sigma: sigma)
                            }
                            sums[tile].add(group, places, weight: weight, window: window, channel: channel)
                        }
                    }
                }
            })
        return noisy.indices.map { BlockSums.estimate(sums, channel: $0, height: height, width: width) }
    }
}

/// The weighted sums of the blocks of one tile, over the rows that they can reach.
private final class BlockSums: @unchecked Sendable {
    let corners: [Int]
    private let rows: Range<Int>
    private let width: Int
    /// Sums and weights, a plane each for every channel.
    private var values: [[Float]], weights: [[Float]]

    init(rows: Range<Int>, width: Int, channels: Int, corners: [Int]) {
        self.corners = corners
        self.rows = rows
        self.width = width
        let plane = [Float](repeating: 0, count: rows.count * width)
        values = Array(repeating: plane, count: channels)
        weights = values
    }

    func add<Row: SIMD>(
        _ group: borrowing BlockGroup<Row>, _ places: [BlockPlace], weight: Float, window: [Float], channel: Int
    ) where Row.Scalar == Float {
        let lanes = Row.scalarCount, size = window.count / lanes
        values[channel].withUnsafeMutableBufferPointer { values in
            weights[channel].withUnsafeMutableBufferPointer { weights in
                for (index, place) in places.enumerated() {
                    for row in 0..<size {
                        let block = group.row(row, of: index)
                        let start = (place.row - rows.lowerBound + row) * width + place.column
                        for column in 0..<size {
                            let share = weight * window[row * lanes + column]
                            values[start + column] += share * block[column]
                            weights[start + column] += share
                        }
                    }
                }
            }
        }
    }

    /// The mean of all blocks on a channel, tile after tile.
    static func estimate(_ tiles: [BlockSums], channel: Int, height: Int, width: Int) -> [Float] {
        var value = [Float](repeating: 0, count: height * width), weight = value
        for tile in tiles {
            let start = tile.rows.lowerBound * width
            for i in tile.values[channel].indices {
                value[start + i] += tile.values[channel][i]
                weight[start + i] += tile.weights[channel][i]
            }
        }
        for i in value.indices { value[i] /= weight[i] }
        return value
    }
}

/// The window that blocks are weighted with where they overlap: Kaiser's with beta 2 along both axes, rows padded with zeros.
enum BlockWindow {
    static func kaiser(size: Int, lanes: Int) -> [Float] {
        let beta = 2.0
        let axis = (0..<size).map { place in
            let distance = 2 * Double(place) / Double(size - 1) - 1
            return besselI0(beta * (1 - distance * distance).squareRoot()) / besselI0(beta)
        }
        return axis.flatMap { row in
            axis.map { Float(row * $0) } + [Float](repeating: 0, count: lanes - size)
        }
    }
}
