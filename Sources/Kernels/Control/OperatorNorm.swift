/// The norm of a convolution as an operator on maps (METHOD section 4.1): the largest singular value of its transfer
/// matrices M(a, b) = sum over taps (i, j) of W_ij exp(-i (a i + b j)), in x out, over all frequencies (a, b).
///
/// On a circular map of H x W those are the singular values of M(2 pi u / H, 2 pi v / W). A map whose sides are at most
/// 16 is measured on that grid; for a larger one the norm is the supremum over all frequencies, that of the convolution
/// on an unbounded map. It is at least the norm on any circular map and, with D = (k - 1) / 2, at most 1 / cos(D pi (1
/// / H + 1 / W)) times that.
///
/// The supremum is found by climbing, and then bounded by a proof. ||M x||^2 is, for a fixed vector x, a trigonometric
/// polynomial of degree 2 D along each axis and not negative, so that next to the place of the supremum s it falls no
/// faster than s^2 cos^2(D (|da| + |db|)) (Riesz's lemma; Duffin and Schaeffer along lines that are not axes). So a
/// cell of frequencies |da| + |db| <= r, which is a square in the coordinates a + b and a - b, holds that place only if
/// the singular value at its centre reaches s cos(D r). Cells that don't are dropped, the others cut in four; half of
/// all frequencies suffice, the others are their conjugates. Whether a centre reaches a value t is the question whether
/// t^2 - M* M lacks a Cholesky factor; it is asked for as many frequencies at once as a vector has lanes. At last no
/// centre of a cell that is left lies above the value that is returned, by more than 1e-5. So the value is at most s,
/// and s at most (1 + 1e-5) / cos(D r) times the value, r the radius of the largest such cell.
///
/// The search ends when that is 2e-5, or when the time for tests is spent. Up to 64 channels there is time enough,
/// unless the norm is nearly the same at all frequencies: then it ends at 3e-3. With 128 channels it ends between 2e-5
/// and 3e-3, and at 9e-3 for such a kernel. That is what is proven; the value itself is a local maximum to 1e-6, and in
/// practice the supremum.
public struct OperatorNorm {
    private let kernel: Int, inputs: Int, outputs: Int
    /// The grid of a small map; nil for a large one.
    private let grid: (height: Int, width: Int)?

    /// The norm as it was found, and what it is at most.
    struct Bounds {
        let norm: Float, bound: Float
    }

    /// Sides up to this are measured on their own grid.
    public static let largestGrid = 16
    private static let capacity = 4096
    /// Tests for 128 channels.
    private static let tests = 576.0

    /// A convolution of `kernel` x `kernel` taps, stride 1, on a map of height x width; a larger stride only lowers the
    /// norm.
    public init(height: Int, width: Int, kernel: Int, inputs: Int, outputs: Int) {
        self.kernel = kernel
        self.inputs = inputs
        self.outputs = outputs
        // A single tap passes all frequencies alike.
        grid = kernel == 1 ? (1, 1) : max(height, width) <= Self.largestGrid ? (height, width) : nil
    }

    private var side: Int { GramPolynomial.side(inputs: inputs, outputs: outputs) }
    private var capacity: Int { max(Self.capacity, 4 * FrequencyCells.regionCount(kernel: kernel)) }
    /// Tests that there is time for, as a rule: a test costs the cube of the side.
    private var testLimit: Int {
        let ratio = 128 / Double(side)
        return Int(min(max(1, ratio * ratio * ratio) * Self.tests, 16384))
    }
    /// Where the parts of the scratch begin, in floats.
    private var places: (phases: Int, lanczos: Int, matrices: Int, cells: Int, next: Int, values: Int, end: Int) {
        func aligned(_ count: Int) -> Int { (count + 15) & ~15 }
        let lanes = Vector.scalarCount
        let phases = aligned(GramPolynomial.tableCount(kernel: kernel, inputs: inputs, outputs: outputs))
        let lanczos = phases + aligned(GramPolynomial.phaseCount(kernel: kernel) * lanes)
        let matrices = lanczos + aligned(LanczosLanes.scratchCount(side: side) * lanes)
        let cells = matrices + aligned(HermitianLanes.count(side: side) * lanes)
        let list = aligned(3 * capacity)
        return (phases, lanczos, matrices, cells, cells + list, cells + 2 * list, cells + 2 * list + aligned(capacity))
    }
    /// Floats of private scratch that a worker needs.
    public var scratchCount: Int { places.end }

    /// The norm of weights k x k x in x out; NaN when one of them is not finite, or too large to be squared.
    ///
    /// A norm below `ceiling` is only known to be so: the value is then some number not above it.
    public func measure(_ weights: UnsafePointer<Float>, ceiling: Float = 0,
                        scratch: UnsafeMutablePointer<Float>) -> Float {
        bounds(weights, ceiling: ceiling, scratch: scratch).norm
    }

    /// The norm, and what it is at most; `scratch` begins on a cache line.
    func bounds(_ weights: UnsafePointer<Float>, ceiling: Float = 0, scratch: UnsafeMutablePointer<Float>) -> Bounds {
        var squares = 0.0
        for i in 0..<(kernel * kernel * inputs * outputs) { squares += Double(weights[i]) * Double(weights[i]) }
        guard Float(squares).isFinite else { return Bounds(norm: .nan, bound: .nan) }
        // Products of smaller weights are no numbers of single precision.
        guard squares > 1e-34 else { return Bounds(norm: 0, bound: Float(Double(kernel) * squares.squareRoot())) }

        let places = places
        func vectors(_ place: Int) -> UnsafeMutablePointer<Vector> {
            UnsafeMutableRawPointer(scratch + place).assumingMemoryBound(to: Vector.self)
        }
        func cells(_ place: Int) -> UnsafeMutablePointer<FrequencyCell> {
            UnsafeMutableRawPointer(scratch + place).assumingMemoryBound(to: FrequencyCell.self)
        }
        let polynomial = GramPolynomial(kernel: kernel, inputs: inputs, outputs: outputs, table: scratch,
                                        phases: vectors(places.phases))
        polynomial.take(weights, scale: Float(1 / squares), scratch: scratch + places.matrices)
        var search = OperatorNormSearch(
            polynomial: polynomial, matrices: HermitianLanes(side: side, elements: vectors(places.matrices)),
            lanczos: LanczosLanes(side: side, scratch: vectors(places.lanczos)),
            list: FrequencyCells(cells: cells(places.cells), next: cells(places.next), values: scratch + places.values,
                                 capacity: capacity),
            kernel: kernel, testLimit: testLimit, floor: Float(Double(ceiling) * Double(ceiling) / squares))
        if let grid { search.visit(height: grid.height, width: grid.width) } else { search.visitAll() }
        let norm = (Double(search.best) * squares).squareRoot()
        let bound = max(norm, Double(ceiling)) * (1 + Double(OperatorNormSearch.slack) / 2) * search.excess
        return Bounds(norm: Float(norm), bound: Float(bound))
    }
}
