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

    /// A lane's eigenvalue is done when a few steps raise it by no more than `tolerance` times it; further steps would
    /// find it again and again, and add up rounding.
    func largestEigenvalues(of matrices: HermitianLanes, tolerance: Float) -> Vector {
        var last = scratch, current = scratch + 2 * side, next = scratch + 4 * side
        last.update(repeating: .zero, count: 2 * side)
        current.update(from: start, count: 2 * side)
        var eigenvalues = Vector.zero, isDone = HermitianLanes.Mask(repeating: false)
        var coupling = Vector.zero, size = Vector.zero, steps = 0
        while steps < Self.largestStepCount {
            matrices.multiply(current, into: next)
            let projection = product(current, next)
            for k in 0..<(2 * side) {
                next[k] = next[k].subtracting(projection, times: current[k]).subtracting(coupling, times: last[k])
            }
            var square = product(next, next)
            // Where but rounding is left, the subspace holds all that the start leads to, and zeros follow.
            size = pointwiseMax(size, projection)
            square.replace(with: 0, where: .!(square .> 1e-11 * (size * size)))
            diagonal[steps] = projection
            beside[steps] = square
            steps += 1
            if steps % Self.interval == 0 {
                let before = eigenvalues
                eigenvalues.replace(with: largestEigenvalues(steps: steps), where: .!isDone)
                isDone = isDone .| (eigenvalues - before .<= tolerance * eigenvalues)
                if all(isDone) { break }
            }
            coupling = square.squareRoot()
            let scale = (1 / coupling).replacing(with: 0, where: square .== 0)
            for k in 0..<(2 * side) { next[k] *= scale }
            (last, current, next) = (current, next, last)
        }
        return eigenvalues
    }

    /// The sum of the products of the elements' parts: that of a vector with itself, or with its product by a Hermitian
    /// matrix.
    private func product(_ left: UnsafeMutablePointer<Vector>, _ right: UnsafeMutablePointer<Vector>) -> Vector {
        var a = Vector.zero, b = Vector.zero, c = Vector.zero, d = Vector.zero, k = 0
        while k &+ 4 <= 2 &* side {
            a = a.adding(left[k], times: right[k])
            b = b.adding(left[k &+ 1], times: right[k &+ 1])
            c = c.adding(left[k &+ 2], times: right[k &+ 2])
            d = d.adding(left[k &+ 3], times: right[k &+ 3])
            k &+= 4
        }
        return (a + b) + (c + d)
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
