/// A separable transform of square blocks, T B T', with its inverse; rows of blocks are padded with zeros to vectors.
struct BlockTransform: Sendable {
    let size: Int
    /// T, its transposed, the inverse of T and that's transposed, each `size` rows of a vector's length.
    let forward: [Float], forwardTransposed: [Float], inverse: [Float], inverseTransposed: [Float]

    /// - Parameter rows: T, of full rank.
    private init(rows: [[Double]], lanes: Int) {
        size = rows.count
        func padded(_ rows: [[Double]]) -> [Float] {
            rows.flatMap { row in row.map { Float($0) } + [Float](repeating: 0, count: lanes - row.count) }
        }
        let inverse = Self.inverted(rows)
        forward = padded(rows)
        forwardTransposed = padded(Self.transposed(rows))
        self.inverse = padded(inverse)
        inverseTransposed = padded(Self.transposed(inverse))
    }

    /// The orthonormal cosine transform, DCT-II.
    static func cosine(size: Int, lanes: Int) -> BlockTransform {
        BlockTransform(
            rows: (0..<size).map { k in
                let scale = ((k == 0 ? 1 : 2) / Double(size)).squareRoot()
                return (0..<size).map { place -> Double in
                    scale * cos(.pi * (Double(place) + 0.5) * Double(k) / Double(size))
                }
            }, lanes: lanes)
    }

    /// The biorthogonal wavelet transform bior1.5 of 8 samples, periodic and of full depth, whose rows have norm 1, so that white noise has
    /// one deviation in all coefficients.
    static func biorthogonal(lanes: Int) -> BlockTransform {
        var low = (0..<8).map { place in (0..<8).map { $0 == place ? 1.0 : 0 } }
        var rows: [[Double]] = []
        while low.count > 1 {
            let (smooth, detail) = halved(low)
            rows = detail + rows
            low = smooth
        }
        return BlockTransform(
            rows: (low + rows).map { row in
                let norm = row.reduce(0) { $0 + $1 * $1 }.squareRoot()
                return row.map { $0 / norm }
            }, lanes: lanes)
    }

    /// One step of the wavelet transform on a column of rows.
    private static func halved(_ rows: [[Double]]) -> (low: [[Double]], high: [[Double]]) {
        let count = rows.count, taps: [Double] = [3, -3, -22, 22, 128, 128, 22, -22, -3, 3]
        func combined(_ terms: [(weight: Double, row: Int)]) -> [Double] {
            rows[0].indices.map { column in terms.reduce(0) { $0 + $1.weight * rows[$1.row][column] } }
        }
        let low = (0..<count / 2).map { place in
            combined(
                taps.enumerated().map { k, tap in
                    (tap / (128 * 2.0.squareRoot()), ((2 * place + k - 4) % count + count) % count)
                })
        }
        let high = (0..<count / 2).map { place in
            combined([(0.5.squareRoot(), 2 * place), (-0.5.squareRoot(), 2 * place + 1)])
        }
        return (low, high)
    }

    private static func transposed(_ rows: [[Double]]) -> [[Double]] {
        rows.indices.map { column in rows.map { $0[column] } }
    }

    /// By Gauss and Jordan with row pivots.
    private static func inverted(_ rows: [[Double]]) -> [[Double]] {
        let count = rows.count
        var system = rows.enumerated().map { index, row in row + (0..<count).map { $0 == index ? 1.0 : 0 } }
        for column in 0..<count {
            let pivot = (column..<count).max { abs(system[$0][column]) < abs(system[$1][column]) }!
            system.swapAt(column, pivot)
            let scale = system[column][column]
            system[column] = system[column].map { $0 / scale }
            for row in 0..<count where row != column {
                let factor = system[row][column]
                for place in 0..<2 * count { system[row][place] -= factor * system[column][place] }
            }
        }
        return system.map { Array($0[count...]) }
    }
}

#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif
