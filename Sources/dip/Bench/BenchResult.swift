import Foundation

/// How a benchmark's result is printed.
enum BenchFormat: String, CaseIterable {
    case text, json
}

/// What a benchmark found, for people and for programs.
protocol BenchResult: Encodable {
    /// Sentences, each on a line of its own.
    var text: String { get }
}

extension BenchResult {
    /// The result with its line end; JSON is one line whose keys are sorted.
    func text(_ format: BenchFormat) throws -> String {
        switch format {
        case .text:
            return text
        case .json:
            let encoder = JSONEncoder()
            encoder.outputFormatting = .sortedKeys
            return String(decoding: try encoder.encode(self), as: UTF8.self) + "\n"
        }
    }
}
