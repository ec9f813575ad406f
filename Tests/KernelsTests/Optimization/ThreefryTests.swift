import Testing
@testable import Kernels

/// The generator against the published known answers and against a plain loop over its definition.
@Suite struct ThreefryTests {
    struct Answer: Sendable {
        let counter: [UInt32], key: [UInt32], words: [UInt32]
    }

    /// From the test vectors of the generator's authors (Random123).
    static let answers = [
        Answer(
            counter: [0, 0, 0, 0], key: [0, 0, 0, 0], words: [0x9C6C_A96A, 0xE17E_AE66, 0xFC10_ECD4, 0x5256_A7D8]),
        Answer(
            counter: [.max, .max, .max, .max], key: [.max, .max, .max, .max],
            words: [0x2A88_1696, 0x5701_2287, 0xF6C7_446E, 0xA16A_6732]),
        Answer(
            counter: [0x243F_6A88, 0x85A3_08D3, 0x1319_8A2E, 0x0370_7344],
            key: [0xA409_3822, 0x299F_31D0, 0x082E_FA98, 0xEC4E_6C89],
            words: [0x59CD_1DBB, 0xB887_9579, 0x86B5_D00C, 0xAC8B_6D84]),
    ]

    private func words(_ counter: [UInt32], key: [UInt32]) -> [WordVector] {
        let words = Threefry(key: (key[0], key[1], key[2], key[3])).words(
            first: counter[0], counter[1], counter[2], counter[3])
        return [words.0, words.1, words.2, words.3]
    }

    @Test(arguments: answers.indices)
    func knownAnswers(_ index: Int) {
        let answer = Self.answers[index]
        #expect(NaiveThreefry.words(answer.counter, key: answer.key) == answer.words)
        #expect(words(answer.counter, key: answer.key).map { $0[0] } == answer.words)
    }

    /// Each lane has a counter of its own, also where the first word wraps.
    @Test(arguments: [0, 1000, UInt32.max - 2])
    func lanesCountOn(_ first: UInt32) {
        let found = words([first, 3, 4, 5], key: [7, 9, 11, 13])
        for lane in 0..<Vector.scalarCount {
            #expect(
                found.map { $0[lane] } == NaiveThreefry.words([first &+ UInt32(lane), 3, 4, 5], key: [7, 9, 11, 13]))
        }
    }
}

/// Threefry4x32-20 word by word.
enum NaiveThreefry {
    private static let turns: [(UInt32, UInt32)] = [
        (10, 26), (11, 21), (13, 27), (23, 5), (6, 20), (17, 11), (25, 10), (18, 20),
    ]

    static func words(_ counter: [UInt32], key: [UInt32]) -> [UInt32] {
        let keys = key + [key.reduce(0x1BD1_1BDA) { $0 ^ $1 }]
        var x = (0..<4).map { counter[$0] &+ keys[$0] }
        func mix(_ a: Int, _ b: Int, _ turn: UInt32) {
            x[a] = x[a] &+ x[b]
            x[b] = (x[b] << turn | x[b] >> (32 - turn)) ^ x[a]
        }
        for round in 0..<20 {
            let (first, second) = turns[round % 8]
            mix(0, round % 2 == 0 ? 1 : 3, first)
            mix(2, round % 2 == 0 ? 3 : 1, second)
            guard round % 4 == 3 else { continue }
            let injection = round / 4 + 1
            for i in 0..<4 { x[i] = x[i] &+ keys[(injection + i) % 5] }
            x[3] = x[3] &+ UInt32(injection)
        }
        return x
    }
}
