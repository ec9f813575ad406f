import BinaryCoding

/// The 32-bit Mersenne Twister MT19937, seeded as `numpy.random.RandomState` and `torch.manual_seed` seed it (METHOD section 8).
public struct MersenneTwister: Equatable, Sendable {
    private static let size = 624
    private static let shift = 397

    private var state: [UInt32]
    /// How many of the current block's words have been used.
    private var used: Int

    /// Starts the sequence for `seed`.
    public init(seed: UInt32) {
        state = [UInt32](repeating: seed, count: Self.size)
        for i in 1..<Self.size {
            let previous = state[i - 1]
            state[i] = 1_812_433_253 &* (previous ^ (previous >> 30)) &+ UInt32(i)
        }
        used = Self.size
    }

    /// The next 32 random bits.
    public mutating func next() -> UInt32 {
        if used == Self.size { advanceBlock() }
        used += 1
        return Self.tempered(state[used - 1])
    }

    /// Passes the next `count` words to `take` in order, each with its index.
    @inline(__always)
    mutating func next(count: Int, _ take: (_ place: Int, _ word: UInt32) -> Void) {
        var place = 0
        while place < count {
            if used == Self.size { advanceBlock() }
            let run = min(count - place, Self.size - used)
            state.withUnsafeBufferPointer { state in
                let words = state.baseAddress! + used
                for i in 0..<run { take(place &+ i, Self.tempered(words[i])) }
            }
            used += run
            place += run
        }
    }

    @inline(__always)
    private static func tempered(_ word: UInt32) -> UInt32 {
        var y = word
        y ^= y >> 11
        y ^= (y << 7) & 0x9D2C_5680
        y ^= (y << 15) & 0xEFC6_0000
        return y ^ (y >> 18)
    }

    private mutating func advanceBlock() {
        state.withUnsafeMutableBufferPointer { state in
            let words = state.baseAddress!
            // Without a remainder in the indices, so that they are computed by vectors.
            let turn = Self.size - Self.shift
            for i in 0..<turn { words[i] = Self.next(words[i], words[i &+ 1], far: words[i &+ Self.shift]) }
            for i in turn..<(Self.size - 1) { words[i] = Self.next(words[i], words[i &+ 1], far: words[i &- turn]) }
            words[Self.size - 1] = Self.next(words[Self.size - 1], words[0], far: words[Self.shift - 1])
        }
        used = 0
    }

    @inline(__always)
    private static func next(_ word: UInt32, _ following: UInt32, far: UInt32) -> UInt32 {
        let joined = (word & 0x8000_0000) | (following & 0x7FFF_FFFF)
        return far ^ (joined >> 1) ^ ((0 &- (joined & 1)) & 0x9908_B0DF)
    }
}

/// The words, then how many were handed out.
extension MersenneTwister: BinaryCodable {
    public func encode(to writer: inout ByteWriter) {
        writer.write(state)
        writer.write(used)
    }

    public init(from reader: inout ByteReader) throws {
        state = try reader.read()
        used = try reader.read()
        guard state.count == Self.size, (0...Self.size).contains(used) else {
            throw BinaryError.invalid(
                "\(state.count) words at position \(used) where a Mersenne Twister has \(Self.size), at a position of "
                    + "0...\(Self.size)")
        }
    }
}
