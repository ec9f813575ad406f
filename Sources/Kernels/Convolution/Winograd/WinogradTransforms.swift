/// The one-dimensional transforms of Winograd's F(4, 3) with the points 0, 1, -1, 2, -2 and infinity (Lavin & Gray 2016),
/// on vectors of channels; two of them, along columns and rows, make F(4 x 4, 3 x 3).
enum WinogradTransform {
    typealias Three = (Vector, Vector, Vector)
    typealias Four = (Vector, Vector, Vector, Vector)
    typealias Six = (Vector, Vector, Vector, Vector, Vector, Vector)

    /// B^T d: six inputs to six frequencies.
    @inline(__always)
    static func input(_ d0: Vector, _ d1: Vector, _ d2: Vector, _ d3: Vector, _ d4: Vector, _ d5: Vector) -> Six {
        let four = Vector(repeating: 4), minusFour = Vector(repeating: -4), minusFive = Vector(repeating: -5),
            two = Vector(repeating: 2)
        let even = d4.adding(minusFour, times: d2), odd = d3.adding(minusFour, times: d1)
        let evenLow = d4 - d2, oddLow = two * (d3 - d1)
        return (
            d4.adding(minusFive, times: d2).adding(four, times: d0), even + odd, even - odd, evenLow + oddLow,
            evenLow - oddLow,
            d5.adding(minusFive, times: d3).adding(four, times: d1)
        )
    }

    /// A^T m: six frequencies to four outputs.
    @inline(__always)
    static func output(_ m0: Vector, _ m1: Vector, _ m2: Vector, _ m3: Vector, _ m4: Vector, _ m5: Vector) -> Four {
        let sum1 = m1 + m2, difference1 = m1 - m2, sum2 = m3 + m4, difference2 = m3 - m4
        return (
            m0 + sum1 + sum2, difference1.adding(Vector(repeating: 2), times: difference2),
            sum1.adding(Vector(repeating: 4), times: sum2),
            (difference1 + m5).adding(Vector(repeating: 8), times: difference2)
        )
    }

    /// A y: four output gradients to six frequencies, the transpose of `output`.
    @inline(__always)
    static func outputGradient(_ y0: Vector, _ y1: Vector, _ y2: Vector, _ y3: Vector) -> Six {
        let even1 = y0 + y2, odd1 = y1 + y3
        let even2 = y0.adding(Vector(repeating: 4), times: y2), odd2 = (2 * y1).adding(Vector(repeating: 8), times: y3)
        return (y0, even1 + odd1, even1 - odd1, even2 + odd2, even2 - odd2, y3)
    }

    /// G g: three weights to six frequencies.
    @inline(__always)
    static func weights(_ g0: Vector, _ g1: Vector, _ g2: Vector) -> Six {
        let sixth: Float = 1 / 6, twelfth: Float = 1 / 12, twentyFourth: Float = 1 / 24
        let outer = g0 + g2
        let far = twentyFourth * g0 + sixth * g2
        return (0.25 * g0, -sixth * (outer + g1), -sixth * (outer - g1), far + twelfth * g1, far - twelfth * g1, g2)
    }

    /// G^T u: six frequencies to three weight gradients, the transpose of `weights`.
    @inline(__always)
    static func weightGradient(_ u0: Vector, _ u1: Vector, _ u2: Vector, _ u3: Vector, _ u4: Vector, _ u5: Vector)
        -> Three
    {
        let sixth: Float = 1 / 6, twelfth: Float = 1 / 12, twentyFourth: Float = 1 / 24
        let near = sixth * (u1 + u2), far = u3 + u4
        return (0.25 * u0 - near + twentyFourth * far, sixth * (u2 - u1) + twelfth * (u3 - u4), sixth * far - near + u5)
    }
}

extension UnsafeMutablePointer<Vector> {
    /// Stores six vectors `step` apart.
    @inline(__always)
    func store(_ v: WinogradTransform.Six, step: Int) {
        self[0] = v.0; self[step] = v.1; self[2 &* step] = v.2; self[3 &* step] = v.3; self[4 &* step] = v.4;
        self[5 &* step] = v.5
    }
}

extension UnsafeMutablePointer<Float> {
    /// Stores six vectors `step` floats apart.
    @inline(__always)
    func store(_ v: WinogradTransform.Six, step: Int) {
        store(v.0, 0); store(v.1, step); store(v.2, 2 &* step); store(v.3, 3 &* step); store(v.4, 4 &* step);
        store(v.5, 5 &* step)
    }
}

/// The transforms along lines of vectors in memory: `from` and `to` are the distances between neighbours, in vectors.
extension WinogradTransform {
    typealias Line = UnsafePointer<Vector>
    typealias Target = UnsafeMutablePointer<Vector>

    @inline(__always)
    static func input(_ d: Line, _ v: Target, from: Int, to: Int) {
        v.store(input(d[0], d[from], d[2 &* from], d[3 &* from], d[4 &* from], d[5 &* from]), step: to)
    }

    @inline(__always)
    static func output(_ m: Line, _ y: Target, from: Int, to: Int) {
        let values = output(m[0], m[from], m[2 &* from], m[3 &* from], m[4 &* from], m[5 &* from])
        y[0] = values.0; y[to] = values.1; y[2 &* to] = values.2; y[3 &* to] = values.3
    }

    @inline(__always)
    static func outputGradient(_ y: Line, _ m: Target, from: Int, to: Int) {
        m.store(outputGradient(y[0], y[from], y[2 &* from], y[3 &* from]), step: to)
    }

    @inline(__always)
    static func weights(_ g: Line, _ u: Target, from: Int, to: Int) {
        u.store(weights(g[0], g[from], g[2 &* from]), step: to)
    }

    @inline(__always)
    static func weightGradient(_ u: Line, _ g: Target, from: Int, to: Int) {
        let values = weightGradient(u[0], u[from], u[2 &* from], u[3 &* from], u[4 &* from], u[5 &* from])
        g[0] = values.0; g[to] = values.1; g[2 &* to] = values.2
    }
}
