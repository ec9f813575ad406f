/// Hermitian matrices of one even side, one in each lane of a vector, so that as many as a vector has lanes are worked
/// on at once.
///
/// The lower triangle lies by rows: the real part of an element, then its imaginary part.
struct HermitianLanes {
    typealias Mask = SIMDMask<Vector.MaskStorage>

    let side: Int
    let elements: UnsafeMutablePointer<Vector>

    /// Vectors that the matrices of a side take.
    static func count(side: Int) -> Int { side * (side + 1) }

    @inline(__always)
    private func row(_ index: Int) -> UnsafeMutablePointer<Vector> { elements + index &* (index &+ 1) }

    /// Replaces the matrices by their Cholesky factors, with the inverse of their diagonals, and returns which matrices
    /// are positive definite; the factors of the others mean nothing.
    func factor() -> Mask {
        var definite = Mask(repeating: true), column = 0
        while column < side {
            let first = row(column), second = row(column &+ 1)
            let pivots = product(of: second, and: first, count: column)
            var pivot = first[2 &* column] - norm(of: first, count: column)
            definite = definite .& (pivot .> 0)
            let firstScale = inverseRoot(pivot)
            let real = (second[2 &* column] - pivots.real) * firstScale
            let imaginary = (second[2 &* column &+ 1] - pivots.imaginary) * firstScale
            pivot = second[2 &* column &+ 2] - norm(of: second, count: column) - real * real - imaginary * imaginary
            definite = definite .& (pivot .> 0)
            guard any(definite) else { return definite }
            let secondScale = inverseRoot(pivot)
            first[2 &* column] = firstScale
            second[2 &* column] = real
            second[2 &* column &+ 1] = imaginary
            second[2 &* column &+ 2] = secondScale
            var index = column &+ 2
            while index < side {
                reduce(row(index), row(index &+ 1), by: first, second, column)
                index &+= 2
            }
            column &+= 2
        }
        return definite
    }

    /// Columns `column` and the next of the factors' rows `upper` and `lower`; `first` and `second` are the rows of
    /// these columns.
    @inline(__always)
    private func reduce(
        _ upper: UnsafeMutablePointer<Vector>, _ lower: UnsafeMutablePointer<Vector>,
        by first: UnsafeMutablePointer<Vector>, _ second: UnsafeMutablePointer<Vector>, _ column: Int
    ) {
        var a = Vector.zero, b = Vector.zero, c = Vector.zero, d = Vector.zero
        var e = Vector.zero, f = Vector.zero, g = Vector.zero, h = Vector.zero
        var k = 0
        while k < 2 &* column {
            let firstReal = first[k], firstImaginary = first[k &+ 1]
            let secondReal = second[k], secondImaginary = second[k &+ 1]
            let upperReal = upper[k], upperImaginary = upper[k &+ 1]
            a = a.adding(upperReal, times: firstReal)
            b = b.adding(upperImaginary, times: firstReal)
            c = c.adding(upperReal, times: secondReal)
            d = d.adding(upperImaginary, times: secondReal)
            let lowerReal = lower[k], lowerImaginary = lower[k &+ 1]
            e = e.adding(lowerReal, times: firstReal)
            f = f.adding(lowerImaginary, times: firstReal)
            g = g.adding(lowerReal, times: secondReal)
            h = h.adding(lowerImaginary, times: secondReal)
            a = a.adding(upperImaginary, times: firstImaginary)
            b = b.subtracting(upperReal, times: firstImaginary)
            c = c.adding(upperImaginary, times: secondImaginary)
            d = d.subtracting(upperReal, times: secondImaginary)
            e = e.adding(lowerImaginary, times: firstImaginary)
            f = f.subtracting(lowerReal, times: firstImaginary)
            g = g.adding(lowerImaginary, times: secondImaginary)
            h = h.subtracting(lowerReal, times: secondImaginary)
            k &+= 2
        }
        finish(upper + 2 &* column, first + 2 &* column, second + 2 &* column, (a, b, c, d))
        finish(lower + 2 &* column, first + 2 &* column, second + 2 &* column, (e, f, g, h))
    }

    @inline(__always)
    private func finish(
        _ place: UnsafeMutablePointer<Vector>, _ first: UnsafeMutablePointer<Vector>,
        _ second: UnsafeMutablePointer<Vector>, _ sums: (Vector, Vector, Vector, Vector)
    ) {
        let real = (place[0] - sums.0) * first[0], imaginary = (place[1] - sums.1) * first[0]
        place[0] = real
        place[1] = imaginary
        place[2] = (place[2] - sums.2 - real * second[0] - imaginary * second[1]) * second[2]
        place[3] = (place[3] - sums.3 - imaginary * second[0] + real * second[1]) * second[2]
    }

    /// The sum of row[k] times the conjugate of other[k].
    @inline(__always)
    private func product(
        of row: UnsafeMutablePointer<Vector>, and other: UnsafeMutablePointer<Vector>,
        count: Int
    ) -> (real: Vector, imaginary: Vector) {
        var real = Vector.zero, imaginary = Vector.zero, k = 0
        while k < 2 &* count {
            real = real.adding(row[k], times: other[k]).adding(row[k &+ 1], times: other[k &+ 1])
            imaginary = imaginary.adding(row[k &+ 1], times: other[k]).subtracting(row[k], times: other[k &+ 1])
            k &+= 2
        }
        return (real, imaginary)
    }

    @inline(__always)
    private func norm(of row: UnsafeMutablePointer<Vector>, count: Int) -> Vector {
        var sum = Vector.zero
        for k in 0..<(2 &* count) { sum = sum.adding(row[k], times: row[k]) }
        return sum
    }

    /// 1 / sqrt(value), 0 where that is not positive.
    @inline(__always)
    private func inverseRoot(_ value: Vector) -> Vector {
        (1 / value.squareRoot()).replacing(with: 0, where: .!(value .> 0))
    }

    /// Writes the products with `vectors`, one in each lane, of `side` complex elements.
    func multiply(_ vectors: UnsafeMutablePointer<Vector>, into products: UnsafeMutablePointer<Vector>) {
        for index in 0..<side {
            let row = row(index), real = vectors[2 &* index], imaginary = vectors[2 &* index &+ 1]
            var a = Vector.zero, b = Vector.zero, c = Vector.zero, d = Vector.zero, k = 0
            // An element stands for itself and, above the diagonal, for its conjugate.
            while k < 2 &* index {
                let elementReal = row[k], elementImaginary = row[k &+ 1]
                let otherReal = vectors[k], otherImaginary = vectors[k &+ 1]
                a = a.adding(elementReal, times: otherReal)
                b = b.adding(elementImaginary, times: otherImaginary)
                c = c.adding(elementReal, times: otherImaginary)
                d = d.adding(elementImaginary, times: otherReal)
                products[k] = products[k].adding(elementReal, times: real).adding(elementImaginary, times: imaginary)
                products[k &+ 1] = products[k &+ 1].adding(elementReal, times: imaginary)
                    .subtracting(elementImaginary, times: real)
                k &+= 2
            }
            products[k] = a - b + row[k] * real
            products[k &+ 1] = c + d + row[k] * imaginary
        }
    }
}
