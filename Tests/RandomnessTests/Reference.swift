import Foundation
import Testing

/// The values recorded from numpy and PyTorch for one seed.
struct Reference: CustomTestStringConvertible {
    let seed: UInt32
    private let values: [String: Values]

    var testDescription: String { "seed \(seed)" }

    static let all: [Reference] = {
        let url = Bundle.module.url(forResource: "rng", withExtension: "json", subdirectory: "Fixtures")!
        let seeds = try! JSONDecoder().decode([String: [String: Values]].self, from: Data(contentsOf: url))
        return seeds.map { Reference(seed: UInt32($0.key)!, values: $0.value) }.sorted { $0.seed < $1.seed }
    }()

    func doubles(_ name: String) -> [Double] { values[name]!.list }

    func floats(_ name: String) -> [Float] { doubles(name).map { Float($0) } }
}

/// One number or a list of them. (JSONSerialization would lose a double's last bits; JSONDecoder keeps them.)
private struct Values: Decodable {
    let list: [Double]

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        list = try (try? container.decode([Double].self)) ?? [container.decode(Double.self)]
    }
}
