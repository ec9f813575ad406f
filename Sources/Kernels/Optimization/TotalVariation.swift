/// weight x TV(f), TV(f) = mean over all samples of |right neighbour - sample| + |sample below - sample|, the anisotropic total variation;
/// a neighbour beyond the border counts nothing, and the derivative of |d| at 0 is 0 (METHOD section 5; Liu et al. 2019).
public struct TotalVariation {
    private let width: Int
    private let channels: Int
    private let weight: Double
    /// The part of the map that counts.
    private let rows: Range<Int>, columns: Range<Int>
    private static let rowsPerTile = 8

    /// The total variation of a part of an H x W x C map.
    public init(width: Int, channels: Int, rows: Range<Int>, columns: Range<Int>, weight: Double) {
        self.width = width
        self.channels = channels
        self.rows = rows
        self.columns = columns
        self.weight = weight
    }

    /// Doubles of scratch for `partials`.
    public var partialsCount: Int { (rows.count + Self.rowsPerTile - 1) / Self.rowsPerTile }

    /// Adds the term to the loss, and its gradient to that with respect to `output`; `dataLoss` gets the loss as it was before.
    public func add(
        output: UnsafePointer<Float>, loss: UnsafeMutablePointer<Double>, dataLoss: UnsafeMutablePointer<Double>,
        gradient: UnsafeMutablePointer<Float>, partials: UnsafeMutablePointer<Double>
    ) -> [ParallelRegion] {
        let tiles = partialsCount, samples = rows.count * columns.count * channels
        let factor = Float(weight / Double(samples))
        return [
            ParallelRegion(.loss("total variation"), tiles: tiles) { tile, _ in
                let first = rows.lowerBound + tile * Self.rowsPerTile
                var sum = 0.0
                for row in first..<min(first + Self.rowsPerTile, rows.upperBound) {
                    sum += addRow(row, output: output, gradient: gradient, factor: factor)
                }
                partials[tile] = sum
            },
            ParallelRegion(.loss("total variation"), tiles: 1) { _, _ in
                var sum = 0.0
                for tile in 0..<tiles { sum += partials[tile] }
                dataLoss.pointee = loss.pointee
                loss.pointee += weight * sum / Double(samples)
            },
        ]
    }

    /// The differences of a row to the right and downwards; returns the sum of their magnitudes. A row writes no gradient but its own.
    private func addRow(_ row: Int, output: UnsafePointer<Float>, gradient: UnsafeMutablePointer<Float>, factor: Float)
        -> Double
    {
        let start = (row * width + columns.lowerBound) * channels, count = columns.count * channels,
            line = width * channels
        let values = output + start, slopes = gradient + start, factors = Vector(repeating: factor)
        var sums = Vector(), rest: Float = 0
        forEachVector(count - channels) {
            let difference = values.vector($0 + channels) - values.vector($0), step = difference.sign * factors
            sums += difference.magnitude
            slopes.store(slopes.vector($0) - step, $0)
            slopes.store(slopes.vector($0 + channels) + step, $0 + channels)
        } rest: {
            let difference = values[$0 + channels] - values[$0], step = difference.direction * factor
            rest += abs(difference)
            slopes[$0] -= step
            slopes[$0 + channels] += step
        }
        if row + 1 < rows.upperBound {
            forEachVector(count) {
                let difference = values.vector($0 + line) - values.vector($0)
                sums += difference.magnitude
                slopes.store(slopes.vector($0) - difference.sign * factors, $0)
            } rest: {
                let difference = values[$0 + line] - values[$0]
                rest += abs(difference)
                slopes[$0] -= difference.direction * factor
            }
        }
        if row > rows.lowerBound {
            forEachVector(count) {
                slopes.store(slopes.vector($0) + (values.vector($0) - values.vector($0 - line)).sign * factors, $0)
            } rest: {
                slopes[$0] += (values[$0] - values[$0 - line]).direction * factor
            }
        }
        return Double(sums.sum()) + Double(rest)
    }
}

extension Float {
    /// 1 above 0, -1 below, else 0.
    @inline(__always)
    fileprivate var direction: Float { self > 0 ? 1 : self < 0 ? -1 : 0 }
}

extension Vector {
    /// 1 above 0, -1 below, else 0.
    @inline(__always)
    fileprivate var sign: Vector { Vector().replacing(with: 1, where: self .> 0).replacing(with: -1, where: self .< 0) }

    @inline(__always)
    fileprivate var magnitude: Vector { replacing(with: -self, where: self .< 0) }
}
