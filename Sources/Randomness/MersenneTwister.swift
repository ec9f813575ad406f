import BinaryCoding

/// The 32-bit Mersenne Twister MT19937, seeded as `numpy.random.RandomState` and `torch.manual_seed` seed it (METHOD section 8).
public struct MersenneTwister: Equatable, Sendable {
    private static let size = 624
    private static let shift = 397

    private var state: [UInt32]
    /// How many of the current block's words have been handed out.
    private var used: Int

    /// Starts the sequence of `seed`.
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
        var y = state[used]
        used += 1
        y ^= y >> 11
        y ^= (y << 7) & 0x9D2C_5680
        y ^= (y << 15) & 0xEFC6_0000
        return y ^ (y >> 18)
    }

    private mutating func advanceBlock() {
        state.withUnsafeMutableBufferPointer { state in
            for i in 0..<Self.size {
                let next = i + 1 < Self.size ? i + 1 : 0
                let far = i + Self.shift < Self.size ? i + Self.shift : i + Self.shift - Self.size
                let joined = (state[i] & 0x8000_0000) | (state[next] & 0x7FFF_FFFF)
                state[i] = state[far] ^ (joined >> 1) ^ ((joined & 1) &* 0x9908_B0DF)
            }
        }
        used = 0
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
            throw BinaryError.invalid("\(state.count) words at position \(used) where a Mersenne Twister has \(Self.size), at a position of "
                + "0...\(Self.size)")
        }
    }
}
