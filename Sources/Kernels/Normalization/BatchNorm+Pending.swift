/// Batch norm that is left to whoever reads the map (`PendingNorm`): its statistics come from moments that the map's writer took, and the
/// gradient of its input from sums that the reader took.
extension BatchNorm {
    /// Floats that the statistics of a pending norm take: mean, 1 / sqrt(var + eps), gain and beta of each channel.
    public static func pendingStatisticsCount(channels: Int) -> Int { 4 * channels }
    /// Floats of what `pendingGradient` leaves: mean of the gradient and what goes with the deviation.
    public static func pendingCoefficientsCount(channels: Int) -> Int { 2 * channels }

    /// Pixels of a block whose moments `moments` takes.
    private static var momentBlock: Int { 512 }
    /// Rows that `moments` writes.
    public var momentRows: Int { (sums.pixels + Self.momentBlock - 1) / Self.momentBlock }

    /// Takes the moments of a map that was written without: rows as `MomentRows` lays them out.
    public func moments(of input: UnsafePointer<Float>, slopeBefore: Float, rows: UnsafeMutablePointer<Float>)
        -> ParallelRegion
    {
        let channels = sums.channels
        return ParallelRegion(.norm("batch norm forward"), count: sums.pixels, size: Self.momentBlock) {
            start, end, _ in
            let row = rows + start / Self.momentBlock &* MomentRows.step(channels: channels)
            row[3 &* channels] = Float(end &- start)
            (row + channels).update(repeating: 0, count: 2 &* channels)
            var first = start
            while first < end {
                let last = min(end, first &+ 16)
                forEachVector(channels) { c in
                    @inline(__always)
                    func normed(_ pixel: Int) -> Vector {
                        Vector.leaky(input.vector(pixel &* channels &+ c), slope: slopeBefore)
                    }
                    if first == start {
                        var sum = Vector.zero
                        for pixel in first..<last { sum += normed(pixel) }
                        row.store(sum / Float(last &- first), c)
                    }
                    let pivot = row.vector(c)
                    // Sums of sums: equal differences one after the other would all be rounded the same way.
                    var total = Vector.zero, squares = Vector.zero
                    for pixel in first..<last {
                        let difference = normed(pixel) - pivot
                        total += difference
                        squares = squares.adding(difference, times: difference)
                    }
                    row.store(row.vector(channels &+ c) + total, channels &+ c)
                    row.store(row.vector(2 &* channels &+ c) + squares, 2 &* channels &+ c)
                } rest: { c in
                    func normed(_ pixel: Int) -> Float {
                        max(input[pixel &* channels &+ c], slopeBefore * input[pixel &* channels &+ c])
                    }
                    if first == start { row[c] = (first..<last).reduce(0) { $0 + normed($1) } / Float(last &- first) }
                    var total: Float = 0, squares: Float = 0
                    for pixel in first..<last {
                        let difference = normed(pixel) - row[c]
                        total += difference
                        squares += difference * difference
                    }
                    row[channels &+ c] += total
                    row[2 &* channels &+ c] += squares
                }
                first = last
            }
        }
    }

    /// The statistics from `count` rows of moments, the rows joined in order (Chan, Golub and LeVeque 1983).
    public func pendingStatistics(
        moments rows: UnsafePointer<Float>, count: Int, gamma: UnsafePointer<Float>?, beta: UnsafePointer<Float>?,
        statistics: UnsafeMutablePointer<Float>
    ) -> ParallelRegion {
        let channels = sums.channels, step = MomentRows.step(channels: channels)
        return ParallelRegion(.norm("batch norm forward"), count: channels, size: 16) { start, end, _ in
            for c in start..<end {
                var pixels = 0.0, mean = 0.0, squares = 0.0
                for row in 0..<count {
                    let moments = rows + row &* step
                    let n = Double(moments[3 &* channels]), total = Double(moments[channels &+ c])
                    let own = Double(moments[c]) + total / n, difference = own - mean
                    let joined = pixels + n
                    squares +=
                        Double(moments[2 &* channels &+ c]) - total * total / n + difference * difference * pixels * n
                        / joined
                    mean += difference * n / joined
                    pixels = joined
                }
                let inverse = Float(1 / (max(0, squares) / pixels + Self.epsilon).squareRoot())
                let full = (gamma?[c] ?? 1) * inverse
                statistics[c] = Float(mean)
                statistics[channels &+ c] = inverse
                statistics[2 &* channels &+ c] = full / divisor(full)
                statistics[3 &* channels &+ c] = beta?[c] ?? 0
            }
        }
    }

    /// The gradients of gamma and beta, and what `PendingNormGradient` needs, from `count` rows of the two sums of a `NormGradientTarget`.
    public func pendingGradient(
        sums rows: UnsafePointer<Float>, count: Int, gamma: UnsafePointer<Float>?, statistics: UnsafePointer<Float>,
        gammaGradient: UnsafeMutablePointer<Float>?, betaGradient: UnsafeMutablePointer<Float>?,
        coefficients: UnsafeMutablePointer<Float>
    ) -> ParallelRegion {
        let channels = sums.channels, pixels = Double(sums.pixels)
        return ParallelRegion(.norm("batch norm backward"), count: channels, size: 16) { start, end, _ in
            for c in start..<end {
                var total = 0.0, products = 0.0
                for row in 0..<count {
                    total += Double(rows[2 &* row &* channels &+ c])
                    products += Double(rows[(2 &* row &+ 1) &* channels &+ c])
                }
                let inverse = statistics[channels &+ c], normalised = products * Double(inverse)
                betaGradient?[c] = Float(total)
                gammaGradient?[c] = Float(normalised) / divisor((gamma?[c] ?? 1) * inverse)
                coefficients[c] = Float(total / pixels)
                coefficients[channels &+ c] = Float(normalised / pixels) * inverse
            }
        }
    }

    /// Makes the gradient of the norm's result one of the map before it, in place, for a writer of that map that reads gradients as they are.
    public func applyGradient(_ pending: PendingNormGradient, to gradient: UnsafeMutablePointer<Float>)
        -> ParallelRegion
    {
        let channels = sums.channels
        return ParallelRegion(.norm("batch norm backward"), count: sums.pixels, size: Self.momentBlock) {
            start, end, _ in
            let overlap = (Vector.scalarCount &- channels % Vector.scalarCount) % Vector.scalarCount
            let done = Vector.lanes(below: overlap)
            for pixel in start..<end {
                let target = gradient + pixel &* channels
                @inline(__always)
                func own(_ c: Int) -> Vector {
                    pending.value(target.vector(c), (target + pending.distance).vector(c), c)
                }
                var c = 0
                while c &+ Vector.scalarCount <= channels {
                    target.store(own(c), c)
                    c &+= Vector.scalarCount
                }
                if c < channels {
                    let last = channels &- Vector.scalarCount
                    target.store(own(last).replacing(with: target.vector(last), where: done), last)
                }
            }
        }
    }
}
