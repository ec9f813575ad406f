/// The one-dimensional transforms of Winograd's F(4, 3) with the points 0, 1, -1, 2, -2 and infinity (Lavin & Gray 2016),
/// on vectors of eight channels; two of them, along rows and columns, make F(4 x 4, 3 x 3).
enum WinogradTransform {
    /// B^T d: six inputs to six frequencies. `step` is the distance between them in vectors.
    @inline(__always)
    static func input(_ d: UnsafePointer<Vector>, _ v: UnsafeMutablePointer<Vector>, from: Int, to: Int) {
        let d0 = d[0], d1 = d[from], d2 = d[2 &* from], d3 = d[3 &* from], d4 = d[4 &* from], d5 = d[5 &* from]
        let four = Vector(repeating: 4), five = Vector(repeating: 5), two = Vector(repeating: 2)
        let even = d4 - four * d2, odd = d3 - four * d1
        let evenLow = d4 - d2, oddLow = two * (d3 - d1)
        v[0] = four * d0 - five * d2 + d4
        v[to] = even + odd
        v[2 &* to] = even - odd
        v[3 &* to] = evenLow + oddLow
        v[4 &* to] = evenLow - oddLow
        v[5 &* to] = four * d1 - five * d3 + d5
    }

    /// A^T m: six frequencies to four outputs.
    @inline(__always)
    static func output(_ m: UnsafePointer<Vector>, _ y: UnsafeMutablePointer<Vector>, from: Int, to: Int) {
        let m0 = m[0], m1 = m[from], m2 = m[2 &* from], m3 = m[3 &* from], m4 = m[4 &* from], m5 = m[5 &* from]
        let sum1 = m1 + m2, difference1 = m1 - m2, sum2 = m3 + m4, difference2 = m3 - m4
        y[0] = m0 + sum1 + sum2
        y[to] = difference1 + 2 * difference2
        y[2 &* to] = sum1 + 4 * sum2
        y[3 &* to] = difference1 + 8 * difference2 + m5
    }

    /// A y: four output gradients to six frequencies, the transpose of `output`.
    @inline(__always)
    static func outputGradient(_ y: UnsafePointer<Vector>, _ m: UnsafeMutablePointer<Vector>, from: Int, to: Int) {
        let y0 = y[0], y1 = y[from], y2 = y[2 &* from], y3 = y[3 &* from]
        let even1 = y0 + y2, odd1 = y1 + y3
        let even2 = y0 + 4 * y2, odd2 = 2 * y1 + 8 * y3
        m[0] = y0
        m[to] = even1 + odd1
        m[2 &* to] = even1 - odd1
        m[3 &* to] = even2 + odd2
        m[4 &* to] = even2 - odd2
        m[5 &* to] = y3
    }

    /// G g: three weights to six frequencies.
    @inline(__always)
    static func weights(_ g: UnsafePointer<Vector>, _ u: UnsafeMutablePointer<Vector>, from: Int, to: Int) {
        let g0 = g[0], g1 = g[from], g2 = g[2 &* from]
        let sixth: Float = 1 / 6, twelfth: Float = 1 / 12, twentyFourth: Float = 1 / 24
        let outer = g0 + g2
        let far = twentyFourth * g0 + sixth * g2
        u[0] = 0.25 * g0
        u[to] = -sixth * (outer + g1)
        u[2 &* to] = -sixth * (outer - g1)
        u[3 &* to] = far + twelfth * g1
        u[4 &* to] = far - twelfth * g1
        u[5 &* to] = g2
    }

    /// G^T u: six frequencies to three weight gradients, the transpose of `weights`.
    @inline(__always)
    static func weightGradient(_ u: UnsafePointer<Vector>, _ g: UnsafeMutablePointer<Vector>, from: Int, to: Int) {
        let u0 = u[0], u1 = u[from], u2 = u[2 &* from], u3 = u[3 &* from], u4 = u[4 &* from], u5 = u[5 &* from]
        let sixth: Float = 1 / 6, twelfth: Float = 1 / 12, twentyFourth: Float = 1 / 24
        let near = sixth * (u1 + u2), far = u3 + u4
        g[0] = 0.25 * u0 - near + twentyFourth * far
        g[to] = sixth * (u2 - u1) + twelfth * (u3 - u4)
        g[2 &* to] = sixth * far - near + u5
    }
}
