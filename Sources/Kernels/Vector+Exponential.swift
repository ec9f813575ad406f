extension Vector {
    /// e^x of each lane within 2e-7 of it for x in -87...88; beyond, the value at that end. Not a number stays so.
    @inline(__always)
    static func exponential(_ x: Vector) -> Vector {
        let limited = x.replacing(with: 88, where: x .> 88).replacing(with: -87, where: x .< -87)
        // x = n ln 2 + r, |r| <= ln 2 / 2. Adding 1.5 x 2^23 leaves no bits for a fraction, and n in the lowest ones.
        let rounder = Vector(repeating: 0x1.8p23)
        let shifted = rounder.adding(limited, times: Vector(repeating: 1.442_695_04))
        let n = shifted - rounder
        // ln 2 in two parts: the first has few enough bits for n times it to be exact.
        let r = limited.adding(n, times: Vector(repeating: -0x1.62e4p-1)).adding(
            n, times: Vector(repeating: -1.428_606_82e-6))
        // The power series up to r^7 / 7!.
        var sum = Vector(repeating: 1 / 720).adding(r, times: Vector(repeating: 1 / 5040))
        sum = Vector(repeating: 1 / 120).adding(sum, times: r)
        sum = Vector(repeating: 1 / 24).adding(sum, times: r)
        sum = Vector(repeating: 1 / 6).adding(sum, times: r)
        sum = Vector(repeating: 1 / 2).adding(sum, times: r)
        sum = Vector(repeating: 1).adding(sum, times: r)
        sum = Vector(repeating: 1).adding(sum, times: r)
        let exponent = unsafeBitCast(shifted, to: IntegerVector.self) &- unsafeBitCast(rounder, to: IntegerVector.self)
        return sum * unsafeBitCast((exponent &+ 127) &<< 23, to: Vector.self)
    }

    /// 1 / (1 + e^-x) of each lane.
    @inline(__always)
    static func sigmoid(_ x: Vector) -> Vector {
        1 / (1 + exponential(-x))
    }
}
