import BinaryCoding
import Randomness
import Testing

@Suite struct MersenneTwisterTests {
    /// The C++ standard fixes the 10000th number of the default seed.
    @Test func tenThousandthNumberOfTheDefaultSeed() {
        var twister = MersenneTwister(seed: 5489)
        for _ in 0..<9999 { _ = twister.next() }
        #expect(twister.next() == 4_123_659_995)
    }

    @Test(arguments: [0, 1, 623, 624, 1000])
    func savedStateContinues(after draws: Int) throws {
        var twister = MersenneTwister(seed: 7)
        for _ in 0..<draws { _ = twister.next() }
        var restored = try MersenneTwister.decoded(twister.encoded)
        #expect(restored == twister)
        for _ in 0..<700 { #expect(restored.next() == twister.next()) }
    }

    @Test(arguments: [(2, 0), (0, 0), (625, 0), (624, -1), (624, 625)])
    func aStateThatNoTwisterHasIsRefused(words: Int, used: Int) {
        var writer = ByteWriter()
        writer.write([UInt32](repeating: 1, count: words))
        writer.write(used)
        #expect(
            throws: BinaryError.invalid(
                "\(words) words at position \(used) where a Mersenne Twister has 624, at a position of 0...624")
        ) {
            try MersenneTwister.decoded(writer.bytes)
        }
    }

    @Test func aStateThatIsCutOffIsRefused() {
        let bytes = MersenneTwister(seed: 1).encoded
        for count in 0..<bytes.count {
            #expect(throws: BinaryError.self) { try MersenneTwister.decoded(Array(bytes[..<count])) }
        }
    }
}
