import Foundation
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
        var restored = try JSONDecoder().decode(MersenneTwister.self, from: JSONEncoder().encode(twister))
        #expect(restored == twister)
        for _ in 0..<700 { #expect(restored.next() == twister.next()) }
    }

    @Test(arguments: [#"{"state": [1, 2], "used": 0}"#, #"{"state": [], "used": 0}"#])
    func stateOfTheWrongSizeIsRefused(json: String) {
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(MersenneTwister.self, from: Data(json.utf8)) }
    }

    @Test(arguments: [-1, 625])
    func positionOutsideTheStateIsRefused(used: Int) {
        let words = Array(repeating: "1", count: 624).joined(separator: ",")
        let json = Data("{\"state\": [\(words)], \"used\": \(used)}".utf8)
        #expect(throws: DecodingError.self) { try JSONDecoder().decode(MersenneTwister.self, from: json) }
    }
}
