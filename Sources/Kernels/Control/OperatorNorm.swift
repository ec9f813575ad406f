/// The norm of a convolution as an operator on maps (METHOD section 4.1): the largest singular value of its transfer
/// matrices M(a, b) = sum over taps (i, j) of W_ij exp(-i (a i + b j)), in x out, over all frequencies (a, b).
///
/// On a circular map of H x W those are the singular values of M(2 pi u / H, 2 pi v / W). A map whose sides are at most
/// 16 is measured on that grid; for a larger one the norm is the supremum over all frequencies, that of the convolution
/// on an unbounded map. It is at least the norm on any circular map and, with D = (k - 1) / 2, at most
/// 1 / cos(D pi (1 / H + 1 / W)) times that.
///
/// The supremum is found by climbing from the highest place of a coarse grid, and is then bounded by a proof. Let s be
/// the supremum, M(p) the matrix that has it, and x and y the unit vectors with y* M(p) x = s. If taps are counted
/// from the middle one, which changes no singular value, Re y* M(p + t d) x is, for a direction d with |da| + |db| =
/// 1, a function of t whose frequencies are at most D. It is s at t = 0 and nowhere larger in magnitude; so it is at
/// least s cos(D t) while D t is at most a quarter turn (Duffin and Schaeffer 1938), and so is the largest singular
/// value there. Cells of frequencies |da| + |db| <= r, which are squares in the coordinates a + b and a - b, cover the
/// plane. If the largest singular value at each centre is at most B cos(D r), with the cell's own r, then s is at most
/// B: the cell that holds p would say otherwise. Half of all frequencies suffice, the others are their conjugates.
///
/// Whether a centre lies below a value v is the question whether v^2 - M* M has a Cholesky factor. It is asked for as
/// many frequencies at once as a vector has lanes. The coarse grid says where cells may be wide, and so for which B
/// the time suffices; cells that fail are cut in four. A centre that lies above the value that was found is climbed
/// from. If that raises the value by more than 5e-4, cells are laid out anew.
///
/// Up to rounding (relative, some 1e-6), the value is at most s, and s is at most `Bounds.bound`. That is 2e-5 above
/// the value or more. In decoders of 128 channels it was 2e-5 above for trained layers, 6e-4 for most untrained ones,
/// and at most 7e-3. A norm that is nearly the same at all frequencies needs narrow cells everywhere: then it is 5e-3
/// for 3 x 3 taps and 128 channels, and less for fewer. The value itself was within 1e-6 of s wherever it was compared
/// with dense eigenvalues in double precision on a fine grid; only the bound is proven.
public struct OperatorNorm {
    private let kernel: Int, inputs: Int, outputs: Int
    /// The grid of a small map; nil for a large one.
    private let grid: (height: Int, width: Int)?
    /// Tests of frequencies that there is time for, for 128 channels.
    private let tests: Double

    /// The norm as it was found, and what it is at most.
    struct Bounds {
        let norm: Float, bound: Float
    }

    /// Sides up to this are measured on their own grid.
    private static let largestGrid = 16
    private static let capacity = 4096
    /// Some 20 ms.
    private static let tests = 448.0

    /// A convolution of `kernel` x `kernel` taps, stride 1, on a map of height x width; a larger stride only lowers the
    /// norm.
    public init(height: Int, width: Int, kernel: Int, inputs: Int, outputs: Int) {
        self.init(height: height, width: width, kernel: kernel, inputs: inputs, outputs: outputs, tests: Self.tests)
    }

    init(height: Int, width: Int, kernel: Int, inputs: Int, outputs: Int, tests: Double) {
        self.tests = tests
        self.kernel = kernel
        self.inputs = inputs
        self.outputs = outputs
        // A single tap passes all frequencies alike.
        grid = kernel == 1 ? (1, 1) : max(height, width) <= Self.largestGrid ? (height, width) : nil
    }

    private var side: Int { GramPolynomial.side(inputs: inputs, outputs: outputs) }
    private var capacity: Int { max(Self.capacity, testLimit, valueCount) }
    /// Cells whose values are kept: regions, or the frequencies of the largest grid.
    private var valueCount: Int { max(FrequencyCells.regionCount(kernel: kernel), Self.largestGrid * Self.largestGrid) }
    /// Tests that there is time for, as a rule: a test costs the cube of the side.
    private var testLimit: Int {
        let ratio = 128 / Double(side)
        return Int(min(max(1, ratio * ratio * ratio) * tests, 16384))
    }
    /// Where the parts of the scratch begin, in floats.
    private var places: (phases: Int, lanczos: Int, matrices: Int, cells: Int, values: Int, end: Int) {
        let lanes = Vector.scalarCount
        let phases = multipleOf16(from: GramPolynomial.tableCount(kernel: kernel, inputs: inputs, outputs: outputs))
        let lanczos = phases + multipleOf16(from: GramPolynomial.phaseCount(kernel: kernel) * lanes)
        let matrices = lanczos + multipleOf16(from: LanczosLanes.scratchCount(side: side) * lanes)
        let cells = matrices + multipleOf16(from: HermitianLanes.count(side: side) * lanes)
        let values = cells + multipleOf16(from: 3 * capacity)
        return (phases, lanczos, matrices, cells, values, values + multipleOf16(from: valueCount))
    }
    /// Floats of private scratch that a worker needs.
    public var scratchCount: Int { places.end }

    /// The norm of weights k x k x in x out; NaN when one of them is not finite, or too large to be squared.
    ///
    /// A norm below `ceiling` is only known to be so: the value is then some number not above it.
    public func measure(
        _ weights: UnsafePointer<Float>, ceiling: Float = 0,
        scratch: UnsafeMutablePointer<Float>
    ) -> Float {
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
        let polynomial = GramPolynomial(
            kernel: kernel, inputs: inputs, outputs: outputs, table: scratch,
            phases: vectors(places.phases))
        polynomial.take(weights, scale: Float(1 / squares), scratch: scratch + places.matrices)
        var search = OperatorNormSearch(
            polynomial: polynomial, matrices: HermitianLanes(side: side, elements: vectors(places.matrices)),
            lanczos: LanczosLanes(side: side, scratch: vectors(places.lanczos)),
            list: FrequencyCells(
                cells: cells(places.cells), values: scratch + places.values, capacity: capacity,
                kernel: kernel),
            testLimit: testLimit, floor: Float(Double(ceiling) * Double(ceiling) / squares))
        if let grid { search.visit(height: grid.height, width: grid.width) } else { search.visitAll() }
        let norm = (Double(search.best) * squares).squareRoot()
        let excess = (1 + Double(OperatorNormSearch.slack)) * (1 + Double(search.excess))
        let bound = max(norm, Double(ceiling)) * excess.squareRoot()
        return Bounds(norm: Float(norm), bound: Float(bound))
    }
}
