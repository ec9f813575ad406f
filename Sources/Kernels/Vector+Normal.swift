extension Vector {
    /// Two standard normal numbers a lane from two random words a lane, by Box and Muller; each uses 23 bits of a word.
    @inline(__always)
    static func normals(_ first: WordVector, _ second: WordVector) -> (Vector, Vector) {
        // From the distance to 1 of a number in 0..<1, which is never zero.
        let radius = squareRoot(-2 * logarithm(1 - uniform(first)))
        let (sine, cosine) = sineAndCosine(turns: uniform(second))
        return (radius * cosine, radius * sine)
    }

    /// The upper 23 bits of each lane as a number in 0..<1.
    @inline(__always)
    private static func uniform(_ words: WordVector) -> Vector {
        unsafeBitCast(words &>> 9 | 0x3F80_0000, to: Vector.self) - 1
    }

    /// The square root of each lane, 0 or more, within 2e-7 of it: the library's works on one lane at a time.
    @inline(__always)
    static func squareRoot(_ x: Vector) -> Vector {
        // Half the exponent, with the opposite sign, is a first guess of 1 / sqrt x; each of Newton's steps doubles its digits.
        var inverse = unsafeBitCast(0x5F37_5A86 &- unsafeBitCast(x, to: IntegerVector.self) &>> 1, to: Vector.self)
        let half = -0.5 * x
        for _ in 0..<3 { inverse *= Vector(repeating: 1.5).adding(half * inverse, times: inverse) }
        return x * inverse
    }

    /// ln x of each lane within 1e-7 of it or of 1, whatever is larger, for normal numbers above 0.
    @inline(__always)
    static func logarithm(_ x: Vector) -> Vector {
        // x = 2^n m with m between the square roots of 1/2 and of 2.
        let bits = unsafeBitCast(x, to: IntegerVector.self)
        let n = (bits &- 0x3F35_04F3) &>> 23
        let m = unsafeBitCast(bits &- n &<< 23, to: Vector.self)
        // ln m = 2 artanh s with s = (m - 1) / (m + 1), |s| < 0.172, by its power series.
        let s = (m - 1) / (m + 1), square = s * s
        var sum = Vector(repeating: 1 / 7).adding(square, times: Vector(repeating: 1 / 9))
        sum = Vector(repeating: 1 / 5).adding(sum, times: square)
        sum = Vector(repeating: 1 / 3).adding(sum, times: square)
        sum = Vector(repeating: 1).adding(sum, times: square)
        // A whole number added to the bits of 1.5 x 2^23 is added to the value.
        let exponent = unsafeBitCast(n &+ 0x4B40_0000, to: Vector.self) - 0x1.8p23
        return (2 * s * sum).adding(exponent, times: Vector(repeating: 0.693_147_18))
    }

    /// sin and cos of 2 pi t for each lane in 0...1, within 1e-7.
    @inline(__always)
    static func sineAndCosine(turns t: Vector) -> (sine: Vector, cosine: Vector) {
        // t = quarter / 4 + r, |r| <= 1/8. Adding 1.5 x 2^23 leaves no bits for a fraction, and the quarter in the lowest ones.
        let rounder = Vector(repeating: 0x1.8p23)
        let shifted = rounder.adding(t, times: Vector(repeating: 4))
        let x = (t - (shifted - rounder) * 0.25) * Float(2 * Double.pi)
        return sineAndCosine(x, quarter: unsafeBitCast(shifted, to: IntegerVector.self))
    }

    /// sin and cos of each lane's angle, in radians from 0 to 7, within 1e-7.
    @inline(__always)
    static func sineAndCosine(angle: Vector) -> (sine: Vector, cosine: Vector) {
        let rounder = Vector(repeating: 0x1.8p23)
        let shifted = rounder.adding(angle, times: Vector(repeating: Float(2 / Double.pi)))
        // A quarter turn in three parts: a whole number of at most 5 times either of the first two is exact.
        let quarters = shifted - rounder
        let x = angle - quarters * 0x1.92p0 - quarters * 0x1.FB4p-12 - quarters * 0x1.4442D2p-24
        return sineAndCosine(x, quarter: unsafeBitCast(shifted, to: IntegerVector.self))
    }

    /// sin and cos of x + quarter pi / 2, of whose second part the lowest two bits count; |x| is at most pi / 4 and a little.
    @inline(__always)
    private static func sineAndCosine(_ x: Vector, quarter: IntegerVector) -> (sine: Vector, cosine: Vector) {
        let square = x * x
        var sine = Vector(repeating: -1 / 5040).adding(square, times: Vector(repeating: 1 / 362_880))
        sine = Vector(repeating: 1 / 120).adding(sine, times: square)
        sine = Vector(repeating: -1 / 6).adding(sine, times: square)
        sine = x.adding(sine * square, times: x)
        var cosine = Vector(repeating: -1 / 720).adding(square, times: Vector(repeating: 1 / 40_320))
        cosine = Vector(repeating: 1 / 24).adding(cosine, times: square)
        cosine = Vector(repeating: -1 / 2).adding(cosine, times: square)
        cosine = Vector(repeating: 1).adding(cosine, times: square)
        // Each quarter turn makes the sine of the cosine, and the cosine of the sine's opposite.
        let swaps = (quarter & 1) .== 1
        return (
            sine.replacing(with: cosine, where: swaps).negated(where: quarter),
            cosine.replacing(with: sine, where: swaps).negated(where: quarter &+ 1)
        )
    }

    /// Each lane with the opposite sign where bit 1 of an integer is set.
    @inline(__always)
    private func negated(where bits: IntegerVector) -> Vector {
        unsafeBitCast(unsafeBitCast(self, to: IntegerVector.self) ^ ((bits & 2) &<< 30), to: Vector.self)
    }
}
