#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Frequencies (a, b) with |da| + |db| at most `radius` from a centre: a square in the coordinates a + b and a - b,
/// which the centre has.
struct FrequencyCell {
    var sum, difference, radius: Float
}

/// A list of cells of frequencies, and a value for each.
struct FrequencyCells {
    let cells, next: UnsafeMutablePointer<FrequencyCell>
    let values: UnsafeMutablePointer<Float>
    let capacity: Int

    /// Cells along the side of a region at first.
    private static let finest = 5

    /// Regions along a + b, over half a period; four times as many lie along a - b, over two. D times their radius is
    /// pi / 8.
    private static func regionsAcross(kernel: Int) -> Int { max(1, 2 * (kernel - 1)) }
    static func regionCount(kernel: Int) -> Int { 4 * regionsAcross(kernel: kernel) * regionsAcross(kernel: kernel) }

    /// Fills the list with regions that cover half of all frequencies, and returns their number.
    func layRegions(kernel: Int) -> Int {
        let across = Self.regionsAcross(kernel: kernel), half = Double.pi / Double(2 * across)
        for i in 0..<across {
            for j in 0..<(4 * across) {
                cells[4 * across * i + j] = FrequencyCell(
                    sum: Float(half * Double(2 * i + 1)), difference: Float(half * Double(2 * j + 1)),
                    radius: Float(half))
            }
        }
        return 4 * across * across
    }

    /// Fills the list with a circular map's frequencies, less those that are conjugates of others, as cells without
    /// extent; returns how many they are and how many of them have even indices, which come first.
    func layGrid(height: Int, width: Int) -> (count: Int, even: Int) {
        var count = 0, even = 0
        for isEven in [true, false] {
            for u in 0..<height {
                for v in 0...(width / 2) where ((u | v) & 1 == 0) == isEven {
                    // Two columns hold conjugates of their own.
                    if v == 0 || 2 * v == width, 2 * u > height { continue }
                    let a = 2 * .pi * Double(u) / Double(height), b = 2 * .pi * Double(v) / Double(width)
                    cells[count] = FrequencyCell(sum: Float(a + b), difference: Float(a - b), radius: 0)
                    count += 1
                }
            }
            if isEven { even = count }
        }
        return (count, even)
    }

    /// Divides each region into so many cells, at most `limit` in all, that most of them should be dropped when the
    /// largest eigenvalue is `threshold`; returns their number.
    func divide(_ regions: Int, degree: Double, threshold: Float, limit: Int) -> Int {
        /// Along the side of a region: the singular value falls by the cosine of D times the radius.
        func cuts(_ region: Int) -> Int {
            let angle = acos(min(1, Double(0.995 * values[region] / threshold).squareRoot()))
            let parts = degree * Double(cells[region].radius) / max(angle, 1e-9)
            return Int(min(Double(Self.finest), parts.rounded(.up)))
        }
        func total(_ most: Int) -> Int { (0..<regions).reduce(0) { $0 + min(cuts($1), most) * min(cuts($1), most) } }
        var most = Self.finest
        while most > 1, total(most) > min(limit, capacity) { most -= 1 }
        var count = 0
        for region in 0..<regions { divide(cells[region], into: max(1, min(cuts(region), most)), &count) }
        cells.update(from: next, count: count)
        return count
    }

    /// Cuts those of the first cells in four whose radius is above `radius`; their parts come first, the other cells behind
    /// them. Returns how many that makes.
    func quarter(_ count: Int, widerThan radius: Float) -> Int {
        var total = 0
        for cell in 0..<count where cells[cell].radius > radius { divide(cells[cell], into: 2, &total) }
        for cell in 0..<count where cells[cell].radius <= radius {
            next[total] = cells[cell]
            total += 1
        }
        cells.update(from: next, count: total)
        return total
    }

    func widerCount(_ count: Int, than radius: Float) -> Int {
        (0..<count).reduce(0) { $0 + (cells[$1].radius > radius ? 1 : 0) }
    }

    /// Removes the cells `start..<end`, and returns how many are left of `count`.
    func close(from start: Int, to end: Int, count: Int) -> Int {
        for cell in end..<count { cells[start + cell - end] = cells[cell] }
        return count - end + start
    }

    /// Appends the `parts` x `parts` parts of a cell to `next`.
    private func divide(_ whole: FrequencyCell, into parts: Int, _ count: inout Int) {
        let radius = whole.radius / Float(parts)
        for i in 0..<parts {
            for j in 0..<parts {
                next[count] = FrequencyCell(
                    sum: whole.sum - whole.radius + radius * Float(2 * i + 1),
                    difference: whole.difference - whole.radius + radius * Float(2 * j + 1), radius: radius)
                count += 1
            }
        }
    }

    /// The place of the largest of the first values.
    func highest(_ count: Int) -> Int {
        (0..<count).reduce(0) { values[$1] > values[$0] ? $1 : $0 }
    }

    func largestRadius(_ count: Int) -> Float {
        (0..<count).reduce(0) { max($0, cells[$1].radius) }
    }
}
