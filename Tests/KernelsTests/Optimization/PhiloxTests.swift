import Testing
@testable import Kernels

/// The generator against the published known answers and against a plain loop over its definition.
@Suite struct PhiloxTests {
    struct Answer: Sendable {
        let counter: [UInt32], key: [UInt32], words: [UInt32]
    }

    /// From the test vectors of the generator's authors (Random123).
    static let answers = [
        Answer(counter: [0, 0, 0, 0], key: [0, 0], words: [0x6627_E8D5, 0xE169_C58D, 0xBC57_AC4C, 0x9B00_DBD8]),
        Answer(counter: [.max, .max, .max, .max], key: [.max, .max], words: [0x408F_276D, 0x41C8_3B0E, 0xA20B_C7C6, 0x6D54_51FD]),
        Answer(counter: [0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344], key: [0xA409_3822, 0x299F_31D0],
               words: [0xD16C_FE09, 0x94FD_CCEB, 0x5001_E420, 0x2412_6EA1]),
    ]

    private func lanes(_ words: WideIntegerVector) -> [UInt32] {
        let narrow = unsafeBitCast(words, to: IntegerVector.self)
        return narrow.indices.map { UInt32(bitPattern: narrow[$0]) }
    }

    @Test(arguments: answers.indices)
    func knownAnswers(_ index: Int) {
        let answer = Self.answers[index], counter = answer.counter
        #expect(NaivePhilox.words(counter, key: answer.key) == answer.words)
        let words = Philox(key: (answer.key[0], answer.key[1])).words(first: counter[0], counter[1], counter[2], counter[3])
        #expect([words.0, words.1, words.2, words.3].map { lanes($0)[0] } == answer.words)
    }

    /// Each lane has a counter of its own, also where the first word wraps.
    @Test(arguments: [0, 1000, UInt32.max - 2])
    func lanesCountOn(_ first: UInt32) {
        let words = Philox(key: (7, 9)).words(first: first, 3, 4, 5)
        for lane in 0..<Vector.scalarCount {
            let expected = NaivePhilox.words([first &+ UInt32(lane), 3, 4, 5], key: [7, 9])
            #expect([words.0, words.1, words.2, words.3].map { lanes($0)[lane] } == expected)
        }
    }
}

/// Philox4x32-10 word by word.
enum NaivePhilox {
    static func words(_ counter: [UInt32], key: [UInt32]) -> [UInt32] {
        var c = counter, k = key
        for _ in 0..<10 {
            let p0 = UInt64(c[0]) * 0xD251_1F53, p1 = UInt64(c[2]) * 0xCD9E_8D57
            c = [UInt32(p1 >> 32) ^ c[1] ^ k[0], UInt32(truncatingIfNeeded: p1), UInt32(p0 >> 32) ^ c[3] ^ k[1], UInt32(truncatingIfNeeded: p0)]
            k = [k[0] &+ 0x9E37_79B9, k[1] &+ 0xBB67_AE85]
        }
        return c
    }
}
