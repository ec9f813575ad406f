#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// Frequencies (a, b) with |da| + |db| at most `radius` from a centre: a square in the coordinates a + b and a - b,
/// which the centre has.
struct FrequencyCell {
    var sum, difference, radius: Float

    /// One of the parts x parts cells that make up this one.
    func part(_ index: Int, of parts: Int) -> FrequencyCell {
        let (row, column) = index.quotientAndRemainder(dividingBy: parts), part = radius / Float(parts)
        return FrequencyCell(
            sum: sum + part * Float(2 * row + 1 - parts),
            difference: difference + part * Float(2 * column + 1 - parts), radius: part)
    }
}

/// Cells of frequencies in memory of their own, and the values that were found at the centres of the first ones.
struct FrequencyCells {
    let cells: UnsafeMutablePointer<FrequencyCell>
    let values: UnsafeMutablePointer<Float>
    let capacity: Int
    let kernel: Int

    /// D, the degree of the transfer matrix's polynomial about its middle tap.
    var degree: Double { Double(kernel - 1) / 2 }

    // MARK: Regions, whose centres are measured first

    /// Regions along a + b, over half a period; four times as many lie along a - b, over two. D times their radius is
    /// pi / 8.
    private static func regionsAcross(kernel: Int) -> Int { max(1, 2 * (kernel - 1)) }
    static func regionCount(kernel: Int) -> Int { 4 * regionsAcross(kernel: kernel) * regionsAcross(kernel: kernel) }

    private var across: Int { Self.regionsAcross(kernel: kernel) }
    private var regionRadius: Double { Double.pi / Double(2 * across) }
    var regionCount: Int { 4 * across * across }

    private func region(_ index: Int) -> FrequencyCell {
        let (i, j) = index.quotientAndRemainder(dividingBy: 4 * across)
        return FrequencyCell(
            sum: Float(regionRadius * Double(2 * i + 1)),
            difference: Float(regionRadius * Double(2 * j + 1)), radius: Float(regionRadius))
    }

    /// Puts the regions first: together they are half of all frequencies, the others are their conjugates.
    func layRegions() {
        for index in 0..<regionCount { cells[index] = region(index) }
    }

    /// The value of the region in row i and column j of the whole plane, which holds each frequency and its conjugate
    /// again and again.
    private func value(_ i: Int, _ j: Int) -> Float {
        var i = i, j = j
        // A period of a, or of b: 2 pi along both axes.
        while i >= across {
            i -= 2 * across
            j -= 2 * across
        }
        if i < 0 { (i, j) = (-1 - i, -1 - j) }
        let columns = 4 * across
        return values[i * columns + ((j % columns) + columns) % columns]
    }

    /// The value to be expected at the centre of a cell inside a region: that between the four nearest regions'.
    func expectedValue(_ cell: FrequencyCell) -> Float {
        let x = Double(cell.sum) / (2 * regionRadius) - 0.5, y = Double(cell.difference) / (2 * regionRadius) - 0.5
        let i = Int(x.rounded(.down)), j = Int(y.rounded(.down))
        let u = Float(x - Double(i)), v = Float(y - Double(j))
        return (1 - u) * ((1 - v) * value(i, j) + v * value(i, j + 1))
            + u * ((1 - v) * value(i + 1, j) + v * value(i + 1, j + 1))
    }

    // MARK: Parts of regions

    /// Divides the regions until each part is small enough for the proof that no value exceeds `bound`, where values
    /// are as expected and at most `top`. Returns the number of parts; the cells are written if those are at most
    /// `limit`, otherwise some number above `limit` is returned.
    func divideRegions(top: Float, bound: Float, limit: Int) -> Int {
        var count = 0
        for index in 0..<regionCount where count <= limit { divide(region(index), top, bound, limit, &count) }
        return count
    }

    private func divide(_ cell: FrequencyCell, _ top: Float, _ bound: Float, _ limit: Int, _ count: inout Int) {
        for parts in 1...3 where degree * Double(cell.radius) < Self.smallest || areSmall(cell, parts, top, bound) {
            for index in 0..<(parts * parts) {
                if count < limit { cells[count] = cell.part(index, of: parts) }
                count += 1
            }
            return
        }
        for index in 0..<4 where count <= limit { divide(cell.part(index, of: 2), top, bound, limit, &count) }
    }

    /// Whether the parts of a cell are small enough.
    private func areSmall(_ cell: FrequencyCell, _ parts: Int, _ top: Float, _ bound: Float) -> Bool {
        let largest = bound * fall(cell.radius / Float(parts))
        if largest >= top { return true }
        for index in 0..<(parts * parts) where largest < Self.margin * expectedValue(cell.part(index, of: parts)) {
            return false
        }
        return true
    }

    private static let margin: Float = 1.005
    private static let smallest = 1e-3

    /// By what factor the largest value of all, if it lies in a cell, may fall on the way to the centre.
    func fall(_ radius: Float) -> Float {
        let cosine = cos(min(degree * Double(radius), .pi / 2))
        return Float(cosine * cosine)
    }

    /// Puts the quarters of the first cells in their place, and returns how many they are.
    func quarter(_ count: Int) -> Int {
        // From the last on: the first quarters lie where the cells did.
        for cell in stride(from: count - 1, through: 0, by: -1) {
            let whole = cells[cell]
            for index in 0..<4 { cells[4 * cell + index] = whole.part(index, of: 2) }
        }
        return 4 * count
    }

    // MARK: Frequencies of a circular map

    /// Puts a circular map's frequencies first, less those that are conjugates of others, as cells without extent;
    /// returns how many they are and how many of them have even indices, which come first.
    func layGrid(height: Int, width: Int) -> (count: Int, even: Int) {
        let even = layGrid(height: height, width: width, areEven: true, from: 0)
        return (layGrid(height: height, width: width, areEven: false, from: even), even)
    }

    private func layGrid(height: Int, width: Int, areEven: Bool, from start: Int) -> Int {
        var count = start
        for u in 0..<height {
            for v in 0...(width / 2) where ((u | v) & 1 == 0) == areEven {
                // Two columns hold conjugates of their own.
                if v == 0 || 2 * v == width, 2 * u > height { continue }
                let a = 2 * .pi * Double(u) / Double(height), b = 2 * .pi * Double(v) / Double(width)
                cells[count] = FrequencyCell(sum: Float(a + b), difference: Float(a - b), radius: 0)
                count += 1
            }
        }
        return count
    }

    // MARK: Sizes

    /// The place of the largest of the first values.
    func highest(_ count: Int) -> Int {
        var place = 0
        for index in 0..<count where values[index] > values[place] { place = index }
        return place
    }

    func largestRadius(_ count: Int) -> Float {
        var radius: Float = 0
        for index in 0..<count { radius = max(radius, cells[index].radius) }
        return radius
    }
}
