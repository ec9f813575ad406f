#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The search for the largest eigenvalue of a Gram polynomial; `OperatorNorm` says what it finds and why that is so.
struct OperatorNormSearch {
    /// An eigenvalue counts as higher than `best` when it exceeds it by this, relative; rounding is about as large.
    private static let hair: Float = 2e-6
    /// How far above `best` the eigenvalue of a centre may lie in the end, relative.
    static let slack: Float = 2e-5
    /// The least that is to be proven: no eigenvalue exceeds 1 plus this times the largest that is found.
    private static let leastExcess: Float = 2e-5
    /// To prove less than this, no more than half of the time may be spent.
    private static let goodExcess: Float = 1e-3
    /// Where no less than this can be proven, more time may be spent.
    private static let poorExcess: Float = 0.02
    /// The most plans of cells, and the factor by which `best` must grow before another one is made.
    private static let mostPlans = 4, higher: Float = 1.001
    /// A climb takes the time of some 30 tests.
    private static let mostClimbs = 12
    /// Relative accuracy of eigenvalues: of those that are compared with one another, and of those that may be the
    /// largest.
    private static let rough: Float = 1e-3, fine: Float = 1e-7

    let polynomial: GramPolynomial
    let matrices: HermitianLanes
    let lanczos: LanczosLanes
    let list: FrequencyCells
    /// Tests of frequencies that a plan may take; cells that fail take up to half as many again.
    let testLimit: Int
    /// Eigenvalues below this only need to be known as such.
    let floor: Float
    /// The largest eigenvalue so far.
    private(set) var best: Float = 0
    /// No eigenvalue exceeds 1 plus this times `best` or `floor`.
    private(set) var excess: Float = 0
    private var climbs = 0

    init(
        polynomial: GramPolynomial, matrices: HermitianLanes, lanczos: LanczosLanes, list: FrequencyCells,
        testLimit: Int, floor: Float
    ) {
        self.polynomial = polynomial
        self.matrices = matrices
        self.lanczos = lanczos
        self.list = list
        self.testLimit = testLimit
        self.floor = floor
    }

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
        list.layRegions()
        measure(list.regionCount, tolerance: Self.rough)
        visitRealFrequencies()
        climb(from: list.cells[list.highest(list.regionCount)])
        var plans = 1
        while !prove(isLast: plans == Self.mostPlans) { plans += 1 }
    }

    /// Proves a bound for all frequencies. Returns false when a place is found that lies so much higher that fewer
    /// cells would do, unless this is the last plan.
    private mutating func prove(isLast: Bool) -> Bool {
        var limit = testLimit, aim = leastAim(tests: limit)
        if aim > Self.poorExcess {
            limit = limit * 5 / 2
            aim = leastAim(tests: limit)
        }
        let known = threshold
        var count = list.divideRegions(top: known, bound: (1 + aim) * known, limit: list.capacity), tests = 0
        while true {
            tests += count
            count = keepUnproven(count, aim: aim, enough: isLast ? .infinity : Self.higher * known)
            if threshold > Self.higher * known, !isLast { return false }
            if count == 0 || tests + 4 * count > limit * 3 / 2 || 4 * count > list.capacity { break }
            count = list.quarter(count)
        }
        // No centre of the cells that are left lies above `best` now.
        settle(count, climbing: true)
        excess = max(aim, 1 / list.fall(list.largestRadius(count)) - 1)
        return true
    }

    /// Where the matrices are real, their largest eigenvalues vary more, and are often the largest of all.
    private mutating func visitRealFrequencies() {
        for lane in 0..<Vector.scalarCount {
            polynomial.setFrequency(lane & 1 == 0 ? 0 : .pi, lane & 2 == 0 ? 0 : .pi, lane: lane)
        }
        best = max(best, eigenvalues(tolerance: Self.fine).max())
    }

    /// The least excess that the tests should suffice to prove.
    private func leastAim(tests: Int) -> Float {
        var low = 0, high = Self.aims
        while low < high {
            let middle = (low + high) / 2, excess = aim(middle)
            let limit = min(excess < Self.goodExcess ? tests / 2 : tests, list.capacity)
            let count = list.divideRegions(top: threshold, bound: (1 + excess) * threshold, limit: limit)
            if count > limit { low = middle + 1 } else { high = middle }
        }
        return aim(low)
    }

    private func aim(_ index: Int) -> Float { Self.leastExcess * pow(1.25, Float(index)) }
    /// The last aim is one that whole regions prove.
    private static let aims = 44

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

    private func batch(_ first: Int, of count: Int) -> Range<Int> { first..<min(first + Vector.scalarCount, count) }

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
        var first = 0
        while first < count {
            let batch = batch(first, of: count)
            set(batch)
            let found = eigenvalues(tolerance: tolerance)
            for cell in batch { list.values[cell] = found[cell - first] }
            first = batch.upperBound
        }
    }

    /// Drops the cells that hold no eigenvalue above 1 + `aim` times the largest, and returns the number of the others.
    /// Ends as soon as `best` exceeds `enough`.
    private mutating func keepUnproven(_ count: Int, aim: Float, enough: Float) -> Int {
        var kept = 0, first = 0
        while first < count, threshold <= enough {
            let batch = batch(first, of: count)
            set(batch)
            var bounds = Vector(repeating: (1 + aim) * threshold)
            for cell in batch { bounds[cell - first] *= list.fall(list.cells[cell].radius) }
            let passed = areBelow(bounds)
            for cell in batch where !passed[cell - first] {
                // Its centre lies above the largest that is known.
                if bounds[cell - first] > threshold { climb(from: list.cells[cell]) }
                list.cells[kept] = list.cells[cell]
                kept += 1
            }
            first = batch.upperBound
        }
        return kept
    }

    /// Raises `best` where the eigenvalue of a centre lies above it.
    private mutating func settle(_ count: Int, climbing: Bool) {
        var first = 0
        while first < count {
            let batch = batch(first, of: count)
            first = batch.upperBound
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
        var low = best, high = 1.001 * Float(list.kernel * list.kernel)
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
        guard climbs < Self.mostClimbs else { return }
        climbs += 1
        var sum = Double(cell.sum), difference = Double(cell.difference)
        var radius = max(Double(cell.radius) / 2, 0.05 / max(list.degree, 0.5))
        for _ in 0..<10 {
            for lane in 0..<Vector.scalarCount {
                let (x, y) = Self.corner(lane)
                set(sum + radius * x, difference + radius * y, lane: lane)
            }
            let found = eigenvalues(tolerance: Self.fine)
            best = max(best, found.max())
            // The eigenvalue at the top of the last quadratic differs from the maximum by the square of what Newton's
            // step is off by.
            if list.degree * radius < 0.02 { return }
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
