/// Small dense products that keep a tile of the result in registers: R rows, 6 or 4, of two vectors.
enum MicroKernel {
    /// Columns of the tile: two vectors.
    static let columns = 2 * Vector.scalarCount

    /// c[rows x columns] = (accumulating or not) the sum over k of a * b, where row r, step k of `a` lies at a[r * rowStep + k * depthStep],
    /// and step k of `b` holds `columns` contiguous floats at b[k * bStep].
    ///
    /// `rows` is even and at least 4, or zero: any such number is a sum of sixes and fours.
    @inline(__always)
    static func product(rows: Int, depth: Int, a: UnsafePointer<Float>, rowStep: Int, depthStep: Int,
                        b: UnsafePointer<Float>, bStep: Int, c: UnsafeMutablePointer<Float>, cStep: Int, accumulate: Bool) {
        // Fours first, as many as leave a multiple of six.
        let fours = (rows % 6) / 2 * 2 % 3
        var row = 0
        for _ in 0..<fours {
            four(depth: depth, a: a + row &* rowStep, rowStep: rowStep, depthStep: depthStep, b: b, bStep: bStep,
                 c: c + row &* cStep, cStep: cStep, accumulate: accumulate)
            row &+= 4
        }
        while row < rows {
            six(depth: depth, a: a + row &* rowStep, rowStep: rowStep, depthStep: depthStep, b: b, bStep: bStep,
                c: c + row &* cStep, cStep: cStep, accumulate: accumulate)
            row &+= 6
        }
    }

    @inline(__always)
    private static func six(depth: Int, a: UnsafePointer<Float>, rowStep: Int, depthStep: Int, b: UnsafePointer<Float>, bStep: Int,
                            c: UnsafeMutablePointer<Float>, cStep: Int, accumulate: Bool) {
        let w = Vector.scalarCount
        var p0 = Vector.zero, p1 = Vector.zero, p2 = Vector.zero, p3 = Vector.zero, p4 = Vector.zero, p5 = Vector.zero
        var q0 = Vector.zero, q1 = Vector.zero, q2 = Vector.zero, q3 = Vector.zero, q4 = Vector.zero, q5 = Vector.zero
        if accumulate {
            p0 = c.vector(0); q0 = c.vector(w)
            p1 = c.vector(cStep); q1 = c.vector(cStep &+ w)
            p2 = c.vector(2 &* cStep); q2 = c.vector(2 &* cStep &+ w)
            p3 = c.vector(3 &* cStep); q3 = c.vector(3 &* cStep &+ w)
            p4 = c.vector(4 &* cStep); q4 = c.vector(4 &* cStep &+ w)
            p5 = c.vector(5 &* cStep); q5 = c.vector(5 &* cStep &+ w)
        }
        var left = a, right = b
        var k = depth
        while k > 0 {
            let b0 = right.vector(0), b1 = right.vector(w)
            var x = Vector(repeating: left[0])
            p0 = p0.adding(x, times: b0); q0 = q0.adding(x, times: b1)
            x = Vector(repeating: left[rowStep])
            p1 = p1.adding(x, times: b0); q1 = q1.adding(x, times: b1)
            x = Vector(repeating: left[2 &* rowStep])
            p2 = p2.adding(x, times: b0); q2 = q2.adding(x, times: b1)
            x = Vector(repeating: left[3 &* rowStep])
            p3 = p3.adding(x, times: b0); q3 = q3.adding(x, times: b1)
            x = Vector(repeating: left[4 &* rowStep])
            p4 = p4.adding(x, times: b0); q4 = q4.adding(x, times: b1)
            x = Vector(repeating: left[5 &* rowStep])
            p5 = p5.adding(x, times: b0); q5 = q5.adding(x, times: b1)
            left += depthStep
            right += bStep
            k &-= 1
        }
        c.store(p0, 0); c.store(q0, w)
        c.store(p1, cStep); c.store(q1, cStep &+ w)
        c.store(p2, 2 &* cStep); c.store(q2, 2 &* cStep &+ w)
        c.store(p3, 3 &* cStep); c.store(q3, 3 &* cStep &+ w)
        c.store(p4, 4 &* cStep); c.store(q4, 4 &* cStep &+ w)
        c.store(p5, 5 &* cStep); c.store(q5, 5 &* cStep &+ w)
    }

    @inline(__always)
    private static func four(depth: Int, a: UnsafePointer<Float>, rowStep: Int, depthStep: Int, b: UnsafePointer<Float>, bStep: Int,
                             c: UnsafeMutablePointer<Float>, cStep: Int, accumulate: Bool) {
        let w = Vector.scalarCount
        var p0 = Vector.zero, p1 = Vector.zero, p2 = Vector.zero, p3 = Vector.zero
        var q0 = Vector.zero, q1 = Vector.zero, q2 = Vector.zero, q3 = Vector.zero
        if accumulate {
            p0 = c.vector(0); q0 = c.vector(w)
            p1 = c.vector(cStep); q1 = c.vector(cStep &+ w)
            p2 = c.vector(2 &* cStep); q2 = c.vector(2 &* cStep &+ w)
            p3 = c.vector(3 &* cStep); q3 = c.vector(3 &* cStep &+ w)
        }
        var left = a, right = b
        var k = depth
        while k > 0 {
            let b0 = right.vector(0), b1 = right.vector(w)
            var x = Vector(repeating: left[0])
            p0 = p0.adding(x, times: b0); q0 = q0.adding(x, times: b1)
            x = Vector(repeating: left[rowStep])
            p1 = p1.adding(x, times: b0); q1 = q1.adding(x, times: b1)
            x = Vector(repeating: left[2 &* rowStep])
            p2 = p2.adding(x, times: b0); q2 = q2.adding(x, times: b1)
            x = Vector(repeating: left[3 &* rowStep])
            p3 = p3.adding(x, times: b0); q3 = q3.adding(x, times: b1)
            left += depthStep
            right += bStep
            k &-= 1
        }
        c.store(p0, 0); c.store(q0, w)
        c.store(p1, cStep); c.store(q1, cStep &+ w)
        c.store(p2, 2 &* cStep); c.store(q2, 2 &* cStep &+ w)
        c.store(p3, 3 &* cStep); c.store(q3, 3 &* cStep &+ w)
    }
}
