/// Threefry4x32-20 (Salmon et al., Parallel random numbers: as easy as 1, 2, 3, 2011): four random words from a counter of four words and a
/// key, so that every number can be had by itself, in any order. Of the generators of that paper the one that needs no wide products.
struct Threefry {
    typealias Words = (WordVector, WordVector, WordVector, WordVector)

    /// The key's four words and their parity.
    private let key: (UInt32, UInt32, UInt32, UInt32, UInt32)

    init(key: (UInt32, UInt32, UInt32, UInt32)) {
        self.key = (key.0, key.1, key.2, key.3, 0x1BD1_1BDA ^ key.0 ^ key.1 ^ key.2 ^ key.3)
    }

    /// The words of as many counters as a vector has lanes: of `first`, `first` + 1, ... with the other three words the same.
    @inline(__always)
    func words(first: UInt32, _ second: UInt32, _ third: UInt32, _ fourth: UInt32) -> Words {
        var x: Words = (
            WordVector(repeating: first &+ key.0) &+ Self.lanes, WordVector(repeating: second &+ key.1),
            WordVector(repeating: third &+ key.2), WordVector(repeating: fourth &+ key.3)
        )
        Self.fourRounds(&x, 10, 26, 11, 21, 13, 27, 23, 5)
        add(key.1, key.2, key.3, key.4 &+ 1, to: &x)
        Self.fourRounds(&x, 6, 20, 17, 11, 25, 10, 18, 20)
        add(key.2, key.3, key.4, key.0 &+ 2, to: &x)
        Self.fourRounds(&x, 10, 26, 11, 21, 13, 27, 23, 5)
        add(key.3, key.4, key.0, key.1 &+ 3, to: &x)
        Self.fourRounds(&x, 6, 20, 17, 11, 25, 10, 18, 20)
        add(key.4, key.0, key.1, key.2 &+ 4, to: &x)
        Self.fourRounds(&x, 10, 26, 11, 21, 13, 27, 23, 5)
        add(key.0, key.1, key.2, key.3 &+ 5, to: &x)
        return x
    }

    @inline(__always)
    private static func fourRounds(
        _ x: inout Words, _ a0: UInt32, _ a1: UInt32, _ b0: UInt32, _ b1: UInt32, _ c0: UInt32, _ c1: UInt32,
        _ d0: UInt32, _ d1: UInt32
    ) {
        mix(&x.0, &x.1, by: a0)
        mix(&x.2, &x.3, by: a1)
        mix(&x.0, &x.3, by: b0)
        mix(&x.2, &x.1, by: b1)
        mix(&x.0, &x.1, by: c0)
        mix(&x.2, &x.3, by: c1)
        mix(&x.0, &x.3, by: d0)
        mix(&x.2, &x.1, by: d1)
    }

    /// Adds the second word to the first, turns the second and adds the first to it without carries.
    @inline(__always)
    private static func mix(_ first: inout WordVector, _ second: inout WordVector, by turn: UInt32) {
        first = first &+ second
        second = (second &<< turn) | (second &>> (32 - turn))
        second ^= first
    }

    @inline(__always)
    private func add(_ k0: UInt32, _ k1: UInt32, _ k2: UInt32, _ k3: UInt32, to x: inout Words) {
        x.0 = x.0 &+ WordVector(repeating: k0)
        x.1 = x.1 &+ WordVector(repeating: k1)
        x.2 = x.2 &+ WordVector(repeating: k2)
        x.3 = x.3 &+ WordVector(repeating: k3)
    }

    #if AVX512
    private static var lanes: WordVector { WordVector(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15) }
    #else
    private static var lanes: WordVector { WordVector(0, 1, 2, 3, 4, 5, 6, 7) }
    #endif
}
