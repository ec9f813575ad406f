#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The largest eigenvalues of Hermitian matrices, one in each lane, by Lanczos' method: those of their restrictions to
/// a growing subspace, which never lie above but by rounding.
struct LanczosLanes {
    static let largestStepCount = 96
    /// Steps from one look at the eigenvalues to the next.
    private static let interval = 4

    /// Vectors of scratch for matrices of a side.
    static func scratchCount(side: Int) -> Int { 4 * 2 * side + 2 * largestStepCount }

    private let side: Int
    private let scratch: UnsafeMutablePointer<Vector>

    /// The vector that the first subspace is spanned by.
    private var start: UnsafeMutablePointer<Vector> { scratch + 6 * side }
    private var diagonal: UnsafeMutablePointer<Vector> { scratch + 8 * side }
    /// Squares of what stands beside the diagonal.
    private var beside: UnsafeMutablePointer<Vector> { diagonal + Self.largestStepCount }

    init(side: Int, scratch: UnsafeMutablePointer<Vector>) {
        self.side = side
        self.scratch = scratch
        // Of length 1, and not likely to be orthogonal to what a structure of weights singles out: angles whose
        // differences grow by a fixed irrational part of a turn.
        let length = 1 / Double(side).squareRoot()
        for index in 0..<side {
            let turns = 0.6180339887498949 * Double(index) * Double(index + 1) / 2
            let angle = 2 * Double.pi * (turns - turns.rounded(.down))
            start[2 * index] = Vector(repeating: Float(length * cos(angle)))
            start[2 * index + 1] = Vector(repeating: Float(length * sin(angle)))
        }
    }

    /// Ends when a few steps raise no lane's eigenvalue by more than `tolerance` times it.
    func largestEigenvalues(of matrices: HermitianLanes, tolerance: Float) -> Vector {
        var last = scratch, current = scratch + 2 * side, next = scratch + 4 * side
        last.update(repeating: .zero, count: 2 * side)
        current.update(from: start, count: 2 * side)
        var eigenvalues = Vector.zero, coupling = Vector.zero, steps = 0
        while steps < Self.largestStepCount {
            matrices.multiply(current, into: next)
            var projection = Vector.zero
            for k in 0..<(2 * side) { projection = projection.adding(current[k], times: next[k]) }
            var square = Vector.zero
            for k in 0..<(2 * side) {
                let rest = next[k].subtracting(projection, times: current[k]).subtracting(coupling, times: last[k])
                next[k] = rest
                square = square.adding(rest, times: rest)
            }
            diagonal[steps] = projection
            beside[steps] = square
            steps += 1
            if steps % Self.interval == 0 {
                let before = eigenvalues
                eigenvalues = largestEigenvalues(steps: steps)
                if all(eigenvalues - before .<= tolerance * eigenvalues) { break }
            }
            coupling = square.squareRoot()
            // Where nothing is left, the subspace holds all that the start leads to, and zeros follow.
            let scale = (1 / coupling).replacing(with: 0, where: .!(square .> 0))
            for k in 0..<(2 * side) { next[k] *= scale }
            (last, current, next) = (current, next, last)
        }
        return eigenvalues
    }

    /// Those of the real tridiagonal matrices of the first steps, by bisection.
    private func largestEigenvalues(steps: Int) -> Vector {
        var low = Vector.zero, high = Vector.zero
        for k in 0..<steps {
            let before = k > 0 ? beside[k - 1].squareRoot() : .zero
            let after = k + 1 < steps ? beside[k].squareRoot() : .zero
            low = pointwiseMax(low, diagonal[k])
            high = pointwiseMax(high, diagonal[k] + before + after)
        }
        for _ in 0..<26 {
            let middle = 0.5 * (low + high)
            // The matrix less `middle` is not negative definite when a pivot is not negative.
            var pivot = diagonal[0] - middle, isBelow = pivot .>= 0
            for k in 1..<steps {
                pivot.replace(with: -Float.leastNormalMagnitude, where: pivot .== 0)
                pivot = diagonal[k] - middle - beside[k - 1] / pivot
                isBelow = isBelow .| (pivot .>= 0)
            }
            low.replace(with: middle, where: isBelow)
            high.replace(with: middle, where: .!isBelow)
        }
        return low
    }
}
