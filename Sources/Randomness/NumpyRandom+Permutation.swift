extension NumpyRandom {
    /// The numbers 0 ..< count in random order, as numpy's `permutation(count)`: from the last place on, each is swapped with one at or before it.
    ///
    /// Traps when `count` is negative or above 2^32.
    public mutating func permutation(_ count: Int) -> [Int] {
        precondition((0...1 << 32).contains(count), "a permutation of \(count) numbers is not possible")
        var numbers = Array(0..<count)
        for last in stride(from: count - 1, to: 0, by: -1) {
            numbers.swapAt(last, Int(bounded(UInt32(last))))
        }
        return numbers
    }

    /// A whole number in 0...largest: draws are masked to as many bits as `largest` has, until one is not larger.
    private mutating func bounded(_ largest: UInt32) -> UInt32 {
        let bits = UInt32.max >> UInt32(largest.leadingZeroBitCount)
        while true {
            let value = twister.next() & bits
            if value <= largest { return value }
        }
    }
}
