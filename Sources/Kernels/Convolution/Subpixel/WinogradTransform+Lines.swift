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
