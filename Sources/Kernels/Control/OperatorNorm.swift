import COpenBLAS
#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The norm of a convolution as an operator on maps (METHOD section 4.1): the largest singular value of its transfer matrices
/// M(a, b) = sum over taps (i, j) of W_ij exp(-i (a i + b j)), in x out, over all frequencies (a, b).
///
/// On a circular map of H x W those are the singular values of M(2 pi u / H, 2 pi v / W). A map whose sides are at most 16 is
/// measured on that grid; for a larger one the norm is the supremum over all frequencies, that of the convolution on an unbounded map.
/// It is at least the norm on any circular map and, with D = (k - 1) / 2, at most 1 / cos(D pi (1 / H + 1 / W)) times that.
///
/// The supremum is found with proof. ||M x||^2 is, for a fixed vector x, a trigonometric polynomial of degree 2 D along each axis and not
/// negative, so that next to the place of the supremum s it falls no faster than s^2 cos^2(D (|da| + |db|)) (Riesz's lemma; Duffin and Schaeffer along lines
/// that are not axes). So a cell of frequencies holds that place only if its centre reaches s cos(r), r = D times half the
/// cell's sides. Cells that don't are dropped, the others cut in four, until cos(r) is 1 to 1e-5; half of all frequencies suffice, the
/// others are their conjugates. Whether a centre reaches a value t is the question whether t^2 - M* M has a Cholesky factor: a tenth of
/// the cost of an eigenvalue. A kernel whose norm is nearly the same everywhere leaves more cells than there is room for: then the search
/// ends at that level, and the value is below the supremum by at most its 1 - cos(r), which is at most 5e-3 for 3 x 3.
public struct OperatorNorm {
    private let kernel: Int, inputs: Int, outputs: Int
    /// The grid of a small map; nil for a large one.
    private let grid: (height: Int, width: Int)?

    /// Sides up to this are measured on their own grid.
    public static let largestGrid = 16
    /// Relative accuracy of the search; that of the arithmetic is some 1e-6.
    private static let tolerance = 1e-5
    /// Cells along the axis that is searched in full.
    private static let cells = 16
    private static let capacity = 4096

    /// A convolution of `kernel` x `kernel` taps, stride 1, on a map of height x width; a larger stride only lowers the norm.
    public init(height: Int, width: Int, kernel: Int, inputs: Int, outputs: Int) {
        self.kernel = kernel
        self.inputs = inputs
        self.outputs = outputs
        grid = max(height, width) <= Self.largestGrid ? (height, width) : nil
    }

    private var side: Int { min(inputs, outputs) }
    /// Where the parts of the scratch begin, in floats: phases, transfer matrix, Gram matrix, its factor, two lists of cells; and the end.
    private var places: (transfer: Int, gram: Int, factor: Int, list: Int, next: Int, end: Int) {
        func aligned(_ count: Int) -> Int { (count + 15) & ~15 }
        let transfer = aligned(2 * kernel * kernel), square = aligned(2 * side * side)
        let gram = transfer + aligned(2 * inputs * outputs)
        let list = gram + 2 * square
        return (transfer, gram, gram + square, list, list + 2 * Self.capacity, list + 4 * Self.capacity)
    }
    /// Floats of private scratch that a worker needs.
    public var scratchCount: Int { places.end }

    /// The norm of weights k x k x in x out; NaN when one of them is not finite, or too large to be squared.
    public func measure(_ weights: UnsafePointer<Float>, scratch: UnsafeMutablePointer<Float>) -> Float {
        var search = Search(norm: self, weights: weights, scratch: scratch)
        var squares = 0.0
        for i in 0..<(kernel * kernel * inputs * outputs) { squares += Double(weights[i]) * Double(weights[i]) }
        guard Float(squares).isFinite else { return .nan }
        guard squares > 0 else { return 0 }
        if let grid { search.visit(grid) } else { search.visitAll() }
        return Float(search.best)
    }

    /// The state of one measurement.
    private struct Search {
        let norm: OperatorNorm
        let weights: UnsafePointer<Float>
        private let phases, transfer, gram, factor: UnsafeMutablePointer<Float>
        private var list, next: UnsafeMutablePointer<Float>
        /// The largest singular value so far, and a bound of all.
        private(set) var best = 0.0
        private var bound = Double.infinity
        private var trace = 0.0

        init(norm: OperatorNorm, weights: UnsafePointer<Float>, scratch: UnsafeMutablePointer<Float>) {
            self.norm = norm
            self.weights = weights
            let places = norm.places
            phases = scratch
            transfer = scratch + places.transfer
            gram = scratch + places.gram
            factor = scratch + places.factor
            list = scratch + places.list
            next = scratch + places.next
        }

        mutating func visit(_ grid: (height: Int, width: Int)) {
            for u in 0..<grid.height {
                for v in 0...(grid.width / 2) {
                    stand(2 * .pi * Double(u) / Double(grid.height), 2 * .pi * Double(v) / Double(grid.width))
                    if !isBelow(best) { raise() }
                }
            }
        }

        mutating func visitAll() {
            var half = Double.pi / Double(OperatorNorm.cells), count = 0
            for u in 0..<OperatorNorm.cells {
                for v in 0...(OperatorNorm.cells / 2) {
                    list[2 * count] = Float(2 * half * Double(u))
                    list[2 * count + 1] = Float(2 * half * Double(v))
                    count += 1
                }
            }
            while true {
                let reach = cos(min(Double(norm.kernel - 1) * half, .pi / 2))
                var kept = 0
                for cell in 0..<count {
                    let a = list[2 * cell], b = list[2 * cell + 1]
                    stand(Double(a), Double(b))
                    if isBelow(best * reach) { continue }
                    if !isBelow(best) { raise() }
                    list[2 * kept] = a
                    list[2 * kept + 1] = b
                    kept += 1
                }
                bound = reach > 0 ? min(bound, best / reach * (1 + 1e-6)) : bound
                if 1 - reach <= OperatorNorm.tolerance || 4 * kept > OperatorNorm.capacity { return }
                half /= 2
                count = 0
                for cell in 0..<kept {
                    for quarter in 0..<4 {
                        next[2 * count] = list[2 * cell] + Float(quarter & 1 == 0 ? -half : half)
                        next[2 * count + 1] = list[2 * cell + 1] + Float(quarter & 2 == 0 ? -half : half)
                        count += 1
                    }
                }
                swap(&list, &next)
            }
        }

        /// Computes M(a, b) and the Gram matrix of its shorter side.
        private mutating func stand(_ a: Double, _ b: Double) {
            let taps = norm.kernel * norm.kernel, count = norm.inputs * norm.outputs, side = norm.side
            for tap in 0..<taps {
                let angle = a * Double(tap / norm.kernel) + b * Double(tap % norm.kernel)
                phases[2 * tap] = Float(cos(angle))
                phases[2 * tap + 1] = Float(-sin(angle))
            }
            forEachVector(count) { place in
                var real = Vector.zero, imaginary = Vector.zero
                for tap in 0..<taps {
                    let weight = weights.vector(tap &* count &+ place)
                    real = real.adding(weight, times: Vector(repeating: phases[2 &* tap]))
                    imaginary = imaginary.adding(weight, times: Vector(repeating: phases[2 &* tap &+ 1]))
                }
                for lane in 0..<Vector.scalarCount {
                    transfer[2 &* (place &+ lane)] = real[lane]
                    transfer[2 &* (place &+ lane) &+ 1] = imaginary[lane]
                }
            } rest: { place in
                var real: Float = 0, imaginary: Float = 0
                for tap in 0..<taps {
                    real += phases[2 &* tap] * weights[tap &* count &+ place]
                    imaginary += phases[2 &* tap &+ 1] * weights[tap &* count &+ place]
                }
                transfer[2 &* place] = real
                transfer[2 &* place &+ 1] = imaginary
            }
            cblas_cherk(CblasRowMajor, CblasUpper, norm.outputs <= norm.inputs ? CblasConjTrans : CblasNoTrans, blasint(side),
                        blasint(max(norm.inputs, norm.outputs)), 1, transfer, blasint(norm.outputs), 0, gram, blasint(side))
            trace = 0
            for i in 0..<side { trace += Double(gram[2 * (i * side + i)]) }
        }

        /// Whether all singular values of M are below `value`.
        private func isBelow(_ value: Double) -> Bool {
            let side = norm.side, square = Float(value * value)
            guard Double(square) * Double(side) > trace else { return false }
            for i in 0..<side {
                for j in (2 * (i * side + i))..<(2 * (i + 1) * side) { factor[j] = -gram[j] }
                factor[2 * (i * side + i)] += square
            }
            var n = Int32(side), info: Int32 = 0
            // The upper triangle by rows is the lower one by columns, of the conjugate.
            cpotrf_("L", &n, factor, &n, &info, 1)
            return info == 0
        }

        /// `best` becomes M's largest singular value, which is not below it.
        private mutating func raise() {
            var low = max(best, (trace / Double(norm.side)).squareRoot() * (1 - 1e-6)), high = max(min(bound, trace.squareRoot() * (1 + 1e-6)), low)
            while high - low > 1e-7 * high {
                let middle = (low + high) / 2
                guard middle > low, middle < high else { break }
                if isBelow(middle) { high = middle } else { low = middle }
            }
            best = high
        }
    }
}
