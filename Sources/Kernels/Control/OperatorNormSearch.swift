#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The search for the largest eigenvalue of a Gram polynomial; `OperatorNorm` says what it finds and why that is so.
struct OperatorNormSearch {
    /// What is told apart when eigenvalues are compared with `best`, relative.
    private static let hair: Float = 2e-6
    /// How far beyond `best` a centre's eigenvalue may go unnoticed, relative; the arithmetic's own error is a tenth of
    /// it.
    static let slack: Float = 2e-5
    /// A cell is small enough when 1 - cos(D radius) is at most this.
    private static let tolerance = 1e-5
    /// While 1 - cos(D radius) is above this, twice the time may be spent.
    private static let poor = 5e-3
    /// Cells are cut together that are wider than this part of the widest.
    private static let wide: Float = 0.9
    /// Relative accuracy of eigenvalues: of those that are compared with one another, and of those that may be the
    /// largest.
    private static let rough: Float = 1e-3, fine: Float = 1e-7

    let polynomial: GramPolynomial
    let matrices: HermitianLanes
    let lanczos: LanczosLanes
    let list: FrequencyCells
    let kernel: Int
    /// Tests of a cell that there is time for, as a rule.
    let testLimit: Int
    /// Smaller eigenvalues need not be told apart.
    let floor: Float
    /// The largest eigenvalue so far.
    private(set) var best: Float = 0
    /// 1 / cos(D radius) of the largest cell that is left.
    private(set) var excess = 1.0

    init(polynomial: GramPolynomial, matrices: HermitianLanes, lanczos: LanczosLanes, list: FrequencyCells, kernel: Int,
         testLimit: Int, floor: Float) {
        self.polynomial = polynomial
        self.matrices = matrices
        self.lanczos = lanczos
        self.list = list
        self.kernel = kernel
        self.testLimit = testLimit
        self.floor = floor
    }

    /// D, the degree of the transfer matrix's polynomial about its middle tap.
    private var degree: Double { Double(kernel - 1) / 2 }
    private var threshold: Float { max(best, floor) }

    /// The frequencies of a circular map.
    mutating func visit(height: Int, width: Int) {
        let (count, even) = list.layGrid(height: height, width: width)
        // The highest of a quarter of them is near the highest of all.
        measure(even, tolerance: Self.rough)
        best = list.values[list.highest(even)]
        settle(count, climbing: false)
    }

    /// All frequencies.
    mutating func visitAll() {
        let regions = list.layRegions(kernel: kernel)
        measure(regions, tolerance: Self.rough)
        climb(from: list.cells[list.highest(regions)])
        // The first cells of the list are new; those behind them wait to be cut.
        var new = list.divide(regions, degree: degree, threshold: threshold, limit: testLimit), count = new, tests = 0
        while true {
            let kept = keep(new)
            count = list.close(from: kept, to: new, count: count)
            if tests == 0 { climbHigher(count) }
            tests += new
            let radius = list.largestRadius(count), fall = cos(degree * Double(radius)), least = Self.wide * radius
            new = 4 * list.widerCount(count, than: least)
            let limit = 1 - fall > Self.poor ? 2 * testLimit : testLimit
            if 1 - fall <= Self.tolerance || count + new * 3 / 4 > list.capacity || tests + new > limit {
                settle(count, climbing: true)
                excess = 1 / fall
                return
            }
            count = list.quarter(count, widerThan: least)
        }
    }

    // MARK: Eigenvalues of a batch of frequencies, one in each lane

    /// Sets the centres of cells, at most as many as there are lanes; the last one fills what is left.
    private func set(_ batch: Range<Int>) {
        for lane in 0..<Vector.scalarCount {
            set(list.cells[min(batch.lowerBound + lane, batch.upperBound - 1)], lane: lane)
        }
    }

    private func set(_ cell: FrequencyCell, lane: Int) {
        set(Double(cell.sum), Double(cell.difference), lane: lane)
    }

    private func set(_ sum: Double, _ difference: Double, lane: Int) {
        polynomial.setFrequency((sum + difference) / 2, (sum - difference) / 2, lane: lane)
    }

    private static func batches(_ count: Int) -> some Sequence<Range<Int>> {
        stride(from: 0, to: count, by: Vector.scalarCount).lazy.map { $0..<min($0 + Vector.scalarCount, count) }
    }

    private func eigenvalues(tolerance: Float) -> Vector {
        polynomial.evaluate(into: matrices)
        return lanczos.largestEigenvalues(of: matrices, tolerance: tolerance)
    }

    /// The lanes whose eigenvalues are all below that lane's `value`.
    private func areBelow(_ value: Vector) -> HermitianLanes.Mask {
        polynomial.evaluate(below: value, into: matrices)
        return matrices.factor()
    }

    // MARK: Steps of the search

    /// Writes the eigenvalues of the first cells' centres.
    private func measure(_ count: Int, tolerance: Float) {
        for batch in Self.batches(count) {
            set(batch)
            let found = eigenvalues(tolerance: tolerance)
            for cell in batch { list.values[cell] = found[cell - batch.lowerBound] }
        }
    }

    /// Drops the cells that cannot hold the largest eigenvalue, and returns the number of the others.
    private func keep(_ count: Int) -> Int {
        var kept = 0
        for batch in Self.batches(count) {
            set(batch)
            var value = Vector(repeating: threshold)
            for cell in batch {
                let fall = cos(degree * Double(list.cells[cell].radius))
                value[cell - batch.lowerBound] *= Float(fall * fall)
            }
            let areDropped = areBelow(value)
            for cell in batch where !areDropped[cell - batch.lowerBound] {
                list.cells[kept] = list.cells[cell]
                kept += 1
            }
        }
        return kept
    }

    /// Climbs from the highest of the first cells if that lies above `best`.
    private mutating func climbHigher(_ count: Int) {
        guard count > 0 else { return }
        measure(count, tolerance: Self.rough)
        let highest = list.highest(count)
        if list.values[highest] > best { climb(from: list.cells[highest]) }
    }

    /// Raises `best` where the eigenvalue of a centre lies above it.
    private mutating func settle(_ count: Int, climbing: Bool) {
        for batch in Self.batches(count) {
            set(batch)
            let level = threshold * (1 + Self.hair), passed = areBelow(Vector(repeating: level))
            if all(passed) { continue }
            let found = eigenvalues(tolerance: Self.fine)
            best = max(best, found.max())
            for cell in batch where found[cell - batch.lowerBound] > level {
                if climbing { climb(from: list.cells[cell]) }
            }
            set(batch)
            let settled = areBelow(Vector(repeating: threshold * (1 + Self.slack)))
            for cell in batch where !settled[cell - batch.lowerBound] { bisect(list.cells[cell]) }
        }
    }

    /// Raises `best` to the eigenvalue at a frequency where Lanczos' method misses it, because that is hidden from its
    /// start, or needs more steps.
    mutating func bisect(_ cell: FrequencyCell) {
        for lane in 0..<Vector.scalarCount { set(cell, lane: lane) }
        // The weights' squares add up to 1; those of M, a sum of k^2 matrices, to at most k^2.
        var low = best, high = 1.001 * Float(kernel * kernel)
        while high - low > 1e-6 * high {
            let step = (high - low) / Float(Vector.scalarCount + 1)
            var values = Vector.zero
            for lane in 0..<Vector.scalarCount { values[lane] = low + step * Float(lane + 1) }
            let passed = areBelow(values), lane = (0..<Vector.scalarCount).first { passed[$0] } ?? Vector.scalarCount
            if lane < Vector.scalarCount { high = values[lane] }
            if lane > 0 { low = values[lane - 1] }
        }
        best = high
    }

    // MARK: Climbing

    /// Raises `best` to a local maximum by Newton's method, on quadratics that fit a centre and a hexagon about it.
    private mutating func climb(from cell: FrequencyCell) {
        var sum = Double(cell.sum), difference = Double(cell.difference), radius = Double(cell.radius) / 2
        for _ in 0..<10 {
            for lane in 0..<Vector.scalarCount {
                let (x, y) = Self.corner(lane)
                set(sum + radius * x, difference + radius * y, lane: lane)
            }
            let found = eigenvalues(tolerance: Self.fine)
            best = max(best, found.max())
            // The eigenvalue at the top of the last quadratic differs from the maximum by the square of what Newton's
            // step is off by.
            if degree * radius < 0.02 { return }
            let step = Self.stepToTop(found)
            sum += radius * step.x
            difference += radius * step.y
            if step.x * step.x + step.y * step.y < 0.8 { radius /= 4 }
        }
    }

    /// Corner `lane` of a hexagon of radius 1; the centre for lane 0 and those behind the corners.
    private static func corner(_ lane: Int) -> (x: Double, y: Double) {
        guard (1...6).contains(lane) else { return (0, 0) }
        return (cos(.pi / 3 * Double(lane)), sin(.pi / 3 * Double(lane)))
    }

    /// Where the quadratic of the values at the centre and the corners is largest, at most 1 away.
    private static func stepToTop(_ values: Vector) -> (x: Double, y: Double) {
        var mean = 0.0, x = 0.0, y = 0.0, even = 0.0, xy = 0.0
        for lane in 1...6 {
            let value = Double(values[lane]) - Double(values[0]), (u, v) = corner(lane)
            mean += value / 6
            x += value * u / 3
            y += value * v / 3
            even += value * (u * u - v * v) * 2 / 3
            xy += value * u * v * 4 / 3
        }
        let xx = 2 * mean + even, yy = 2 * mean - even, determinant = xx * yy - xy * xy
        if xx < 0, determinant > 1e-6 * xx * xx {
            let step = (x: (xy * y - yy * x) / determinant, y: (xy * x - xx * y) / determinant)
            if step.x * step.x + step.y * step.y <= 1 { return step }
        }
        // No top within reach: uphill.
        let slope = (x * x + y * y).squareRoot()
        return slope > 0 ? (x / slope, y / slope) : (0, 0)
    }
}
