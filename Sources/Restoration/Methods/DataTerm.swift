import Kernels
import Networks

/// The mean squared error of an output by itself: mean (mask D x - y)^2 and its gradient, in C x H x W (METHOD section 5).
struct DataTerm {
    let target: [Float]
    let mask: [Float]?
    private let smaller: SeparableReduction?

    /// - Parameter output: the shape of outputs.
    init(_ objective: Objective, output: Shape) {
        target = objective.target
        mask = objective.mask
        smaller = objective.downsampling.map {
            SeparableReduction($0, channels: output.channels, height: output.height, width: output.width)
        }
    }

    /// mask D x - y.
    func residual(_ output: [Float]) -> [Float] {
        let seen = smaller?.apply(output) ?? output
        guard let mask else { return seen.indices.map { seen[$0] - target[$0] } }
        return seen.indices.map { mask[$0] * seen[$0] - target[$0] }
    }

    /// (mask D)' r, times `factor`.
    func backward(_ residual: [Float], factor: Double) -> [Float] {
        let factor = Float(factor)
        let seen = residual.indices.map { factor * residual[$0] * (mask?[$0] ?? 1) }
        return smaller?.transposed(seen) ?? seen
    }
}

/// The sum of squares, in Double and in order.
func squaredNorm(_ values: [Float]) -> Double {
    var sum = 0.0
    for value in values { sum += Double(value) * Double(value) }
    return sum
}

/// Making planes smaller by a separable filter, and the transposed of it.
struct SeparableReduction {
    private let channels: Int, height: Int, width: Int
    private let factor: Int
    /// The samples behind each sample of a smaller row and column, with their weights.
    private let rows: [[(index: Int, weight: Float)]], columns: [[(index: Int, weight: Float)]]

    init(_ downsampling: Downsampling, channels: Int, height: Int, width: Int) {
        (self.channels, self.height, self.width) = (channels, height, width)
        factor = downsampling.factor
        let taps = downsampling.taps, before = (taps.count - factor) / 2
        func table(_ count: Int) -> [[(index: Int, weight: Float)]] {
            (0..<count / downsampling.factor).map { output in
                taps.indices.map { tap in
                    (min(max(output * downsampling.factor + tap - before, 0), count - 1), Float(taps[tap]))
                }
            }
        }
        rows = table(height)
        columns = table(width)
    }

    func apply(_ planes: [Float]) -> [Float] {
        var result: [Float] = []
        result.reserveCapacity(planes.count / (factor * factor))
        for channel in 0..<channels {
            let start = channel * height * width
            let narrow = (0..<height).map { y in
                columns.map { taps in taps.reduce(Float(0)) { $0 + $1.weight * planes[start + y * width + $1.index] } }
            }
            for taps in rows {
                for x in columns.indices { result.append(taps.reduce(0) { $0 + $1.weight * narrow[$1.index][x] }) }
            }
        }
        return result
    }

    func transposed(_ planes: [Float]) -> [Float] {
        var result = [Float](repeating: 0, count: channels * height * width)
        for channel in 0..<channels {
            var narrow = [Float](repeating: 0, count: height * columns.count)
            for (y, taps) in rows.enumerated() {
                for x in columns.indices {
                    let value = planes[(channel * rows.count + y) * columns.count + x]
                    for tap in taps { narrow[tap.index * columns.count + x] += tap.weight * value }
                }
            }
            for y in 0..<height {
                let start = (channel * height + y) * width
                for (x, taps) in columns.enumerated() {
                    for tap in taps { result[start + tap.index] += tap.weight * narrow[y * columns.count + x] }
                }
            }
        }
        return result
    }
}
