import CProcessor

/// Small dense products that keep a tile of the result in registers: R rows, 12 (with AVX-512), 6 or 4, of two vectors.
enum MicroKernel {
    /// Columns of the tile: two vectors.
    static let columns = 2 * Vector.scalarCount

    /// c[rows x columns] = (accumulating or not) the sum over k of a * b, where row r, step k of `a` lies at a[r * rowStep + k * depthStep],
    /// and step k of `b` holds `columns` contiguous floats at b[k * bStep].
    ///
    /// `rows` is even and at least 4, or zero: any such number is a sum of sixes and fours.
    @inline(__always)
    static func product(
        rows: Int, depth: Int, a: UnsafePointer<Float>, rowStep: Int, depthStep: Int,
        b: UnsafePointer<Float>, bStep: Int, c: UnsafeMutablePointer<Float>, cStep: Int, accumulate: Bool
    ) {
        // Fours first, as many as leave a multiple of six.
        let fours = (rows % 6) / 2 * 2 % 3
        var row = 0
        for _ in 0..<fours {
            four(
                depth: depth, a: a + row &* rowStep, rowStep: rowStep, depthStep: depthStep, b: b, bStep: bStep,
                c: c + row &* cStep, cStep: cStep, accumulate: accumulate)
            row &+= 4
        }
        #if AVX512
        // Twice the sums hide more of the time that their loads and stores take; only 32 registers hold them.
        while row &+ 12 <= rows {
            twelve(
                depth: depth, a: a + row &* rowStep, rowStep: rowStep, depthStep: depthStep, b: b, bStep: bStep,
                c: c + row &* cStep, cStep: cStep, accumulate: accumulate)
            row &+= 12
        }
        #endif
        while row < rows {
            six(
                depth: depth, a: a + row &* rowStep, rowStep: rowStep, depthStep: depthStep, b: b, bStep: bStep,
                c: c + row &* cStep, cStep: cStep, accumulate: accumulate)
            row &+= 6
        }
    }

    /// `product` of the last vector of columns, where outputs fill no pair of them.
    @inline(__always)
    static func productOfOneVector(
        rows: Int, depth: Int, a: UnsafePointer<Float>, rowStep: Int, depthStep: Int,
        b: UnsafePointer<Float>, bStep: Int, c: UnsafeMutablePointer<Float>, cStep: Int, accumulate: Bool
    ) {
        var row = 0
        while row < rows {
            // Any even number of at least four is a sum of sixes and fours.
            let isSix = (rows &- row) % 6 == 0
            sixOrFour(
                isSix, depth: depth, a: a + row &* rowStep, rowStep: rowStep, depthStep: depthStep, b: b, bStep: bStep,
                c: c + row &* cStep, cStep: cStep, accumulate: accumulate)
            row &+= isSix ? 6 : 4
        }
    }

    /// Six rows, or the first four of them, by one vector.
    @inline(__always)
    private static func sixOrFour(
        _ isSix: Bool, depth: Int, a: UnsafePointer<Float>, rowStep: Int, depthStep: Int,
        b: UnsafePointer<Float>, bStep: Int, c: UnsafeMutablePointer<Float>, cStep: Int, accumulate: Bool
    ) {
        var p0 = Vector.zero, p1 = Vector.zero, p2 = Vector.zero, p3 = Vector.zero, p4 = Vector.zero, p5 = Vector.zero
        if accumulate {
            p0 = c.vector(0); p1 = c.vector(cStep); p2 = c.vector(2 &* cStep); p3 = c.vector(3 &* cStep)
            if isSix { p4 = c.vector(4 &* cStep); p5 = c.vector(5 &* cStep) }
        }
        // Without six rows the last two are those before them once more.
        let fourth = (isSix ? 4 : 2) &* rowStep, fifth = (isSix ? 5 : 3) &* rowStep
        var left = a, right = b
        var k = depth
        while k > 0 {
            let b0 = right.vector(0)
            p0 = p0.adding(Vector(repeating: left[0]), times: b0)
            p1 = p1.adding(Vector(repeating: left[rowStep]), times: b0)
            p2 = p2.adding(Vector(repeating: left[2 &* rowStep]), times: b0)
            p3 = p3.adding(Vector(repeating: left[3 &* rowStep]), times: b0)
            p4 = p4.adding(Vector(repeating: left[fourth]), times: b0)
            p5 = p5.adding(Vector(repeating: left[fifth]), times: b0)
            left += depthStep
            right += bStep
            k &-= 1
        }
        c.store(p0, 0); c.store(p1, cStep); c.store(p2, 2 &* cStep); c.store(p3, 3 &* cStep)
        if isSix { c.store(p4, 4 &* cStep); c.store(p5, 5 &* cStep) }
    }

    #if AVX512
    @inline(__always)
    private static func twelve(
        depth: Int, a: UnsafePointer<Float>, rowStep: Int, depthStep: Int, b: UnsafePointer<Float>, bStep: Int,
        c: UnsafeMutablePointer<Float>, cStep: Int, accumulate: Bool
    ) {
        let w = Vector.scalarCount
        var p0 = Vector.zero, p1 = Vector.zero, p2 = Vector.zero, p3 = Vector.zero, p4 = Vector.zero, p5 = Vector.zero
        var p6 = Vector.zero, p7 = Vector.zero, p8 = Vector.zero, p9 = Vector.zero, p10 = Vector.zero, p11 = Vector.zero
        var q0 = Vector.zero, q1 = Vector.zero, q2 = Vector.zero, q3 = Vector.zero, q4 = Vector.zero, q5 = Vector.zero
        var q6 = Vector.zero, q7 = Vector.zero, q8 = Vector.zero, q9 = Vector.zero, q10 = Vector.zero, q11 = Vector.zero
        if accumulate {
            p0 = c.vector(0); q0 = c.vector(w)
            p1 = c.vector(cStep); q1 = c.vector(cStep &+ w)
            p2 = c.vector(2 &* cStep); q2 = c.vector(2 &* cStep &+ w)
            p3 = c.vector(3 &* cStep); q3 = c.vector(3 &* cStep &+ w)
            p4 = c.vector(4 &* cStep); q4 = c.vector(4 &* cStep &+ w)
            p5 = c.vector(5 &* cStep); q5 = c.vector(5 &* cStep &+ w)
            p6 = c.vector(6 &* cStep); q6 = c.vector(6 &* cStep &+ w)
            p7 = c.vector(7 &* cStep); q7 = c.vector(7 &* cStep &+ w)
            p8 = c.vector(8 &* cStep); q8 = c.vector(8 &* cStep &+ w)
            p9 = c.vector(9 &* cStep); q9 = c.vector(9 &* cStep &+ w)
            p10 = c.vector(10 &* cStep); q10 = c.vector(10 &* cStep &+ w)
            p11 = c.vector(11 &* cStep); q11 = c.vector(11 &* cStep &+ w)
        }
        if accumulate {
            // The next tile's sums, which usually lie behind these, come from the third-level cache.
            let next = c + 12 &* cStep
            for row in 0..<12 {
                processor_prefetch_for_writing(next + row &* cStep)
                processor_prefetch_for_writing(next + (row &* cStep &+ w))
            }
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
            x = Vector(repeating: left[6 &* rowStep])
            p6 = p6.adding(x, times: b0); q6 = q6.adding(x, times: b1)
            x = Vector(repeating: left[7 &* rowStep])
            p7 = p7.adding(x, times: b0); q7 = q7.adding(x, times: b1)
            x = Vector(repeating: left[8 &* rowStep])
            p8 = p8.adding(x, times: b0); q8 = q8.adding(x, times: b1)
            x = Vector(repeating: left[9 &* rowStep])
            p9 = p9.adding(x, times: b0); q9 = q9.adding(x, times: b1)
            x = Vector(repeating: left[10 &* rowStep])
            p10 = p10.adding(x, times: b0); q10 = q10.adding(x, times: b1)
            x = Vector(repeating: left[11 &* rowStep])
            p11 = p11.adding(x, times: b0); q11 = q11.adding(x, times: b1)
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
        c.store(p6, 6 &* cStep); c.store(q6, 6 &* cStep &+ w)
        c.store(p7, 7 &* cStep); c.store(q7, 7 &* cStep &+ w)
        c.store(p8, 8 &* cStep); c.store(q8, 8 &* cStep &+ w)
        c.store(p9, 9 &* cStep); c.store(q9, 9 &* cStep &+ w)
        c.store(p10, 10 &* cStep); c.store(q10, 10 &* cStep &+ w)
        c.store(p11, 11 &* cStep); c.store(q11, 11 &* cStep &+ w)
    }
    #endif

    @inline(__always)
    private static func six(
        depth: Int, a: UnsafePointer<Float>, rowStep: Int, depthStep: Int, b: UnsafePointer<Float>, bStep: Int,
        c: UnsafeMutablePointer<Float>, cStep: Int, accumulate: Bool
    ) {
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
    private static func four(
        depth: Int, a: UnsafePointer<Float>, rowStep: Int, depthStep: Int, b: UnsafePointer<Float>, bStep: Int,
        c: UnsafeMutablePointer<Float>, cStep: Int, accumulate: Bool
    ) {
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
