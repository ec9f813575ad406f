#if canImport(Glibc)
import Glibc
#else
import Darwin
#endif

/// The Gram matrix of a convolution's transfer matrix M(a, b), M* M or M M*, whichever is smaller, as a function of the
/// frequency: a trigonometric polynomial of degree k - 1 along each axis,
///
/// G(a, b) = C_0 + sum over half of all differences (i, j) of two taps of C_ij exp(i (a i + b j)) and its adjoint,
///
/// where C_ij is the sum of the products of those two taps' weights, which are real. It is evaluated for one frequency
/// in each lane.
struct GramPolynomial {
    private let kernel: Int, inputs: Int, outputs: Int
    /// For each element of the lower triangle, by rows: that of C_0; then for each difference that of C + C^T and that
    /// of C - C^T.
    private let table: UnsafeMutablePointer<Float>
    /// 1; then for each difference the cosine and the sine.
    private let phases: UnsafeMutablePointer<Vector>

    /// The matrices' side; an odd number of channels gets one more, without weights.
    static func side(inputs: Int, outputs: Int) -> Int { (min(inputs, outputs) + 1) & ~1 }
    /// Terms of an element.
    private static func terms(kernel: Int) -> Int { 1 + 4 * kernel * (kernel - 1) }
    static func phaseCount(kernel: Int) -> Int { terms(kernel: kernel) }
    /// Floats of the table.
    static func tableCount(kernel: Int, inputs: Int, outputs: Int) -> Int {
        let side = side(inputs: inputs, outputs: outputs)
        return side * (side + 1) / 2 * terms(kernel: kernel)
    }

    private var terms: Int { Self.terms(kernel: kernel) }
    private var channels: Int { min(inputs, outputs) }
    private var elements: Int {
        let side = Self.side(inputs: inputs, outputs: outputs)
        return side * (side + 1) / 2
    }

    init(
        kernel: Int, inputs: Int, outputs: Int, table: UnsafeMutablePointer<Float>,
        phases: UnsafeMutablePointer<Vector>
    ) {
        self.kernel = kernel
        self.inputs = inputs
        self.outputs = outputs
        self.table = table
        self.phases = phases
    }

    /// Takes in weights k x k x in x out, their products times `scale`; `scratch` holds the square of the number of
    /// channels.
    func take(_ weights: UnsafePointer<Float>, scale: Float, scratch: UnsafeMutablePointer<Float>) {
        table.update(repeating: 0, count: elements * terms)
        var term = 0
        for i in 0..<kernel {
            for j in (i == 0 ? 0 : 1 - kernel)..<kernel {
                sumProducts(weights, i, j, into: scratch)
                store(scratch, scale: scale, term: term)
                term += term == 0 ? 1 : 2
            }
        }
    }

    /// C_ij: the products of all two taps with this difference.
    private func sumProducts(
        _ weights: UnsafePointer<Float>, _ i: Int, _ j: Int,
        into sum: UnsafeMutablePointer<Float>
    ) {
        let count = inputs * outputs, length = kernel - abs(j)
        for row in 0..<(kernel - i) {
            let right = weights + (row * kernel + max(0, -j)) * count
            let left = weights + ((row + i) * kernel + max(0, j)) * count
            if outputs <= inputs {
                // The taps of a row lie one behind the other.
                multiply(
                    left, transposed: true, by: right, into: sum, m: outputs, n: outputs, k: length * inputs,
                    beta: row == 0 ? 0 : 1)
            } else {
                for tap in 0..<length {
                    multiply(
                        left + tap * count, by: right + tap * count, rightTransposed: true, into: sum,
                        m: inputs, n: inputs, k: outputs, beta: row == 0 && tap == 0 ? 0 : 1)
                }
            }
        }
    }

    private func store(_ sum: UnsafePointer<Float>, scale: Float, term: Int) {
        var place = table + term
        for row in 0..<channels {
            for column in 0...row {
                let lower = scale * sum[row * channels + column], upper = scale * sum[column * channels + row]
                if term == 0 {
                    place.pointee = lower
                } else {
                    place[0] = lower + upper
                    place[1] = lower - upper
                }
                place += terms
            }
        }
    }

    /// Sets the frequency of a lane.
    func setFrequency(_ a: Double, _ b: Double, lane: Int) {
        phases[0][lane] = 1
        var term = 1
        for i in 0..<kernel {
            for j in (i == 0 ? 1 : 1 - kernel)..<kernel {
                let angle = a * Double(i) + b * Double(j)
                phases[term][lane] = Float(cos(angle))
                phases[term + 1][lane] = Float(sin(angle))
                term += 2
            }
        }
    }

    /// Writes the matrices at the frequencies that are set.
    func evaluate(into matrices: HermitianLanes) {
        write(into: matrices, sign: 1)
    }

    /// Writes `diagonal` times the unit matrix less the matrices at the frequencies that are set.
    func evaluate(below diagonal: Vector, into matrices: HermitianLanes) {
        write(into: matrices, sign: -1)
        for index in 0..<matrices.side { matrices.elements[index * (index + 3)] += diagonal }
    }

    private func write(into matrices: HermitianLanes, sign: Float) {
        let terms = terms, elements = elements
        var element = 0
        // Four at a time: each phase is read once for them.
        while element &+ 4 <= elements {
            write(element, 4, terms, sign, matrices.elements)
            element &+= 4
        }
        while element < elements {
            write(element, 1, terms, sign, matrices.elements)
            element &+= 1
        }
    }

    @inline(__always)
    private func write(
        _ element: Int, _ count: Int, _ terms: Int, _ sign: Float,
        _ target: UnsafeMutablePointer<Vector>
    ) {
        // One element's four times if there is but one.
        let step = count > 1 ? terms : 0, a = table + element &* terms, b = a + step, c = b + step, d = c + step
        var realA = Vector(repeating: a[0]), realB = Vector(repeating: b[0])
        var realC = Vector(repeating: c[0]), realD = Vector(repeating: d[0])
        var imaginaryA = Vector.zero, imaginaryB = Vector.zero, imaginaryC = Vector.zero, imaginaryD = Vector.zero
        var term = 1
        while term < terms {
            let cosine = phases[term], sine = phases[term &+ 1]
            realA = realA.adding(Vector(repeating: a[term]), times: cosine)
            imaginaryA = imaginaryA.adding(Vector(repeating: a[term &+ 1]), times: sine)
            if count > 1 {
                realB = realB.adding(Vector(repeating: b[term]), times: cosine)
                imaginaryB = imaginaryB.adding(Vector(repeating: b[term &+ 1]), times: sine)
                realC = realC.adding(Vector(repeating: c[term]), times: cosine)
                imaginaryC = imaginaryC.adding(Vector(repeating: c[term &+ 1]), times: sine)
                realD = realD.adding(Vector(repeating: d[term]), times: cosine)
                imaginaryD = imaginaryD.adding(Vector(repeating: d[term &+ 1]), times: sine)
            }
            term &+= 2
        }
        let place = target + 2 &* element
        place[0] = sign * realA
        place[1] = sign * imaginaryA
        if count > 1 {
            place[2] = sign * realB
            place[3] = sign * imaginaryB
            place[4] = sign * realC
            place[5] = sign * imaginaryC
            place[6] = sign * realD
            place[7] = sign * imaginaryD
        }
    }
}
