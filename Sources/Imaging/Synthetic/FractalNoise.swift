import Randomness

/// A periodic 1/f field: smooth noise on grids of 2, 4, 8, ... cells, each finer one with half the amplitude.
struct FractalNoise {
    private let unit: Int
    private var values: [Float]

    /// A field of mean 0 and standard deviation 0.25 over a scene whose longer side has `unit` pixels.
    init(unit: Int, seed: UInt32) {
        self.unit = unit
        values = [Float](repeating: 0, count: unit * unit)
        var cells = 2
        var amplitude: Float = 0.5
        var octave: UInt32 = 0
        // Grids finer than two pixels a cell would alias.
        while cells == 2 || cells * 2 <= unit {
            // Each octave has its own stream, so that a larger picture only adds detail.
            add(cells: cells, amplitude: amplitude, seed: seed &+ octave)
            cells *= 2
            amplitude *= 0.55
            octave += 1
        }
        normalize(deviation: 0.25)
    }

    private mutating func normalize(deviation: Double) {
        let count = Double(values.count)
        let mean = values.reduce(0) { $0 + Double($1) } / count
        let variance = values.reduce(0) { $0 + (Double($1) - mean) * (Double($1) - mean) } / count
        let gain = variance > 0 ? deviation / variance.squareRoot() : 0
        values = values.map { Float((Double($0) - mean) * gain) }
    }

    private mutating func add(cells: Int, amplitude: Float, seed: UInt32) {
        var random = NumpyRandom(seed: seed)
        let lattice = (0..<cells * cells).map { _ in Float(random.randomSample() * 2 - 1) * amplitude }
        let steps = (0..<unit).map { x -> (first: Int, second: Int, share: Float) in
            let position = (Float(x) + 0.5) / Float(unit) * Float(cells)
            let cell = min(Int(position), cells - 1)
            let share = position - Float(cell)
            return (cell, (cell + 1) % cells, share * share * (3 - 2 * share))
        }
        let size = unit
        values.withUnsafeMutableBufferPointer { values in
            for y in 0..<size {
                let row = steps[y]
                for x in 0..<size {
                    let column = steps[x]
                    let top =
                        lattice[row.first * cells + column.first] * (1 - column.share)
                        + lattice[row.first * cells + column.second] * column.share
                    let bottom =
                        lattice[row.second * cells + column.first] * (1 - column.share)
                        + lattice[row.second * cells + column.second] * column.share
                    values[y * size + x] += top * (1 - row.share) + bottom * row.share
                }
            }
        }
    }

    /// The field at a scene point, repeated beyond 0...1.
    func value(_ u: Float, _ v: Float) -> Float {
        func index(_ position: Float) -> Int {
            min(Int((position - position.rounded(.down)) * Float(unit)), unit - 1)
        }
        return values[index(v) * unit + index(u)]
    }
}
